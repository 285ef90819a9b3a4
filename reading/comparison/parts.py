"""How the rows of a comparison are laid out: a table for the points, one for what several roles
have a part in, for relationships and for the decades; what is said of one role only is counted, and
stands on that role's pages.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from reading.role.page import place_of
from roles.aspects import ANSWERS, INVOLVING, ORDER, RELATIONAL, RULES, Aspect
from roles.comparison import MODALITIES, POINT, Comparison, Row
from roles.models import Claim, Role


@dataclass
class Section:
    """Rows under their heading."""

    title: str
    rows: list[Row] = field(default_factory=list)


@dataclass(frozen=True)
class Table:
    anchor: str
    title: str
    head: str  # of its first column
    sections: list[Section]


@dataclass(frozen=True)
class Folded:
    """What is said of one role only, or what a variant has from a broader role alone: where it
    stands on that role's pages, by decision area, then by section.
    """

    role: Role
    places: list[tuple[str, str, int]]  # title, address, number of things
    broader: Role | None = None  # that it is inherited from

    @property
    def things(self) -> int:
        return sum(number for _, _, number in self.places)


def tables(rows: list[Row], *, both: bool) -> list[Table]:
    """Those that have rows, which come as `points_first` has them; `both`: of two roles."""
    found = [
        Table("points", "Points of comparison", "Point of comparison", _points(rows)),
        Table(
            "parts",
            f"What {'both' if both else 'several'} have a part in",
            "Responsibility or decision",
            _sections(row for row in rows if row.shared and row.group in INVOLVING),
        ),
        Table("relationships", "Relationships", "Relation", _related(rows)),
        Table(
            "decades",
            "Through the decades",
            "Decade",
            _sections(row for row in rows if row.shared and row.group == Aspect.EVOLUTION),
        ),
    ]
    return [table for table in found if table.sections]


def points_first(rows: Iterable[Row]) -> list[Row]:
    """Points that several roles fill before those of one role, each the best supported first."""
    return sorted(rows, key=_point_order)


def _point_order(row: Row) -> tuple:
    if row.group != POINT:
        return (2,)
    return (0 if row.shared else 1, *strength_order(row), row.claims[0].point.order)


def _points(rows: Iterable[Row]) -> list[Section]:
    points = [row for row in rows if row.group == POINT]
    parts = [
        Section("", [row for row in points if row.shared]),
        Section("Where sources speak of one role only", [row for row in points if not row.shared]),
    ]
    return [part for part in parts if part.rows]


def _related(rows: Iterable[Row]) -> list[Section]:
    """By counterpart, whatever the relation."""
    found = [row for row in rows if row.shared and row.group in RELATIONAL]
    found.sort(key=lambda row: row.key.partition(":")[::-1])
    return [Section("", found)] if found else []


def strength_order(row: Row) -> tuple:
    """The best supported first, then the most general, then facts. A row is as strong as the
    weakest of its leading claims: else one role's sources would speak for the other's.
    """
    leading = [cell.leading for cell in row.cells if cell.speaks]
    return (
        -min((each.sources for each in leading), default=0),
        max((len(each.contexts) for each in leading), default=0),
        max((MODALITIES.index(each.modality) for each in leading), default=0),
        -sum(each.sources for each in leading),
    )


def group_label(row: Row) -> str:
    return "Point" if row.group == POINT else Aspect(row.group).label


def _heading(row: Row) -> str:
    """Of responsibilities and decisions the area, of others the aspect."""
    return row.claims[0].area.title if row.group in INVOLVING else group_label(row)


def _place(row: Row) -> tuple:
    if row.group in INVOLVING:
        area = row.claims[0].area
        return (0, area.order, area.title, *strength_order(row))
    return (1 + ORDER.index(row.group), 0, "")  # and in reading order


def _sections(rows: Iterable[Row]) -> list[Section]:
    found: dict[str, Section] = {}
    for row in sorted(rows, key=_place):
        title = _heading(row)
        found.setdefault(title, Section(title)).rows.append(row)
    return list(found.values())


def folded(roles: Iterable[Role], shown: Comparison, query: str) -> list[Folded]:
    """Points aside, which stand in their table; `query`: the reader's choice."""
    rows = [row for row in _off_points(shown) if not row.shared or row in shown.unaligned]
    found = [Folded(role, _places(_own(rows, role), query)) for role in roles]
    return [each for each in found if each.places]


def inherited(roles: Iterable[Role], shown: Comparison, query: str) -> list[Folded]:
    """A thing is a row here."""
    by_slug = {role.slug: role for role in roles}
    found: dict[tuple[Role, Role], list[Claim]] = {}
    for row in _off_points(shown):
        for cell in row.cells:
            if cell.state == "inherited":
                claim = cell.leading.claim
                found.setdefault((by_slug[cell.role], claim.role), []).append(claim)
    return [
        Folded(role, _places(claims, query), broader) for (role, broader), claims in found.items()
    ]


def _off_points(shown: Comparison) -> list[Row]:
    rows = (row for row in [*shown.rows, *shown.unaligned] if row.group != POINT)
    return sorted(rows, key=_place)


def _own(rows: Iterable[Row], role: Role) -> list[Claim]:
    cells = (cell for row in rows for cell in row.cells if cell.role == role.slug and cell.speaks)
    return [each.claim for cell in cells for each in cell.statements]


def _places(claims: Iterable[Claim], query: str) -> list[tuple[str, str, int]]:
    found: dict[str, list[str]] = {}
    for claim in claims:
        found.setdefault(_title(claim), []).append(place_of(claim, query))
    # What sums a role up stands at the head of its page, above the section of its aspect.
    return [(title, max(own, key=len), len(own)) for title, own in found.items()]


def _title(claim: Claim) -> str:
    section = RULES[claim.aspect].section
    return claim.area.title if section == ANSWERS else section.heading
