"""How strong evidence is, from the tables of docs/evidence.md."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.kinds import ArticleKind
from roles.evidence import KINDS, Strength, Support, groups, strength
from tests.tables import table

GROUPS = table("evidence.md", "Which sources are independent")
REASONS = table("evidence.md", "The reason in words")
SAID = table("evidence.md", "Who says it, and of whom")
FLAGS = {"comment", "sells"}
TEXTS = {"publisher", "interest", "kind", "year", "sample", "scope"}


def supports(words: str) -> list[Support]:
    """The supporting citations that a cell of a table gives."""
    found = []
    for each in words.split("; ") if words != "—" else []:
        article, _, facts = each.partition(":")
        facts = [fact.strip().partition(" ") for fact in facts.split(",") if fact.strip()]
        assert {name for name, _, _ in facts} <= TEXTS | FLAGS | {"work", "author"}
        one = {name: value for name, _, value in facts if name in TEXTS}
        one |= dict.fromkeys((name for name, _, _ in facts if name in FLAGS), True)
        works = frozenset(value for name, _, value in facts if name == "work")
        authors = frozenset(value for name, _, value in facts if name == "author")
        found.append(Support(article, works=works, authors=authors, **one))
    return found


def found_for(case: dict[str, str]) -> Strength:
    against = set(filter(None, case["against"].split(", ")))
    assert against <= {"dispute", "rival"}
    return strength(
        supports(case["supporting citations"]),
        disputed="dispute" in against,
        rival="rival" in against,
    )


@pytest.mark.parametrize("case", GROUPS, ids=lambda case: " | ".join(case.values()))
def test_groups_of_the_table(case):
    found = found_for(case)
    assert (found.level, found.sources) == (case["strength"], int(case["sources"]))
    assert found.label == case["strength"].capitalize()


@pytest.mark.parametrize("case", REASONS, ids=lambda case: " | ".join(case.values()))
def test_reasons_of_the_table(case):
    assert found_for(case).reason == case["reason"]


@pytest.mark.parametrize("case", SAID, ids=lambda case: " | ".join(case.values()))
def test_who_says_it_of_the_table(case):
    found = strength(supports(case["supporting citations"]))
    assert found.interested == (case["every voice is interested"] == "yes")
    assert found.only_sellers == (case["only sellers"] == "yes")
    assert found.scope == case["scope"]


def test_every_kind_of_evidence_has_its_words():
    assert set(KINDS) == set(ArticleKind.values)
    words = " ".join(case["supporting citations"] for case in REASONS)
    assert {"statute", "survey", "study"} <= set(re.findall(r"kind ([a-z-]+)", words))


def test_an_empty_publisher_or_work_is_shared_with_nobody():
    blank = [Support(name, publisher=" ", works=frozenset({"", " "})) for name in "abc"]
    assert groups(blank) == 3


def test_a_publisher_and_a_work_of_one_name_are_two_things():
    assert groups([Support("a", publisher="x"), Support("b", works=frozenset({"x"}))]) == 2
    assert groups([Support("a", publisher="b"), Support("b")]) == 2


# What an article is does not depend on which of its passages is cited.
OF_ARTICLE = {
    slug: {"kind": kind, "year": year}
    for slug, kind, year in zip("abcdefgh", KINDS, ["", "2003", "2024", ""] * 2, strict=False)
}
SUPPORTS = st.lists(
    st.builds(
        Support,
        article=st.sampled_from("abcdefgh"),
        publisher=st.sampled_from(["", "P", "p", "Q", "R"]),
        authors=st.frozensets(st.sampled_from(["", "A", "a", "B"]), max_size=2),
        sample=st.sampled_from(["", "142 CIOs, 2004", "90 CEOs"]),
        works=st.frozensets(st.sampled_from(["", "u", "v", "w", "x"]), max_size=2),
        interest=st.sampled_from(["unknown", "seller", "independent"]),
        comment=st.booleans(),
    ).map(lambda each: replace(each, **OF_ARTICLE[each.article])),
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
            or bool({a.lower() for a in one.authors} & {a.lower() for a in other.authors} - {""})
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
    assert found.reason.startswith(f"{found.label}: ") == (found.level != "thin")
    assert found.reason.endswith(".")
    assert found.level in {"contested", "strong", "moderate", "thin"}
