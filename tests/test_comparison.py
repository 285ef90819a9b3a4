"""The states of cells and rows, from the tables of docs/comparison.md."""

import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roles.aspects import RELATIONAL, RULES, Alignment, Aspect, Involvement
from roles.comparison import (
    CELL_STATES,
    ROW_KINDS,
    Cell,
    Statement,
    ancestry,
    cell,
    compare,
    row_kind,
)
from tests.tables import table

CELLS = table("comparison.md", "What a cell says")
ALIGNED = table("comparison.md", "Which row a claim stands in")
INHERITED = table("comparison.md", "What a variant inherits")
ROWS = table("comparison.md", "What a row amounts to")
KEPT = table("comparison.md", 'What "only differences" keeps')
PLACES = ["first role", "second role", "third role", "fourth role"]


def claims(words: str, role: str, aspect: str) -> list[Statement]:
    """The statements that a cell of a table gives."""
    if words == "—":
        return []
    found = []
    for place, each in enumerate(words.split("; ")):
        what, marks = re.fullmatch(r"([a-z_: ]+?)(?: \((.+)\))?", each).groups()
        marks = set(marks.split(", ")) if marks else set()
        sources = next((mark for mark in marks if mark.endswith("sources")), "1 sources")
        contexts = {mark for mark in marks if mark.startswith("in ")}
        mood = marks - {sources, "contested"} - contexts
        assert what in {*Involvement.values, "says so", "denies"} or ":" in what
        assert mood <= {"requires", "recommends", "predicts"}
        related = ":" in what or (what == "denies" and aspect in RELATIONAL)
        found.append(
            Statement(
                role=role,
                aspect=("reporting_line" if related else "focus") if aspect == "point" else aspect,
                key="key",
                in_point=aspect == "point",
                denies=what in {"denies", "excluded"},
                involvement=what if what in Involvement.values else "",
                relation=what if ":" in what else "x:y" if related else "",
                modality=mood.pop() if mood else "describes",
                contested="contested" in marks,
                contexts=frozenset(contexts),
                sources=int(sources.split()[0]),
                slug=f"{place}",
            )
        )
    return found


@pytest.mark.parametrize("case", ALIGNED, ids=lambda case: " | ".join(case.values()))
def test_alignment_of_the_table(case):
    pointed, by = case["names a point"] == "yes", case["it aligns by"]
    words = {
        Alignment.RESPONSIBILITY: "responsibility",
        Alignment.DECISION_AREA: "decision area",
        Alignment.COUNTERPART: "relation and counterpart",
        Alignment.DECADE: "decade",
        Alignment.NOTHING: "nothing",
    }
    assert by == ("point" if pointed else words[RULES[case["aspect"]].aligns_by])
    each = Statement(role="a", aspect=case["aspect"], key="k", in_point=pointed)
    found = compare(["a"], [each])
    assert (len(found.rows), len(found.unaligned)) == ((0, 1) if by == "nothing" else (1, 0))
    assert not pointed or (found.rows[0].group, found.rows[0].anchor) == ("point", "point-k")


def test_claims_of_several_aspects_on_one_point_are_one_row():
    says = [
        Statement(role=role, aspect=aspect, key="rank", in_point=True)
        for role, aspect in (("a", "definition"), ("b", "resources"), ("b", "evolution"))
    ]
    [row] = compare(["a", "b"], says).rows
    assert [len(each.statements) for each in row.cells] == [1, 2]


@pytest.mark.parametrize("case", CELLS, ids=lambda case: " | ".join(case.values()))
def test_cells_of_the_table(case):
    aspect = case["aspect"]
    own = claims(case["claims of the role"], "variant", aspect)
    found = cell("variant", {"variant": own}, {"variant": "broad"})
    assert found.state == case["the cell is"]
    assert list(found.statements) == own
    assert found.speaks == bool(own)
    assert found.contested == (case["it is marked"] == "contested")


