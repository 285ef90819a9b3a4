"""Who has which part in which decision area: RACI letters with the number of claims behind each."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from reading.grouping import in_reading_order
from reading.selection import Selection, number_on
from roles.comparison import Cell, cell
from roles.models import Claim, DecisionArea, Responsibility, Role
from roles.rows import statements


@dataclass
class MatrixRow:
    """A decision area, or a responsibility in it, with a cell for each role."""

    entry: DecisionArea | Responsibility
    cells: list[Cell]
    duties: list["MatrixRow"] = field(default_factory=list)
    open: bool = False


class MatrixPage:
    """`roles` come with their broader roles, `claims` are those of all of them."""

    def __init__(
        self, roles: list[Role], claims: Iterable[Claim], selection: Selection, opened: str = ""
    ):
        self.roles, self.opened = roles, opened
        self.selection = selection
        family = [member for role in roles for member in role.with_ancestors()]
        self.broader = {role.slug: role.broader.slug for role in family if role.broader}
        everything = list(claims)
        chosen = selection.apply(everything)
        self.uncontested = chosen.uncontested
        ordered = in_reading_order(chosen.claims)
        self.hidden = number_on(roles, everything) - number_on(roles, ordered)
        self.rows = [self._row(area, own) for area, own in _split(ordered, lambda c: c.area)]
        self.rows.sort(key=lambda row: (row.entry.order, row.entry.title))

    def _row(self, area: DecisionArea, claims: list[Claim]) -> MatrixRow:
        row = MatrixRow(area, self._cells(claims), open=self.opened in {area.slug, "all"})
        if row.open:
            duties = [claim for claim in claims if claim.responsibility]
            row.duties = [
                MatrixRow(duty, self._cells(own))
                for duty, own in _split(duties, lambda claim: claim.responsibility)
            ]
        return row

    def _cells(self, claims: list[Claim]) -> list[Cell]:
        by_role: dict[str, list] = {}
        for each in statements(claims):
            by_role.setdefault(each.role, []).append(each)
        return [cell(role.slug, by_role, self.broader) for role in self.roles]


def _split(claims: Iterable[Claim], key) -> list[tuple]:
    found: dict = {}
    for claim in claims:
        found.setdefault(key(claim), []).append(claim)
    return list(found.items())
