"""How the rows of a comparison are laid out: a table for the points, one for what several roles
have a part in, for relationships and for the decades; folded, what is said of one role only.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from roles.aspects import INVOLVING, ORDER, RELATIONAL, Aspect
from roles.comparison import MODALITIES, POINT, Cell, Comparison, Row, Statement
from roles.models import Role


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
    """What is said of one role only: by decision area, then by aspect."""

    role: Role
    # Headings with their lines: each a statement with the anchor of the row that it starts.
    groups: list[tuple[str, list[tuple[str, Statement]]]]

    @property
    def claims(self) -> int:
        return sum(len(lines) for _, lines in self.groups)


@dataclass(frozen=True)
class Inherited:
    """The rows that a variant has from a broader role alone, points aside."""

    role: Role
    broader: Role
    rows: list[tuple[Row, Cell]]


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


def folded(roles: Iterable[Role], shown: Comparison) -> list[Folded]:
    alone = [row for row in shown.rows if not row.shared and row.group != POINT]
    anchored: set[str] = set()
    found = [
        Folded(role, [_group(part, role, anchored) for part in _of_role(role, alone, shown)])
        for role in roles
    ]
    return [each for each in found if each.groups]


def _of_role(role: Role, alone: list[Row], shown: Comparison) -> list[Section]:
    return _sections(row for row in [*alone, *shown.unaligned] if _own(row, role))


def _own(row: Row, role: Role) -> tuple[Statement, ...]:
    return next(c.statements if c.speaks else () for c in row.cells if c.role == role.slug)


def _group(part: Section, role: Role, anchored: set[str]) -> tuple:
    """What aligns by nothing may stand in several folds: the first has the anchor."""
    lines = []
    for row in part.rows:
        own = _own(row, role)
        first = "" if row.anchor in anchored else row.anchor
        anchored.add(row.anchor)
        lines += [(first if each is own[0] else "", each) for each in own]
    return part.title, lines


def inherited(roles: Iterable[Role], shown: Comparison) -> list[Inherited]:
    found: dict[tuple[str, str], Inherited] = {}
    by_slug = {role.slug: role for role in roles}
    for row in [*shown.rows, *shown.unaligned]:
        for cell in row.cells:
            if cell.state == "inherited" and row.group != POINT:
                role, broader = by_slug[cell.role], cell.statements[0].claim.role
                key = (role.slug, broader.slug)
                found.setdefault(key, Inherited(role, broader, [])).rows.append((row, cell))
    return list(found.values())
