"""Roles side by side: which rows there are, what each cell says, and what each row amounts to.

Pure: statements in, a table out. The rules are 2, 3 and 6 of docs/rules.md; their tables of cases
stand in docs/comparison.md and drive tests/test_comparison.py. Silence is never a denial: a cell in
which no source speaks says so, and is compared with nothing.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from roles.aspects import INVOLVING, RELATIONAL, RULES, Alignment, Involvement

LETTERS = {
    Involvement.ACCOUNTABLE: "A",
    Involvement.RESPONSIBLE: "R",
    Involvement.CONSULTED: "C",
    Involvement.INFORMED: "I",
    Involvement.EXCLUDED: "excluded",
}
FACTS = {"describes", "requires"}
CAUTIONS = {"recommends": "recommended", "predicts": "predicted"}  # of what is no fact (rule 3)
MODALITIES = ["describes", "requires", "recommends", "predicts"]  # the strongest first
POINT = "point"

CELL_STATES = ("denied", "stated", "inherited", "silent")
ROW_KINDS = ("one-role", "differs", "same", "side-by-side")


@dataclass(frozen=True)
class Statement:
    """One public claim, as far as a comparison needs to know it."""

    role: str  # slug
    aspect: str
    # What rows align by: a point, a responsibility, an area, a counterpart with a relation, a
    # decade. What aligns by nothing has the name of its aspect.
    key: str
    label: str = ""  # the row's heading
    in_point: bool = False
    area: str = ""  # slug of its decision area
    denies: bool = False
    modality: str = "describes"
    involvement: str = ""
    relation: str = ""  # with its counterpart, where it is about one: reports_to:ceo
    contested: bool = False
    contexts: frozenset[str] = frozenset()  # slugs of the circumstances that it holds in
    sources: int = 0  # independent groups of supporting sources
    slug: str = ""
    claim: object = field(default=None, compare=False)  # what a page shows of it

    @property
    def group(self) -> str:
        """With the key, this tells its row."""
        return POINT if self.in_point else self.aspect

    @property
    def is_aligned(self) -> bool:
        return self.in_point or RULES[self.aspect].aligns_by != Alignment.NOTHING

    @property
    def is_fact(self) -> bool:
        return self.modality in FACTS

    @property
    def letter(self) -> str:
        return LETTERS.get(self.involvement, "")

    @property
    def is_inherited(self) -> bool:
        """Whether a variant of its role has it too (rule 6)."""
        if self.denies or self.contexts or self.modality == "requires":
            return False
        return RULES[self.aspect].is_inherited


def leading_order(each: Statement) -> tuple:
    """The best supported first, then what is so before what ought to be, then the most general."""
    modality = MODALITIES.index(each.modality)
    return (-each.sources, modality, len(each.contexts), each.slug)


@dataclass(frozen=True)
class Cell:
    role: str
    state: str
    statements: tuple[Statement, ...] = ()
    inherited_from: str = ""  # slug of the broader role

    @property
    def speaks(self) -> bool:
        """It says something of its own, so that it counts in a comparison."""
        return self.state in {"denied", "stated"}

    @property
    def leading(self) -> Statement | None:
        return min(self.statements, key=leading_order, default=None)

    @property
    def rest(self) -> list[Statement]:
        """What is said beside the leading claim, in the same order."""
        return sorted(self.statements, key=leading_order)[1:]

    @property
    def contested(self) -> bool:
        """A mark beside its state: its leading claim is contested, or all are."""
        if not self.speaks:
            return False
        return self.leading.contested or all(each.contested for each in self.statements)

    @property
    def caution(self) -> str:
        return caution(each.modality for each in self.statements)

    @property
    def letters(self) -> dict[str, int]:
        """RACI letters that sources describe or require, with the number of claims behind each."""
        return self._letters(facts=True)

    @property
    def advised(self) -> dict[str, int]:
        """RACI letters that sources recommend or predict: never shown as a fact."""
        return self._letters(facts=False)

    def _letters(self, *, facts: bool) -> dict[str, int]:
        found = Counter(
            each.letter for each in self.statements if each.letter and each.is_fact is facts
        )
        return dict(found)  # a template would find any key in a Counter

    def letters_by_context(self) -> dict[str, frozenset[str]]:
        """The letters of facts in each context, and under "" those of facts that have none: only
        what holds in the same circumstances is compared.
        """
        found: dict[str, set[str]] = defaultdict(set)
        for each in self.statements:
            if each.letter and each.is_fact:
                for context in each.contexts or {""}:
                    found[context].add(each.letter)
        return {context: frozenset(letters) for context, letters in found.items()}

    def relations(self) -> frozenset[str]:
        """Relations, each with its counterpart, that are facts and not denied."""
        stated = (each for each in self.statements if each.is_fact and not each.denies)
        return frozenset(each.relation for each in stated if each.relation)


@dataclass(frozen=True)
class Row:
    group: str  # "point", or the aspect
    key: str
    label: str
    area: str
    kind: str
    cells: tuple[Cell, ...]

    @property
    def anchor(self) -> str:
        """Its deep link: permanent as long as what it aligns by."""
        if self.group == POINT:
            return f"point-{self.key}"
        return f"row-{self.group.replace('_', '-')}-{self.key}".replace(":", "-")

    @property
    def has_page(self) -> bool:
        """Whether a role's page of its decision area has all that a cell says."""
        return self.group in INVOLVING

    @property
    def claims(self) -> list:
        """What its cells show, inherited claims included."""
        return [each.claim for cell in self.cells for each in cell.statements]

    @property
    def shared(self) -> bool:
        """Several roles fill it."""
        return sum(cell.speaks for cell in self.cells) > 1


