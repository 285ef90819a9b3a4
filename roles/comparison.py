"""Roles side by side: which rows there are, what each cell says, and what each row amounts to.

Pure: statements in, a table out. The states of cells and rows are those of docs/rules.md, rule 2;
their table of cases stands in docs/comparison.md and drives tests/test_comparison.py. Silence is
never a denial: a cell in which no source speaks says so, and is compared with nothing.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from roles.aspects import RELATIONAL, RULES, Involvement

LETTERS = {
    Involvement.ACCOUNTABLE: "A",
    Involvement.RESPONSIBLE: "R",
    Involvement.CONSULTED: "C",
    Involvement.INFORMED: "I",
    Involvement.EXCLUDED: "excluded",
}
FACTS = {"describes", "requires"}
CAUTIONS = {"recommends": "recommended", "predicts": "predicted"}  # of what is no fact (rule 3)

CELL_STATES = ("contested", "denied", "stated", "inherited", "silent")
ROW_KINDS = ("contested", "one-role", "differs", "same", "side-by-side")


@dataclass(frozen=True)
class Statement:
    """One public claim, as far as a comparison needs to know it."""

    role: str  # slug
    aspect: str
    # What rows align by: a responsibility, an area, a counterpart with a relation, a decade.
    key: str
    label: str = ""  # the row's heading
    area: str = ""  # slug of its decision area
    denies: bool = False
    modality: str = "describes"
    involvement: str = ""
    contested: bool = False
    contexts: frozenset[str] = frozenset()  # slugs of the circumstances that it holds in
    claim: object = field(default=None, compare=False)  # what a page shows of it

    @property
    def is_inherited(self) -> bool:
        """Whether a variant of its role has it too (rule 6)."""
        if self.denies or self.contexts or self.modality == "requires":
            return False
        return RULES[self.aspect].is_inherited


@dataclass(frozen=True)
class Cell:
    role: str
    state: str
    statements: tuple[Statement, ...] = ()
    inherited_from: str = ""  # slug of the broader role

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
            LETTERS[each.involvement]
            for each in self.statements
            if each.involvement and (each.modality in FACTS) is facts
        )
        return dict(found)  # a template would find any key in a Counter

    @property
    def speaks(self) -> bool:
        """It says something of its own, so that it counts in a comparison."""
        return self.state in {"contested", "denied", "stated"}

    @property
    def caution(self) -> str:
        return caution(each.modality for each in self.statements)


@dataclass(frozen=True)
class Row:
    aspect: str
    key: str
    label: str
    area: str
    kind: str
    cells: tuple[Cell, ...]

    @property
    def anchor(self) -> str:
        """Its deep link: permanent as long as what it aligns by."""
        return f"row-{self.aspect.replace('_', '-')}-{self.key}".replace(":", "-")

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

    def count(self, kind: str) -> int:
        return sum(row.kind == kind for row in self.rows)

    def only_differences(self) -> "Comparison":
        """Without the rows that are the same: whatever is unknown stays in sight."""
        return Comparison(self.roles, tuple(row for row in self.rows if row.kind != "same"))


def compare(
    roles: Iterable[str], statements: Iterable[Statement], broader: Mapping[str, str] | None = None
) -> Comparison:
    """Rows in the order in which their statements come, a cell for each of `roles`.

    `broader` leads from a variant role to the role whose responsibilities, decisions and skills it
    inherits; statements of such a role belong to the call even when it has no column of its own.
    """
    roles, broader = tuple(roles), broader or {}
    grouped: dict[tuple[str, str], dict[str, list[Statement]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for each in statements:
        grouped[each.aspect, each.key][each.role].append(each)
    rows = (
        _row(roles, aspect, key, by_role, broader) for (aspect, key), by_role in grouped.items()
    )
    return Comparison(roles, tuple(row for row in rows if row is not None))


def _row(roles, aspect, key, by_role, broader) -> Row | None:
    cells = tuple(cell(role, by_role, broader) for role in roles)
    if all(each.state == "silent" for each in cells):
        return None  # it belongs to a role that is not compared
    first = next(iter(next(iter(by_role.values()))))
    return Row(aspect, key, first.label, first.area, row_kind(aspect, cells), cells)


def cell(role: str, by_role: Mapping[str, Iterable[Statement]], broader: Mapping[str, str]) -> Cell:
    """The first state that fits, of contested, denied, stated, inherited and silent. `by_role` are
    the statements of one row.
    """
    own = tuple(by_role.get(role, ()))
    if own:
        if any(each.contested for each in own):
            state = "contested"
        else:
            state = "denied" if all(each.denies for each in own) else "stated"
        return Cell(role, state, own)
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


def row_kind(aspect: str, cells: Iterable[Cell]) -> str:
    """The first kind that fits, of contested, one-role, differs, same and side-by-side."""
    cells = list(cells)
    if any(each.state == "contested" for each in cells):
        return "contested"
    compared = [each for each in cells if each.state in {"stated", "denied"}]
    if len(compared) < 2:
        return "one-role"
    states = {each.state for each in compared}
    letters = [frozenset(each.letters) for each in compared if each.letters]
    if len(states) == 2 or len(set(letters)) > 1:
        return "differs"
    if states == {"denied"} or len(letters) == len(compared):
        return "same"
    if aspect in RELATIONAL and all(_related(each) for each in compared):
        return "same"  # such a row is one relation to one counterpart
    return "side-by-side"


def _related(each: Cell) -> bool:
    """A source describes or requires the relation, and none denies it."""
    statements = each.statements
    facts = any(statement.modality in FACTS for statement in statements)
    return facts and not any(statement.denies for statement in statements)
