"""Meeting what is known: same as, close to, or new."""

import pytest

from extraction.matching import Entry, Matcher, stems

ENTRIES = [
    Entry("responsibility", "set-strategy", "Set the IT strategy"),
    Entry("responsibility", "manage-budget", "Manage the IT budget"),
    Entry("decision_area", "budget", "Who decides how the technology budget is spent?"),
    Entry("claim", "cio-mayor", "The CIO reports to the mayor.", "cio", "reporting_line"),
    Entry(
        "claim",
        "cio-ferries",
        "The CIO oversees the ferry timetable system.",
        "cio",
        "responsibility",
    ),
]


@pytest.fixture(scope="module")
def matcher():
    return Matcher(ENTRIES)


@pytest.mark.parametrize(
    ("text", "role", "aspect", "verdict", "slug"),
    [
        ("Generally the CIO reports to the mayor", "cio", "reporting_line", "same as", "cio-mayor"),
        ("Managing the budget of IT", "cio", "responsibility", "same as", "manage-budget"),
        ("The CTO reports to the mayor.", "cto", "reporting_line", "close to", "cio-mayor"),
        (
            "CIOs run the timetable system of the ferries",
            "cio",
            "responsibility",
            "same as",
            "cio-ferries",
        ),
        ("A CTO often holds a degree in physics", "cto", "background", "new", None),
    ],
)
def test_verdict(matcher, text, role, aspect, verdict, slug):
    found = matcher.similar(text, role, aspect, limit=1)
    assert [(m.verdict, m.entry.slug) for m in found] == ([(verdict, slug)] if slug else [])


def test_kind_restricts_the_search(matcher):
    text = "how the technology budget is spent"
    best, *_ = matcher.similar(text, "cio", "decision", kind="decision_area")
    assert best.entry.slug == "budget"


def test_nothing_known_is_new():
    assert Matcher([]).similar("The CIO runs the help desk", "cio", "responsibility") == []


def test_identical_text_scores_highest(matcher):
    for entry in ENTRIES:
        best, *_ = matcher.similar(entry.text, entry.role, entry.aspect, kind=entry.kind)
        assert best.entry == entry


def test_stems_meet_across_forms_and_synonyms():
    assert stems("Managing vendors") == stems("manages suppliers")