@pytest.mark.parametrize("case", INHERITED, ids=lambda case: " | ".join(case.values()))
def test_inheritance_of_the_table(case):
    above = {"variant": "nearest", "nearest": "farther"}
    titles = {"variant": "claims of the variant", "nearest": "of the nearest role above"}
    titles["farther"] = "of the role above that"
    by_role = {role: claims(case[title], role, case["aspect"]) for role, title in titles.items()}
    found = cell("variant", by_role, above)
    source = found.inherited_from
    assert [each for each in by_role.get(source, []) if each in found.statements] == (
        list(found.statements) if source else []
    )
    letters = ", ".join(each.involvement or "says so" for each in found.statements if source)
    words = f"{letters}, from the {source}" if source else "nothing"
    marked = f"{words}, {found.caution}" if source and found.caution else words
    assert marked == case["it inherits"]


def comparison_of(case: dict[str, str], places: list[str]):
    statements, broader = [], {}
    for place in places:
        words = case[place]
        if words.startswith("inherits "):
            broader[place] = f"above {place}"
            words = words.removeprefix("inherits ")
        statements += claims(words, broader.get(place, place), case["aspect"])
    return compare(places, statements, broader)


@pytest.mark.parametrize("case", ROWS, ids=lambda case: " | ".join(case.values()))
def test_rows_of_the_table_in_any_order_of_roles(case):
    places = [place for place in PLACES if case[place]]
    for order in itertools.permutations(places):
        found = comparison_of(case, list(order))
        [row] = [*found.rows, *found.unaligned]
        assert row.kind == case["the row is"]
        assert [each.role for each in row.cells] == list(order)


def test_the_tables_show_every_state_kind_and_aspect():
    assert {case["the cell is"] for case in CELLS} == set(CELL_STATES) - {"inherited"}
    assert {case["the row is"] for case in ROWS} == set(ROW_KINDS)
    assert {case["aspect"] for case in INHERITED} == set(Aspect.values)
    assert {case["aspect"] for case in ALIGNED} == set(Aspect.values)


def test_only_differences_drops_what_is_the_same_and_nothing_else():
    statements = []
    for number, case in enumerate(ROWS):
        for place in PLACES[:2]:
            if not case[place].startswith("inherits"):
                statements += [
                    Statement(**{**vars(each), "key": f"row-{number}"})
                    for each in claims(case[place] or "—", place, case["aspect"])
                ]
    whole = compare(PLACES[:2], statements)
    kept = {case["the row is"]: case["kept"] == "yes" for case in KEPT}
    assert set(kept) == set(ROW_KINDS)
    assert {row.kind for row in whole.rows} == set(ROW_KINDS)
    expected = tuple(row for row in whole.rows if kept[row.kind])
    assert not whole.unaligned
    assert whole.only_differences().rows == expected
    assert whole.count("differs") == sum(row.kind == "differs" for row in whole.rows) > 0
    assert whole.only_differences().count("same") == 0 < whole.count("same")


def test_letters_are_what_sources_describe_and_advice_stands_apart():
    words = "accountable; accountable; excluded; consulted (recommends); informed (predicts)"
    found = cell("x", {"x": claims(f"{words}; says so", "x", "decision")}, {})
    assert found.letters == {"A": 2, "excluded": 1}
    assert found.advised == {"C": 1, "I": 1}


def test_circles_of_variants_end():
    assert ancestry("a", {"a": "b", "b": "c", "c": "b"}) == ["b", "c"]
    assert ancestry("a", {"a": "a"}) == ["a"]
    assert cell("a", {}, {"a": "b", "b": "a"}).state == "silent"


def test_a_variant_beside_its_broader_role_is_not_counted_as_the_same():
    statements = claims("accountable", "cio", "responsibility")
    [row] = compare(["cio", "fractional-cio"], statements, {"fractional-cio": "cio"}).rows
    assert [each.state for each in row.cells] == ["stated", "inherited"]
    assert row.kind == "one-role"
    assert not row.shared


