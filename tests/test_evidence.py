"""How strong evidence is, from the tables of docs/evidence.md."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roles.evidence import Support, groups, strength
from tests.tables import table

CASES = table("evidence.md", "Strength and its reason")
INTERESTS = table("evidence.md", "Whether every supporting voice has an interest")


def supports(words: str) -> list[Support]:
    """The supporting citations that a cell of a table gives."""
    found = []
    for each in words.split("; ") if words != "—" else []:
        article, _, facts = each.partition(":")
        facts = [fact.strip().partition(" ") for fact in facts.split(",") if fact.strip()]
        assert {name for name, _, _ in facts} <= {"publisher", "work", "interest", "comment"}
        one = {name: value for name, _, value in facts if name in {"publisher", "interest"}}
        works = frozenset(value for name, _, value in facts if name == "work")
        comment = any(name == "comment" for name, _, _ in facts)
        found.append(Support(article, works=works, comment=comment, **one))
    return found


@pytest.mark.parametrize("case", CASES, ids=lambda case: " | ".join(case.values()))
def test_strength_of_the_table(case):
    against = set(filter(None, case["against"].split(", ")))
    assert against <= {"dispute", "rival"}
    found = strength(
        supports(case["supporting citations"]),
        disputed="dispute" in against,
        rival="rival" in against,
    )
    assert (found.level, found.reason) == (case["strength"], case["reason"])
    assert found.sources == int(case["sources"])
    assert found.label == case["strength"].capitalize()


@pytest.mark.parametrize("case", INTERESTS, ids=lambda case: " | ".join(case.values()))
def test_interest_of_the_table(case):
    found = strength(supports(case["supporting citations"]))
    assert found.interested == (case["every voice is interested"] == "yes")


def test_an_empty_publisher_or_work_is_shared_with_nobody():
    blank = [Support(name, publisher=" ", works=frozenset({"", " "})) for name in "abc"]
    assert groups(blank) == 3


def test_a_publisher_and_a_work_of_one_name_are_two_things():
    assert groups([Support("a", publisher="x"), Support("b", works=frozenset({"x"}))]) == 2
    assert groups([Support("a", publisher="b"), Support("b")]) == 2


SUPPORTS = st.lists(
    st.builds(
        Support,
        article=st.sampled_from("abcdefgh"),
        publisher=st.sampled_from(["", "P", "p", "Q", "R"]),
        works=st.frozensets(st.sampled_from(["", "u", "v", "w", "x"]), max_size=2),
        interest=st.sampled_from(["unknown", "seller", "independent"]),
        comment=st.booleans(),
    ),
    max_size=10,
)


def slow_groups(given: list[Support]) -> int:
    """The same by spreading from one article to all that it touches, one at a time."""
    own = [each for each in given if not each.comment]

    def touch(one: Support, other: Support) -> bool:
        return (
            one.article == other.article
            or bool(one.publisher and one.publisher.lower() == other.publisher.lower())
            or bool((one.works & other.works) - {""})
        )

    number = 0
    while own:
        number += 1
        reached = [own.pop()]
        while reached:
            one = reached.pop()
            reached += [other for other in own if touch(one, other)]
            own = [other for other in own if not touch(one, other)]
    return number


@given(SUPPORTS)
def test_groups_are_connected_components(given):
    assert groups(given) == slow_groups(given)


@given(SUPPORTS, st.randoms())
def test_the_order_of_citations_changes_nothing(given, random):
    assert strength(random.sample(given, len(given))) == strength(given)


@given(SUPPORTS)
def test_a_comment_adds_no_source(given):
    comment = Support("z", publisher="Z", comment=True)
    assert groups([*given, comment]) == groups(given)


@given(SUPPORTS)
def test_a_source_that_shares_nothing_adds_one(given):
    assert (
        groups([*given, Support("z", publisher="Z", works=frozenset({"z"}))]) == groups(given) + 1
    )


@given(SUPPORTS, st.booleans(), st.booleans())
def test_contested_wins_and_every_level_has_its_reason(given, disputed, rival):
    found = strength(given, disputed=disputed, rival=rival)
    assert (found.level == "contested") == (disputed or rival)
    assert found.reason.startswith(f"{found.label}: ")
    assert found.reason.endswith(".")
    assert found.level in {"contested", "strong", "moderate", "thin"}
