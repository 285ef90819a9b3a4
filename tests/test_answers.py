"""What a sentence may say, from the tables of docs/answers.md."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roles.answers import Basis, Contest, judge
from roles.evidence import Support, groups
from tests.tables import table

SHOWN = table("answers.md", "Whether it is shown, and how well it is supported")
MOODS = ["requires", "recommends", "predicts"]
BESIDE = table("answers.md", "What stands beside it")


def bases(words: str) -> list[Basis | None]:
    """The claims that a cell of a table gives."""
    return [basis(each) for each in words.split("; ")] if words != "—" else []


def basis(words: str) -> Basis | None:
    slug, _, rest = words.partition(": ")
    facts = dict(fact.partition(" ")[::2] for fact in rest.split(", "))
    if rest == "not public":
        return None
    known = {"sources", "seller", "scope", "contested", "in", *MOODS}
    assert set(facts) <= known
    scope, sells = facts.get("scope", ""), "seller" in facts
    return Basis(
        claim=slug,
        supports=tuple(
            Support(article, scope=scope, sells=sells)
            for article in facts.get("sources", f"of-{slug}").split("+")
        ),
        modality=next((mood for mood in MOODS if mood in facts), "describes"),
        contested="contested" in facts,
        disagreements=tuple(facts["in"].split("+")) if "in" in facts else (),
    )


@pytest.mark.parametrize("case", SHOWN, ids=lambda case: " | ".join(case.values()))
def test_what_is_shown_of_the_table(case):
    found = judge(bases(case["needs"]), bases(case["borne out by"]))
    assert (found is not None) == (case["shown"] == "yes")
    assert str(found.sources if found else "") == case["sources"]


@pytest.mark.parametrize("case", BESIDE, ids=lambda case: " | ".join(case.values()))
def test_what_stands_beside_of_the_table(case):
    found = judge(bases(case["needs"]), bases(case["borne out by"]))
    assert ", ".join(found.marks) == case["it carries"]
    assert found.scope == case["scope"]
    see = case["sources differ, see"]
    assert found.contest == (Contest(*see.split()) if see else None)
    assert found.only_sellers == (case["only sellers say so"] == "yes")


BASES = st.lists(
    st.builds(
        Basis,
        claim=st.sampled_from("abc"),
        supports=st.lists(
            st.builds(Support, article=st.sampled_from("uvwxyz"), sells=st.booleans()), max_size=3
        ).map(tuple),
        modality=st.sampled_from(["describes", "requires", "recommends", "predicts"]),
        contested=st.booleans(),
        disagreements=st.sampled_from([(), ("q",), ("q", "r")]),
    ),
    min_size=1,
    max_size=4,
)


@given(BASES, BASES)
def test_a_sentence_is_no_stronger_than_its_weakest_claim_with_all_that_bears_it_out(
    needs, backing
):
    alone, borne_out = judge(needs), judge(needs, backing)
    assert alone.sources == min(groups(each.supports) for each in needs)
    assert borne_out.sources >= alone.sources
    assert (borne_out.marks, borne_out.contest) == (alone.marks, alone.contest)


@given(BASES, BASES)
def test_a_further_needed_claim_only_takes_away(needs, more):
    fewer, all_of_them = judge(needs), judge([*needs, *more])
    assert all_of_them.sources <= fewer.sources
    assert set(fewer.marks) <= set(all_of_them.marks)
    assert all_of_them.only_sellers or not fewer.only_sellers
    assert all_of_them.contest or not fewer.contest
    assert judge([*needs, None]) is None
