"""Bodies that nobody meant: nothing gets lost, and nothing takes long."""

import time
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.passages import BodyError, normalise, split, with_markers, with_text

LINES = st.sampled_from(
    [
        *("", " ", "text", "- a", "-", "- ", "  * b", "1. c", "1)", "# h", "##", "## ", "### x #"),
        *("> q", ">", "> > q", ">x", "|h|k|", "|-|-|", "| a | b |", "|", "| a \\| b |", "---"),
        *("* * *", "    code", "[p1] m", "[p7] m", "- [p3] m", "> [p4] m", "## [p5] m", "[x]: y"),
        *("| [p6] a |", "===", "\u00a0", "\u2028", "e\u0301", "[", "<b>", "`", "\t- t", "\\"),
    ]
)
BODIES = st.one_of(
    st.lists(LINES, max_size=12).map("\n".join),
    st.text(alphabet="[]p123 ->#|:*_\n\\\t\u00a0é", max_size=60),
    st.text(max_size=80),
).map(normalise)


@given(BODIES, st.integers(0, 50))
def test_marking_is_idempotent_and_leaves_the_words_alone(body, highest):
    try:
        before = split(body)
    except BodyError:
        return
    marked = with_markers(body, highest)
    after = split(marked)
    assert with_markers(marked, highest) == marked
    assert all(block.anchor for block in after)
    assert [(b.kind, b.source, b.line) for b in after] == [
        (b.kind, b.source, b.line) for b in before
    ]
    new = [int(b.anchor[1:]) for b, old in zip(after, before, strict=True) if not old.anchor]
    used = [highest, *(int(old.anchor[1:]) for old in before if old.anchor)]
    assert new == list(range(max(used) + 1, max(used) + 1 + len(new)))
    for block in reversed(after):  # take the new markers out again
        if block.anchor in {f"p{number}" for number in new}:
            rest = marked[block.start + len(f"[{block.anchor}]") :]
            rest = rest.removeprefix(" ") if block.source else rest
            marked = marked[: block.start] + rest
    assert marked == body


@given(BODIES, st.text(alphabet="ab []p1|->#*\n\u00a0", max_size=20))
def test_new_words_touch_one_block_only(body, words):
    try:
        marked = with_markers(body, 0)
        blocks = split(marked)
        target = blocks[len(blocks) // 2]
        changed = split(with_text(marked, target.anchor, words))
    except (BodyError, IndexError):
        return
    assert [b.anchor for b in changed] == [b.anchor for b in blocks]
    assert [b.kind for b in changed] == [b.kind for b in blocks]
    assert [b.source for b in changed if b.anchor != target.anchor] == [
        b.source for b in blocks if b.anchor != target.anchor
    ]


def seconds(unit: str, length: int) -> float:
    body = (unit * (length // len(unit) + 1))[:length]
    best = float("inf")
    for _ in range(3):
        started = time.process_time()
        with suppress(BodyError):
            split(body)
        best = min(best, time.process_time() - started)
    return best


@pytest.mark.parametrize(
    "unit",
    [
        "[",
        "]",
        "> ",
        "|",
        "- ",
        "- \n",
        "|a",
        "|a\n",
        "[p1] ",
        "#",
        "# ",
        "\\|",
        " ",
        "|-",
        "-",
        "a\n",
    ],
)
def test_time_grows_with_the_length_and_not_with_its_square(unit):
    # Eight times the text in less than 40 times the time; the square would take 64 times.
    short = max(seconds(unit, 25_000), 0.0005)
    assert seconds(unit, 200_000) < 40 * short
