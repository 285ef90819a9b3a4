"""Whatever bytes come in, candidates or a Refusal come out, and in linear time."""

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extraction import Refusal, find, load, read
from tests.extraction_files import pdf, word

NAMES = st.sampled_from(["a.txt", "a.md", "a.html", "a.docx", "a.pdf", "a", "a.xyz", "é.TXT"])
PIECES = st.sampled_from(
    [
        "The CIO ",
        "CTO",
        "shall",
        "- ",
        "| ",
        "(a) ",
        "(i)",
        "1. ",
        "# ",
        "\n",
        "\n\n",
        ": ",
        "? ",
        "Q: ",
        "A: ",
        "<p>",
        "</ul><li>",
        "<table><tr>",
        "decides. ",
        "1980s ",
        "“",
        "says: ",
        "3 comments\n",
        "&lt;",
        "[",
        "](",
        "**",
        "é",
        "\u2028",
        " I ",
        "they ",
    ]
)
ASPECTS = {
    "definition",
    "focus",
    "reporting_line",
    "responsibility",
    "decision",
    "skill",
    "background",
    "measure",
    "relationship",
    "evolution",
    "context",
}


def check(data, name):
    document = None
    try:
        document = read(data, name)
    except Refusal as caught:
        refusal = str(caught)
    if document is None:
        assert len(refusal) > 20  # it names the remedy
        return
    numbers = (
        [b.number for b in document.blocks]
        + [f.number for f in document.furniture]
        + [c.number for c in document.comments]
    )
    assert len(set(numbers)) == len(numbers)
    texts = {b.number: b.text for b in (*document.blocks, *document.comments)}
    for candidate in find(document, load(), with_comments=True):
        assert candidate.text in texts[candidate.block]
        assert candidate.aspect in ASPECTS
        assert 0 < candidate.score < 1
        assert (candidate.involvement is None) or candidate.aspect in ("responsibility", "decision")
        if candidate.aspect in ("responsibility", "decision"):
            assert candidate.denies == (candidate.involvement == "excluded")


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400), NAMES)
def test_any_bytes(data, name):
    check(data, name)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(PIECES, st.text(max_size=8)), max_size=60).map("".join), NAMES)
def test_any_text(text, name):
    check(text.encode("utf-8", "surrogatepass"), name)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from([pdf([("The CIO decides.", 11)]), word()]),
    st.integers(0, 40_000),
    st.binary(min_size=1, max_size=6),
)
def test_damaged_files(data, at, damage):
    at %= len(data)
    check(
        data[:at] + damage + data[at + len(damage) :],
        "a.pdf" if data.startswith(b"%PDF") else "a.docx",
    )
    check(data[:at], "a.pdf" if data.startswith(b"%PDF") else "a.docx")


LONG = {
    "brackets": lambda n: "[" * n,
    "one line": lambda n: "The CIO decides, in 1980, what they do. " * (n // 40),
    "open sentences": lambda n: "the CIO, " * (n // 9),
    "initials": lambda n: ". A" * (n // 3),
    "stars": lambda n: "*" * n,
    "comments": lambda n: "<!--" * (n // 4),
    "spaces": lambda n: "a" + " " * n + "b",
}


def seconds(text):
    start = time.process_time()
    check(text.encode(), "a.txt")
    return time.process_time() - start


@pytest.mark.parametrize("make", LONG.values(), ids=LONG)
def test_time_is_linear_in_length(make):
    small, large = seconds(make(100_000)), seconds(make(800_000))
    assert large < 8 * 3 * max(small, 0.05)
