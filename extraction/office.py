"""A DOCX file to drafts, through python-docx; what it unpacks to is checked before anything is
parsed."""

import io
import re
import zipfile
import zlib

import docx
from docx.opc.exceptions import OpcError
from docx.table import Table
from lxml import etree

from .document import HEADING, LIST_ITEM, MAX_PAGES, PARAGRAPH, TABLE_ROW, Draft, Fact, Refusal

MAX_UNPACKED = 40_000_000
MAX_RATIO = 200
BROKEN = (
    OpcError,
    zipfile.BadZipFile,
    zlib.error,
    etree.XMLSyntaxError,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
)
HEADING_STYLE = re.compile(r"(?:heading|überschrift|titre) ?(\d)", re.I)


def parse(data: bytes) -> tuple[list[Draft], tuple[Fact, ...]]:
    _check(data)
    try:
        document = docx.Document(io.BytesIO(data))
        drafts = [draft for piece in document.iter_inner_content() for draft in _drafts(piece)]
        return drafts, _facts(document.core_properties)
    except BROKEN as error:
        raise Refusal(
            "This DOCX file is broken: open it in a word processor and save it again."
        ) from error


def _check(data: bytes) -> None:
    """Refuse a zip bomb, an encrypted archive and XML that declares entities; python-docx
    itself resolves none."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
            if any(info.flag_bits & 1 for info in infos):
                raise Refusal("This DOCX file is encrypted: save a copy without a password.")
            size = sum(info.file_size for info in infos)
            if size > MAX_UNPACKED or any(
                i.file_size > MAX_RATIO * max(i.compress_size, 5000) for i in infos
            ):
                raise Refusal(
                    "This DOCX file unpacks to far more than its size: save its text alone and "
                    "try again."
                )
            for info in infos:
                if info.filename.endswith((".xml", ".rels")):
                    _check_part(archive.read(info))
    except (
        zipfile.BadZipFile,
        zlib.error,
        NotImplementedError,
        EOFError,
        ValueError,
        OSError,
    ) as error:
        raise Refusal(
            "This DOCX file is broken: open it in a word processor and save it again."
        ) from error


def _check_part(xml: bytes) -> None:
    if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml or b"<\x00!\x00" in xml:
        raise Refusal(
            "This DOCX file declares XML entities, which no word processor writes: save it again "
            "from one."
        )
    pages = re.search(rb"<Pages>(\d+)</Pages>", xml)
    if pages and int(pages.group(1)[:9]) > MAX_PAGES:
        raise Refusal(
            f"This document has more than {MAX_PAGES} pages: split it and read the parts."
        )


def _drafts(piece) -> list[Draft]:
    if isinstance(piece, Table):
        return _rows(piece)
    text = " ".join(piece.text.split())
    if not text:
        return []
    style = (piece.style.name if piece.style is not None else None) or ""
    if style in ("Title", "Subtitle"):
        return [Draft(HEADING, text, level=1 if style == "Title" else 2)]
    if match := HEADING_STYLE.match(style):
        return [Draft(HEADING, text, level=int(match.group(1)) + 1)]
    bold = len(text) < 80 and all(run.bold for run in piece.runs if run.text.strip())
    if bold and piece.runs and not re.search(r"[.,;]$", text):
        return [Draft(HEADING, text)]
    properties = piece._p.pPr
    numbered = properties.numPr if properties is not None else None
    if numbered is not None or style.startswith("List"):
        level = numbered.ilvl.val if numbered is not None and numbered.ilvl is not None else 0
        return [Draft(LIST_ITEM, text, level=1 + level, marker="-")]
    return [Draft(PARAGRAPH, text)]


def _rows(table: Table) -> list[Draft]:
    out, header = [], ()
    for row in table.rows:
        cells = tuple(" ".join(cell.text.split()) for cell in row.cells)
        out.append(Draft(TABLE_ROW, " | ".join(cells), cells=cells, header=header))
        header = header or cells
    return out


def _facts(properties) -> tuple[Fact, ...]:
    """Title and author as the file's properties state them; a file's date is not a publication
    date."""
    stated = {"title": properties.title, "author": properties.author}
    return tuple(
        Fact(name, value.strip(), "document properties")
        for name, value in stated.items()
        if value and value.strip()
    )
