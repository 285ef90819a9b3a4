"""What a reader hands on: a document as numbered blocks, with what was kept out of it and why.

Pure data, shared by the readers of each format and by `finding`.
"""

from dataclasses import dataclass, field

MAX_BYTES = 5_000_000
MAX_PAGES = 60
MAX_PIECES = 50_000  # far more lines than 60 pages hold

HEADING = "heading"
PARAGRAPH = "paragraph"
LIST_ITEM = "list_item"
TABLE_ROW = "table_row"
COMMENT = "comment"


class Refusal(Exception):
    """The document can't be read; the message says why and what to do instead."""


@dataclass(frozen=True)
class Draft:
    """One piece of a document as its format gives it, before furniture and headings are sorted out.

    `level` is the depth of a heading or list item; a heading of level 0 leaves it to be guessed.
    `part` is what the format itself says a piece is: "comment" or "furniture".
    """

    kind: str
    text: str
    level: int = 0
    cells: tuple[str, ...] = ()
    header: tuple[str, ...] = ()
    marker: str = ""
    voice: str = ""
    part: str = ""


@dataclass(frozen=True)
class Block:
    """One heading, paragraph, list item, table row or comment.

    `number` counts every piece of the document from 1, furniture included, so that it stays put
    when the
    rules for furniture change; in a text of one paragraph a line it is the n-th non-empty line.
    `path` holds the headings above it, outermost first; `asks` marks an interviewer's turn.
    """

    number: int
    kind: str
    text: str
    level: int = 0
    path: tuple[str, ...] = ()
    voice: str = ""
    asks: bool = False
    cells: tuple[str, ...] = ()
    header: tuple[str, ...] = ()
    marker: str = ""


@dataclass(frozen=True)
class Furniture:
    """A piece that belongs to the page, not to the article."""

    number: int
    text: str
    reason: str


@dataclass(frozen=True)
class Fact:
    """A bibliographic fact the document states, and where; never inferred."""

    field: str
    value: str
    where: str


@dataclass(frozen=True)
class Document:
    name: str
    blocks: tuple[Block, ...] = ()
    comments: tuple[Block, ...] = ()
    furniture: tuple[Furniture, ...] = ()
    facts: tuple[Fact, ...] = field(default=())
