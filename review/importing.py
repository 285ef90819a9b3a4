"""From a document that was read to the draft of its article: body, voices, facts. Pure.

The body is bare markers, one a block: the digest is a curator's work.
"""

import datetime
import re
from dataclasses import dataclass, field

from django.utils.text import slugify

from extraction import Block, Document

_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_SPEAKER = re.compile(r"[^\W\d_]{3}")  # "Q" and "A" are no names
_WRITTEN = ["%B %d, %Y", "%d %B %Y", "%b %d, %Y", "%d %b %Y"]
_ISO = re.compile(r"(\d{4}(?:-\d\d){0,2})(?:T.*)?\Z")
ADDRESS = re.compile(r"https?://[^\s<>\"]{4,490}\Z")


@dataclass
class Speaker:
    slug: str
    name: str
    kind: str  # a Voice.Kind


@dataclass
class Draft:
    """What the article's fields, voices and passages are to be."""

    title: str
    body: str
    blocks: int
    skipped: dict[str, str]
    speakers: list[Speaker]
    sources: dict[str, tuple[str, str]] = field(default_factory=dict)  # anchor: words, voice slug
    url: str = ""
    published_on: str = ""
    published_how: str = ""


def draft(document: Document, *, title: str = "", with_comments: bool = False) -> Draft:
    blocks = [*document.blocks, *(document.comments if with_comments else ())]
    filled = sorted((each for each in blocks if each.text.strip()), key=lambda each: each.number)
    speakers = _speakers(document, filled)
    day, how = _published(document)
    pieces = (*blocks, *document.comments, *document.furniture)
    return Draft(
        title=clean(title or stated(document, "title") or document.name)[:300],
        body=_body(filled),
        blocks=max((each.number for each in pieces), default=0),
        skipped=_skipped(document, blocks, with_comments),
        speakers=list(speakers.values()),
        sources={
            f"p{each.number}": (clean(each.text, lines=True), _voice(each, speakers).slug)
            for each in filled
        },
        url=next((each for each in _all(document, "url") if ADDRESS.match(each)), ""),
        published_on=day,
        published_how=how,
    )


def clean(text: str, *, lines: bool = False) -> str:
    """Text that the database and the fields take."""
    text = _UNPRINTABLE.sub(" ", text)
    return text.strip() if lines else " ".join(text.split())


def _all(document: Document, name: str) -> list[str]:
    return [fact.value for fact in document.facts if fact.field == name]


def stated(document: Document, name: str) -> str:
    return next((each for each in _all(document, name) if each.strip()), "")


def _published(document: Document) -> tuple[str, str]:
    """The first date that can be read, and where it stands."""
    for fact in document.facts:
        if fact.field == "published" and (day := partial_date(fact.value)):
            return day, f"Stated in the document: {fact.where}."
    return "", ""


def partial_date(value: str) -> str:
    """A written date in ISO 8601, as precisely as it is given; empty where it can't be told."""
    words = " ".join(value.split())
    if found := _ISO.match(words):
        padded = found.group(1) + "-01-01"[len(found.group(1)) - 4 :]
        return found.group(1) if _day(padded, "%Y-%m-%d") else ""
    for pattern in _WRITTEN:
        if day := _day(words, pattern):
            return day.isoformat()
    month = _day(words, "%B %Y")
    return f"{month:%Y-%m}" if month else ""


def _day(words: str, pattern: str) -> datetime.date | None:
    try:
        return datetime.datetime.strptime(words, pattern).date()
    except ValueError:
        return None


def _skipped(document: Document, blocks: list[Block], with_comments: bool) -> dict[str, str]:
    skipped = {piece.number: clean(piece.reason) for piece in document.furniture}
    skipped |= {each.number: "It has no words." for each in blocks if not each.text.strip()}
    if not with_comments:
        skipped |= {each.number: "A reader’s comment." for each in document.comments}
    return {str(number): skipped[number] for number in sorted(skipped)}


def _speakers(document: Document, blocks: list[Block]) -> dict[str, Speaker]:
    """Voices by the name that the blocks give; "" is the author, who also asks the questions."""
    author = clean(stated(document, "author"))[:200]
    found = {"": Speaker(slugify(author)[:90] or "author", author, "author")}
    for block in blocks:
        if block.voice and not block.asks and block.voice not in found:
            name = clean(block.voice)[:200] if _SPEAKER.search(block.voice) else ""
            kind = "commenter" if block.kind == "comment" else "interviewee"
            slug, taken = slugify(name)[:90] or kind, {each.slug for each in found.values()}
            found[block.voice] = Speaker(
                slug if slug not in taken else f"{slug}-{len(found) + 1}", name, kind
            )
    return found


def _voice(block: Block, speakers: dict[str, Speaker]) -> Speaker:
    return speakers[""] if block.asks else speakers[block.voice]


def _body(blocks: list[Block]) -> str:
    """A marker for each block, in the grammar of `articles.passages`."""
    pieces: list[str] = []
    before: Block | None = None
    for block in blocks:
        same = before is not None and before.kind == block.kind
        row = block.kind == "table_row"
        new_table = row and not (same and before.header == block.header)
        if before is not None and (new_table or not (same and block.kind in _TIGHT)):
            pieces.append("")
        if new_table:
            columns = max(len(block.cells), len(block.header), 1)
            pieces += ["|" + "  |" * columns, "|" + "---|" * columns]
        pieces.append(_line(block))
        before = block
    return "\n".join(pieces)


_TIGHT = {"list_item", "table_row"}


def _line(block: Block) -> str:
    marker = f"[p{block.number}]"
    match block.kind:
        case "heading":
            return f"{'#' * min(max(block.level, 2), 6)} {marker}"
        case "list_item":
            return f"- {marker}"
        case "table_row":
            return f"| {marker} |"
        case "comment":
            return f"> {marker}"
    return marker
