"""A table row to its cells, each with the role of its column or row and the aspect that
announces it."""

from dataclasses import dataclass

from .document import Block
from .statements import topic
from .subjects import mentions, primary_roles
from .titles import Titles

EMPTY = {"", "-", "–", "—", "n/a", "na", "none", "yes", "no", "x", "✓", "✗", "✔", "tbd", "?"}
LONGEST_HEADER = 80


@dataclass(frozen=True)
class Cell:
    """`role` is None where the cell must name its own."""

    text: str
    role: str | None
    topic: str | None
    why: str


def cell_units(block: Block, titles: Titles, default: str | None) -> list[Cell]:
    """`default` is the role of the section or document, for tables of "property | value"."""
    if not block.header or block.cells == block.header:
        return []
    row_name = block.cells[0] if len(block.cells[0]) <= LONGEST_HEADER else ""
    row_roles = primary_roles(row_name, titles)
    columns = [_only(primary_roles(name[:LONGEST_HEADER], titles)) for name in block.header]
    out = []
    for column, text in enumerate(block.cells):
        if text.lower() in EMPTY or len(text) < 3 or (column == 0 and not columns[0]):
            continue
        name = block.header[column] if column < len(block.header) else ""
        role, why = (
            columns[column] if column < len(columns) else None,
            "stands in the role's column",
        )
        if not role:
            role, why = _only(row_roles), "stands in the role's row"
        announced = (
            (topic(row_name) if not row_roles else None) or topic(name) or topic(block.header[0])
        )
        if not role and len(row_roles) < 2 and not any(m.rank >= 1 for m in mentions(text, titles)):
            role, why = default if announced else None, "in a table on the role"
        if role and not any(columns) and len(row_roles) != 1 and mentions(text, titles):
            role = None
        out.append(Cell(text, role, announced, why))
    return out


def _only(roles: list[str]) -> str | None:
    return roles[0] if len(roles) == 1 else None