@dataclass(frozen=True)
class Comparison:
    roles: tuple[str, ...]
    rows: tuple[Row, ...]
    # What aligns by nothing, an aspect at a time. No rows: each cell stands under its own role.
    unaligned: tuple[Row, ...] = ()

    def count(self, kind: str) -> int:
        return sum(row.kind == kind for row in self.rows)

    def only_differences(self) -> "Comparison":
        """Without the rows that are the same, of one role, or merely inherited."""
        kept = (row for row in self.rows if row.kind not in {"same", "one-role"})
        return Comparison(self.roles, tuple(kept), self.unaligned)


def compare(
    roles: Iterable[str], statements: Iterable[Statement], broader: Mapping[str, str] | None = None
) -> Comparison:
    """Rows in the order in which their statements come, a cell for each of `roles`.

    `broader` leads from a variant role to the role that it inherits from; statements of such a role
    belong to the call even when it has no column of its own.
    """
    roles, broader = tuple(roles), broader or {}
    grouped: dict[tuple[str, str], dict[str, list[Statement]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for each in statements:
        grouped[each.group, each.key][each.role].append(each)
    found: dict[bool, list[Row]] = {True: [], False: []}
    for by_role in grouped.values():
        first = next(iter(by_role.values()))[0]
        cells = tuple(cell(role, by_role, broader) for role in roles)
        if any(each.statements for each in cells):  # else it belongs to a role not compared
            kind = row_kind(cells, in_point=first.in_point)
            row = Row(first.group, first.key, first.label, first.area, kind, cells)
            found[first.is_aligned].append(row)
    return Comparison(roles, tuple(found[True]), tuple(found[False]))


def cell(role: str, by_role: Mapping[str, Iterable[Statement]], broader: Mapping[str, str]) -> Cell:
    """The first state that fits, of denied, stated, inherited and silent. `by_role` are the
    statements of one row.
    """
    if own := tuple(by_role.get(role, ())):
        return Cell(role, "denied" if all(each.denies for each in own) else "stated", own)
    if from_above := inherited(role, by_role, broader):
        return Cell(role, "inherited", from_above, inherited_from=from_above[0].role)
    return Cell(role, "silent")


def inherited(
    role: str, by_role: Mapping[str, Iterable[Statement]], broader: Mapping[str, str]
) -> tuple[Statement, ...]:
    """What a variant without statements of its own has in a row: what is inherited of the nearest
    role above it that has any there. A farther one is not asked (rule 6).
    """
    nearest = next((above for above in ancestry(role, broader) if by_role.get(above)), "")
    return tuple(each for each in by_role.get(nearest, ()) if each.is_inherited)


def caution(modalities: Iterable[str]) -> str:
    """Why nothing of several statements is a fact; empty where one of them is (rule 3)."""
    words = {CAUTIONS.get(each, "") for each in modalities}
    return "" if "" in words else " or ".join(sorted(words, reverse=True))


def ancestry(role: str, broader: Mapping[str, str]) -> list[str]:
    """The broader roles of a role, nearest first."""
    found: list[str] = []
    while (role := broader.get(role, "")) and role not in found:
        found.append(role)
    return found


def row_kind(cells: Iterable[Cell], *, in_point: bool = False) -> str:
    """The first kind that fits, of one-role, differs, same and side-by-side."""
    compared = [each for each in cells if each.speaks]
    if len(compared) < 2:
        return "one-role"
    states = {each.state for each in compared}
    related = _all_related(compared)
    relations = {each.relations() for each in compared} if related else {frozenset()}
    if len(states) == 2 or _letters_differ(compared):
        return "differs"
    if in_point and len(relations - {frozenset()}) > 1:
        return "differs"
    if states == {"denied"} or _same_letters(compared):
        return "same"
    if related and len(relations) == 1 and frozenset() not in relations and _unanimous(compared):
        return "same"
    return "side-by-side"


def _all_related(cells: list[Cell]) -> bool:
    return all(each.aspect in RELATIONAL for cell in cells for each in cell.statements)


def _unanimous(cells: list[Cell]) -> bool:
    """None of the statements denies: a role whose own sources disagree is like none."""
    return not any(each.denies for cell in cells for each in cell.statements)


def _letters_differ(cells: list[Cell]) -> bool:
    letters: dict[str, set[frozenset[str]]] = defaultdict(set)
    for each in cells:
        for context, found in each.letters_by_context().items():
            letters[context].add(found)
    return any(len(sets) > 1 for sets in letters.values())


def _same_letters(cells: list[Cell]) -> bool:
    first, *others = (each.letters_by_context() for each in cells)
    return bool(first) and all(each == first for each in others)
