"""What a comparison's page shows, from loaded claims: the table itself is comparison.py's."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import combinations

from reading.grouping import in_reading_order
from reading.notes import Notes, Source, one_interested, sources
from reading.role.rows import focus_or_summary
from reading.selection import Selection, number_on
from roles.aspects import INVOLVING, ORDER, Aspect
from roles.comparison import POINT, Cell, Row, compare
from roles.models import Claim, Role
from roles.rows import statements


@dataclass
class Column:
    """A compared role with its focus, or what sums it up where no source states one, and an
    honest count of what is known of it."""

    role: Role
    claim: Claim | None
    claims: int
    sources: list[Source]
    one_interested_source: Source | None

    @property
    def is_focus(self) -> bool:
        return bool(self.claim) and self.claim.pk == self.role.focus_claim_id


@dataclass
class Section:
    """Rows of one aspect, or of one decision area, under their heading."""

    key: str
    title: str
    rows: list[Row] = field(default_factory=list)
    is_open: bool = False

    @property
    def filled(self) -> Counter:
        """Slugs of the roles that have claims of their own here, with the number of their rows."""
        return Counter(cell.role for row in self.rows for cell in row.cells if cell.speaks)


@dataclass(frozen=True)
class Folded:
    """What is said of a role and aligns by nothing, aspect by aspect: no row compares it."""

    role: Role
    aspects: list[tuple[str, Cell]]  # heading, and what is said under it

    @property
    def claims(self) -> int:
        return sum(len(cell.statements) for _, cell in self.aspects)


def canonical(roles: Iterable[Role]) -> list[Role]:
    """Roles in the order in which a comparison's one address has them."""
    return sorted(roles, key=lambda role: (role.order, role.title, role.slug))


class ComparisonPage:
    def __init__(self, roles: list[Role], claims: Iterable[Claim], selection: Selection):
        everything = list(claims)
        self.contexts = _contexts(everything)
        self.roles, self.selection = roles, selection
        left = selection.apply(everything)
        self.uncontested = left.uncontested
        chosen = in_reading_order(left.claims)
        self.hidden = number_on(roles, everything) - number_on(roles, chosen)
        self.columns = [self._column(role, chosen) for role in roles]
        broader = {role.slug: role.broader.slug for role in _family(roles) if role.broader}
        self.whole = compare([role.slug for role in roles], statements(chosen), broader)
        shown = self.whole.only_differences() if self.selection.only_differences else self.whole
        self.rows_hidden = len(self.whole.rows) - len(shown.rows)
        self.rows = shown.rows
        self.folded = _folded(roles, self.whole.unaligned)
        self.shared = _by_group(row for row in shown.rows if row.shared)
        self.tail = self._tail([row for row in shown.rows if not row.shared])
        self.notes = Notes(self._displayed())

    def _column(self, role: Role, claims: list[Claim]) -> Column:
        own = [claim for claim in claims if claim.role_id == role.pk]
        by_key = {claim.pk: claim for claim in own}
        chosen = focus_or_summary(role, by_key)
        alone = None if self.selection else one_interested(own)  # else the reader's own doing
        return Column(role, chosen, len(own), sources(own), alone)

    def _tail(self, rows: list[Row]) -> list[Section]:
        """By decision area and aspect. Of two roles, what is said only of the one with less said of
        it comes first and stands open: it would be lost among the other's."""
        if len(self.columns) != 2:
            return _by_area(rows)
        least = min(self.columns, key=lambda column: column.claims).role
        own = [row for row in rows if any(c.role == least.slug and c.speaks for c in row.cells)]
        section = Section(
            f"only-{least.slug}", f"Said of the {least.short} only", own, is_open=True
        )
        rest = _by_area(row for row in rows if row not in own)
        return [section, *rest] if own else rest

    @property
    def counts(self) -> list[tuple[str, int]]:
        """How many rows are of each kind, of those that several roles fill."""
        labels = {
            "differs": "different",
            "side-by-side": "side by side",
            "same": "the same",
        }
        shared = [row for row in self.whole.rows if row.shared]
        counts = [
            (label, sum(row.kind == kind for row in shared)) for kind, label in labels.items()
        ]
        return [(label, count) for label, count in counts if count]

    @property
    def shared_total(self) -> int:
        return sum(row.shared for row in self.whole.rows)

    @property
    def slugs(self) -> list[str]:
        return [role.slug for role in self.roles]

    @property
    def pairs(self) -> list[tuple[Role, Role]]:
        return list(combinations(self.roles, 2))

    @property
    def alone(self) -> int:
        """Rows on which sources speak of one role only."""
        return sum(not row.shared for row in self.whole.rows) - self.only_inherited

    @property
    def only_inherited(self) -> int:
        """Rows in which a variant inherits, and no role has claims of its own."""
        return sum(not any(cell.speaks for cell in row.cells) for row in self.whole.rows)

    def _displayed(self) -> list[Claim]:
        top = [column.claim for column in self.columns if column.claim]
        cells = [
            *(c for part in [*self.shared, *self.tail] for row in part.rows for c in row.cells),
            *(cell for folded in self.folded for _, cell in folded.aspects),
        ]
        return top + [each.claim for cell in cells for each in shown_statements(cell)]


def shown_statements(cell: Cell) -> tuple:
    """What a cell spells out: its own statements. Inherited ones are named, and linked to."""
    return cell.statements if cell.speaks else ()


def _family(roles: Iterable[Role]) -> list[Role]:
    return [member for role in roles for member in role.with_ancestors()]


def _contexts(claims: Iterable[Claim]) -> list:
    found = {context for claim in claims for context in claim.contexts.all()}
    return sorted(found, key=lambda context: (context.order, context.title))


def _folded(roles: Iterable[Role], unaligned: Iterable[Row]) -> list[Folded]:
    found = []
    for at, role in enumerate(roles):
        cells = [(row.label, row.cells[at]) for row in unaligned if row.cells[at].statements]
        if cells:
            found.append(Folded(role, cells))
    return found


def group_label(row: Row) -> str:
    return "Point" if row.group == POINT else Aspect(row.group).label


def _by_group(rows: Iterable[Row]) -> list[Section]:
    """Points first, then aspect by aspect."""
    found: dict[str, Section] = {}
    for row in rows:
        section = Section(row.group.replace("_", "-"), group_label(row))
        found.setdefault(row.group, section).rows.append(row)
    return [found[group] for group in [POINT, *ORDER] if group in found]


def _by_area(rows: Iterable[Row]) -> list[Section]:
    """The long tail: responsibilities and decisions by area in its order, the rest by aspect."""
    areas: dict[tuple, Section] = {}
    others = []
    for row in rows:
        if row.group in INVOLVING:
            area = row.claims[0].area
            section = Section(f"area-{area.slug}", area.title)
            areas.setdefault((area.order, area.slug), section).rows.append(row)
        else:
            others.append(row)
    return [*(areas[key] for key in sorted(areas)), *_by_group(others)]
