"""Reads a document of any supported format into blocks, or refuses it with the remedy.

`read(data, name)` is pure: it takes bytes, writes nothing, asks no network.
"""

import re
from pathlib import PurePath

from . import facts, office, pdf, plain, web
from .document import MAX_BYTES, Document, Refusal
from .structure import assemble

FORMATS = {
    ".txt": "text",
    ".text": "text",
    ".md": "text",
    ".markdown": "text",
    ".html": "html",
    ".htm": "html",
}
FORMATS |= {".docx": "docx", ".pdf": "pdf"}
SIGNATURES = (
    (b"%PDF-", "pdf"),
    (b"PK\x03\x04", "docx"),
    (b"\xd0\xcf\x11\xe0", "old Office or encrypted Office"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"\x1f\x8b", "archive"),
    (b"{\\rtf", "RTF"),
)
HTML_START = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,1000}?-->\s*)*"
    r"<(?:!doctype\s+html|html|head|body)\b",
    re.I | re.S,
)
TAG = re.compile(r"<[a-zA-Z!/][^<>]{0,2000}>")
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
LONE_SURROGATE = re.compile(r"[\ud800-\udfff]")


def read(data: bytes, name: str, *, whole: bool = False) -> Document:
    """The document in `data`, whose file name is `name`; raises Refusal.

    `whole`: keep every piece, as of a text that somebody pasted; else menus, adverts and the like
    are sorted out.
    """
    kind = FORMATS.get(PurePath(name).suffix.lower())
    if kind is None:
        raise Refusal(
            f"“{PurePath(name).name}” is no kind of file that can be read: "
            f"use {', '.join(sorted(FORMATS))}."
        )
    if len(data) > MAX_BYTES:
        raise Refusal("This file is larger than 5 MB: split it, or save its text alone.")
    if not data.strip():
        raise Refusal("This file is empty: save it again.")
    _check_signature(data, kind)
    if kind == "docx":
        drafts, found = office.parse(data)
    elif kind == "pdf":
        text, found = pdf.parse(data)
        drafts = plain.parse(text)
    elif kind == "html":
        drafts, found = web.parse(_html_text(data))
    else:
        text = _plain_text(data)
        drafts, found = plain.parse(text), facts.front_matter(text)
    return assemble(PurePath(name).stem, drafts, (*found, *facts.stated(drafts)), whole=whole)


def _check_signature(data: bytes, kind: str) -> None:
    found = next((what for start, what in SIGNATURES if data.startswith(start)), "")
    if found == "old Office or encrypted Office" and kind == "docx":
        raise Refusal(
            "This is an encrypted or old Office file, not DOCX: save it as DOCX without a password."
        )
    binary = kind in ("docx", "pdf")
    if (binary and found != kind) or (not binary and found):
        what = f"a {found} file" if found else "no such file inside"
        raise Refusal(
            f"This file is not what its name says ({what}): "
            "give it its right ending, or save it again."
        )


def _decode(data: bytes) -> str:
    """UTF-8 or UTF-16 by its mark, else Windows' Western code page.

    Control characters mean that it is no text.
    """
    try:
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            text = data.decode("utf-16")
        else:
            text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = data.decode("cp1252")
        except UnicodeDecodeError as error:
            raise Refusal(
                "This file's characters can't be read as text: save it as UTF-8."
            ) from error
    if CONTROL.search(text) or LONE_SURROGATE.search(text):
        raise Refusal("This file holds bytes that are no text: save it as plain UTF-8 text.")
    return text


def _plain_text(data: bytes) -> str:
    text = _decode(data)
    if HTML_START.match(text):
        raise Refusal("This file is not what its name says (HTML): give it the ending .html.")
    return text


def _html_text(data: bytes) -> str:
    text = _decode(data)
    if "<!ENTITY" in text:
        raise Refusal(
            "This page declares entities of its own, which can hide other files: "
            "save it as plain HTML."
        )
    if not TAG.search(text):
        raise Refusal(
            "This file is not what its name says (no HTML in it): give it the ending .txt."
        )
    return text
