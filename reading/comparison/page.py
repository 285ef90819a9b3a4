"""What a comparison's page shows, from loaded claims: the table itself is comparison.py's."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from reading.answers import answer_for
from reading.comparison import parts
from reading.grouping import in_reading_order
from reading.notes import Notes, Source, one_interested, sources
from reading.role.rows import focus_or_summary
from reading.selection import Selection, number_on
from roles.comparison import Cell, compare
from roles.models import Claim, Role
from roles.rows import statements

FEW = 20  # claims on a role: with fewer, what is missing may only be missing from our sources


@dataclass
class Column:
    """A compared role with its focus, or what sums it up where no source states one, and an
    honest count of what is known of it."""

    role: Role
    claim: Claim | None
    claims: int
    sources: list[Source]
    one_interested_source: Source | None


def canonical(roles: Iterable[Role]) -> list[Role]:
    """Roles in the order in which a comparison's one address has them."""
    return sorted(roles, key=lambda role: (role.order, role.title, role.slug))


def comparison_title(roles: list[Role]) -> str:
    """As readers ask for it; two to four roles."""
    *others, last = (role.short for role in roles)
    if len(others) == 1:
        return f"{others[0]} vs {last}: the difference"
    return f"{', '.join(others)} and {last}: the differences"


class ComparisonPage:
    def __init__(self, roles: list[Role], claims: Iterable[Claim], selection: Selection):
        everything = list(claims)
        self.contexts = _contexts(everything)
        self.roles, self.selection = roles, selection
        self.title = comparison_title(roles)
        self.answer = answer_for(roles, selection=selection)
        left = selection.apply(everything)
        self.uncontested = left.uncontested
        chosen = in_reading_order(left.claims)
        self.hidden = number_on(roles, everything) - number_on(roles, chosen)
        self.columns = [self._column(role, chosen) for role in roles]
        broader = {role.slug: role.broader.slug for role in _family(roles) if role.broader}
        self.whole = compare([role.slug for role in roles], statements(chosen), broader)
        shown = self.whole.only_differences() if self.selection.only_differences else self.whole
        self.rows_hidden = len(self.whole.rows) - len(shown.rows)
        self.rows = parts.points_first(shown.rows)
        self.not_compared = [(row, c) for row in shown.unaligned for c in row.cells if c.statements]
        self.tables = parts.tables(self.rows, both=len(roles) == 2)
        query = selection.query_on_roles
        self.folded = parts.folded(roles, shown, query)
        self.inherited = parts.inherited(roles, shown, query)
        self.notes = Notes([*self._top(), *(cell.leading.claim for cell in self._cells())])

    def _column(self, role: Role, claims: list[Claim]) -> Column:
        own = [claim for claim in claims if claim.role_id == role.pk]
        by_key = {claim.pk: claim for claim in own}
        chosen = focus_or_summary(role, by_key)
        alone = None if self.selection else one_interested(own)  # else the reader's own doing
        return Column(role, chosen, len(own), sources(own), alone)

    @property
    def shared_total(self) -> int:
        return sum(row.shared for row in self.whole.rows)

    @property
    def differing(self) -> int:
        return self.whole.count("differs")

    @property
    def few(self) -> list[Column]:
        """Those on which little is known, and not by the reader's own choice."""
        return [each for each in self.columns if each.claims < FEW and not self.hidden]

    @property
    def many(self) -> list[Column]:
        return [each for each in self.columns if each not in self.few]

    @property
    def slugs(self) -> list[str]:
        return [role.slug for role in self.roles]

    @property
    def pairs(self) -> list[tuple[Role, Role]]:
        return list(combinations(self.roles, 2))

    def _top(self) -> list[Claim]:
        return self.answer.claims if self.answer else [c.claim for c in self.columns if c.claim]

    def _cells(self) -> list[Cell]:
        """Of the tables, those that spell out a claim: one inherited is named, and linked to."""
        rows = [row for table in self.tables for each in table.sections for row in each.rows]
        return [cell for row in rows for cell in row.cells if cell.speaks]

    def all_notes(self) -> Notes:
        """For files, which spell out every claim; the page itself the leading one of each cell."""
        cells = [*(c for row in self.rows for c in row.cells), *(c for _, c in self.not_compared)]
        spoken = [each.claim for cell in cells if cell.speaks for each in cell.statements]
        return Notes([*self._top(), *spoken])


def _family(roles: Iterable[Role]) -> list[Role]:
    return [member for role in roles for member in role.with_ancestors()]


def _contexts(claims: Iterable[Claim]) -> list:
    found = {context for claim in claims for context in claim.contexts.all()}
    return sorted(found, key=lambda context: (context.order, context.title))