def test_rows_come_in_order_and_only_of_the_roles_compared():
    def say(role, key):
        return Statement(role=role, aspect="decision", key=key, label=key.title(), area="money")

    found = compare(
        ["a", "b"], [say("b", "two"), say("x", "none"), say("a", "one"), say("a", "two")]
    )
    assert [(row.key, row.label, row.area) for row in found.rows] == [
        ("two", "Two", "money"),
        ("one", "One", "money"),
    ]
    assert [row.shared for row in found.rows] == [True, False]
    assert found.rows[0].anchor == "row-decision-two"
    assert compare(["a", "b"], []).rows == ()


STATEMENTS = st.builds(
    Statement,
    role=st.sampled_from("abcd"),
    aspect=st.sampled_from(Aspect.values),
    key=st.sampled_from(["k", "l"]),
    denies=st.booleans(),
    in_point=st.booleans(),
    modality=st.sampled_from(["describes", "requires", "recommends", "predicts"]),
    sources=st.integers(0, 2),
    slug=st.sampled_from("xyz"),
    involvement=st.sampled_from(["", *Involvement.values]),
    contested=st.booleans(),
    contexts=st.sampled_from([frozenset(), frozenset({"sme"})]),
)
BASES = st.lists(STATEMENTS, max_size=14)
BROADER = st.dictionaries(st.sampled_from("abcd"), st.sampled_from("abcd"), max_size=4)


def kinds(comparison) -> dict[tuple, str]:
    rows = [*comparison.rows, *comparison.unaligned]
    return {(row.group, row.key, bool(row in comparison.rows)): row.kind for row in rows}


@given(BASES, BROADER, st.permutations("abcd"))
def test_the_order_of_roles_changes_no_kind(base, broader, order):
    assert kinds(compare(order, base, broader)) == kinds(compare("abcd", base, broader))


@given(BASES, BROADER, st.randoms())
def test_the_order_of_statements_changes_no_kind(base, broader, random):
    shuffled = random.sample(base, len(base))
    assert kinds(compare("abcd", shuffled, broader)) == kinds(compare("abcd", base, broader))


@given(BASES, BROADER)
def test_a_silent_role_changes_no_kind(base, broader):
    assert kinds(compare("abcde", base, broader)) == kinds(compare("abcd", base, broader))


@given(BASES, BROADER)
def test_every_cell_says_something_true(base, broader):
    found = compare("abcd", base, broader)
    for row in [*found.rows, *found.unaligned]:
        compared = [each for each in row.cells if each.state in {"stated", "denied"}]
        assert row.kind in ROW_KINDS
        assert len(row.cells) == 4
        if row.kind in {"same", "differs", "side-by-side"}:
            assert len(compared) >= 2
        if row.kind == "same":
            assert len({each.state for each in compared}) == 1
            assert len({frozenset(each.letters) for each in compared if each.letters}) <= 1 or all(
                each.state == "denied" for each in compared
            )
        if row.kind == "side-by-side":
            assert len({each.state for each in compared}) == 1
        for each in row.cells:
            assert (each.state == "silent") == (not each.statements)
            assert (each.state == "inherited") == bool(each.inherited_from)
            assert each.state != "inherited" or all(s.is_inherited for s in each.statements)
            assert each.state != "inherited" or not any(s.denies for s in each.statements)
            assert {s.role for s in each.statements} <= {each.inherited_from or each.role}


@given(BASES)
def test_without_variants_nothing_is_inherited_and_every_statement_is_shown_once(base):
    found = compare("abcd", base)
    rows = [*found.rows, *found.unaligned]
    shown = [s for row in rows for each in row.cells for s in each.statements]
    assert sorted(map(repr, shown)) == sorted(map(repr, base))


@given(BASES, BROADER)
def test_inherited_cells_count_for_nothing(base, broader):
    found = compare("abcd", base, broader)
    for row in [*found.rows, *found.unaligned]:
        without = [
            Cell(each.role, "silent") if each.state == "inherited" else each for each in row.cells
        ]
        assert row_kind(without, in_point=row.group == "point") == row.kind
