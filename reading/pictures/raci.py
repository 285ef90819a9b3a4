"""The RACI matrix at a glance: each letter has a shape of its own, and silence has one too."""

from collections.abc import Iterable
from dataclasses import dataclass

from reading.comparison.matrix import MatrixPage, MatrixRow
from reading.pictures.narrow import NARROW, percent
from roles.comparison import LETTERS, Cell
from roles.models import Claim, Role

PITCH = 20  # pixels from mark to mark
LINE = 24  # pixels of a line of marks
LEAST, MOST = 2, 8  # a column's width in units; site.css has a class for each

# Outlines around (0, 13). What a source describes is drawn plain; what it recommends or predicts
# is drawn dashed, with a star.
OUTLINES = {
    "A": "M-8 5h16v16h-16z",
    "R": "M-8 13a8 8 0 1 0 16 0a8 8 0 1 0-16 0z",
    "C": "M0 3l10 10l-10 10l-10-10z",
    "I": "M-8 22v-11l8-8l8 8v11z",
    "excluded": "M-8 5h16v16h-16zl16 16m0-16l-16 16",
    "criterion": "M-3 13h6",
    "contested": "M-6 10h12m-12 6h12m-2-10l-8 14",
}
SIGNS = {"inherited": "↑", "silent": "?"}
INHERITED_ADVICE = "⇡"  # what is inherited is recommended or predicted only
INVOLVED = {letter: str(involvement) for involvement, letter in LETTERS.items()}
WORDS = INVOLVED | {
    "criterion": "what the choice goes by; no part named",
    "contested": "contested: sources differ",
}


@dataclass(frozen=True)
class Glyph:
    """A mark as the legend draws it; the cells repeat it by its `key`."""

    name: str
    advised: bool = False

    @property
    def key(self) -> str:
        """Short, because it stands in the page once a mark."""
        return f"g{self.name[:2]}{'s' if self.advised else ''}"

    @property
    def outline(self) -> str:
        return OUTLINES[self.name]

    @property
    def letter(self) -> str:
        return self.name if len(self.name) == 1 else ""

    @property
    def words(self) -> str:
        return WORDS[self.name]


@dataclass(frozen=True)
class Mark:
    glyph: Glyph
    x: int  # pixels from the middle of the cell
    y: int


@dataclass(frozen=True)
class Field:
    """A cell in which sources speak of the role itself: it leads to what they say."""

    x: str
    marks: tuple[Mark, ...]
    words: str
    href: str


@dataclass(frozen=True)
class Line:
    """A decision area. `signs` has one letter for each cell that is inherited or silent, and
    `middles` their places: SVG places each letter of a text by an x of its own.
    """

    title: str
    anchor: str
    height: int
    fields: tuple[Field, ...]
    signs: str
    middles: tuple[str, ...]


@dataclass(frozen=True)
class Column:
    role: Role
    units: int
    middle: str
    most: int  # marks that fit beside each other on a narrow screen


@dataclass(frozen=True)
class Raci:
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    described: tuple[Glyph, ...]
    advised: tuple[Glyph, ...]
    inherited: bool
    inherited_advice: bool
    silent: bool


def raci(page: MatrixPage) -> Raci | None:
    """The matrix as shapes. None where no area has a claim."""
    if not page.rows:
        return None
    columns = _columns(page)
    lines = tuple(_line(row, columns) for row in page.rows)
    used = {mark.glyph for line in lines for field in line.fields for mark in field.marks}
    legend = sorted(used, key=lambda glyph: list(OUTLINES).index(glyph.name))
    return Raci(
        columns,
        lines,
        tuple(glyph for glyph in legend if not glyph.advised),
        tuple(glyph for glyph in legend if glyph.advised),
        any(SIGNS["inherited"] in line.signs for line in lines),
        any(INHERITED_ADVICE in line.signs for line in lines),
        any(SIGNS["silent"] in line.signs for line in lines),
    )


def _columns(page: MatrixPage) -> tuple[Column, ...]:
    """As wide as a role's fullest cell needs, so that most cells take one line."""
    fullest = (max(len(_glyphs(cell)) for cell in cells) for cells in _by_role(page))
    units = [min(max(marks, LEAST), MOST) for marks in fullest]
    whole, before, columns = sum(units), 0, []
    for role, own in zip(page.roles, units, strict=True):
        middle = percent(before + own / 2, whole)
        columns.append(Column(role, own, middle, max(1, NARROW * own // whole // PITCH)))
        before += own
    return tuple(columns)


def _by_role(page: MatrixPage) -> Iterable[tuple[Cell, ...]]:
    return zip(*(row.cells for row in page.rows), strict=True)


def _line(row: MatrixRow, columns: tuple[Column, ...]) -> Line:
    found = list(zip(columns, row.cells, strict=True))
    fields = tuple(_field(row, column, cell) for column, cell in found if cell.speaks)
    unsaid = [(column, cell) for column, cell in found if not cell.speaks]
    lowest = max((mark.y for field in fields for mark in field.marks), default=0)
    return Line(
        title=row.entry.title,
        anchor=f"#area-{row.entry.slug}",
        height=lowest + LINE + 2,
        fields=fields,
        signs="".join(INHERITED_ADVICE if c.caution else SIGNS[c.state] for _, c in unsaid),
        middles=tuple(column.middle for column, _ in unsaid),
    )


def _field(row: MatrixRow, column: Column, cell: Cell) -> Field:
    return Field(
        column.middle,
        _placed(_glyphs(cell), column.most),
        f"{column.role.short}: {'; '.join(_words(cell))}",
        f"{row.entry.get_absolute_url()}#role-{column.role.slug}",
    )


def _glyphs(cell: Cell) -> list[Glyph]:
    if not cell.speaks:
        return []
    found = [Glyph(letter) for letter in LETTERS.values() if letter in cell.letters]
    found += [Glyph(letter, True) for letter in LETTERS.values() if letter in cell.advised]
    found = found or [Glyph("criterion")]
    return [*found, Glyph("contested")] if cell.contested else found


def _placed(glyphs: list[Glyph], most: int) -> tuple[Mark, ...]:
    """Lines of at most `most` marks, each around the middle of the cell."""
    marks = []
    for start in range(0, len(glyphs), most):
        line = glyphs[start : start + most]
        left = -PITCH * (len(line) - 1) // 2
        y = start // most * LINE
        marks += [Mark(glyph, left + PITCH * place, y) for place, glyph in enumerate(line)]
    return tuple(marks)


def _words(cell: Cell) -> Iterable[str]:
    """What a cell says, with the number of claims behind each letter."""
    if cell.letters:
        yield _counted(cell.letters)
    if cell.advised:
        yield f"{_advice(cell)}: {_counted(cell.advised)}"
    if not cell.letters and not cell.advised:
        yield "criteria only"
    if cell.contested:
        yield "contested"


def _counted(letters: dict[str, int]) -> str:
    return ", ".join(f"{INVOLVED[each]} {letters[each]}" for each in INVOLVED if each in letters)


def _advice(cell: Cell) -> str:
    given = {each.modality for each in cell.statements if each.involvement}
    words = {Claim.Modality.RECOMMENDS: "recommended", Claim.Modality.PREDICTS: "predicted"}
    return " or ".join(word for modality, word in words.items() if modality in given)
