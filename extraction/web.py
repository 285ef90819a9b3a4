"""A saved web page to drafts: the page's own structure, with trafilatura's judgement of what its
article is.

The tree is walked once for headings, lists, tables and comments; a piece outside <main> or
<article> counts as
the article's where trafilatura keeps it.
"""

import json
import re
from dataclasses import replace

import trafilatura
from lxml import etree, html

from .document import (
    COMMENT,
    HEADING,
    LIST_ITEM,
    MAX_PIECES,
    PARAGRAPH,
    TABLE_ROW,
    Draft,
    Fact,
    Refusal,
)
from .plain import title_like

SKIPPED = {
    "script",
    "style",
    "head",
    "template",
    "noscript",
    "svg",
    "select",
    "button",
    "iframe",
    "object",
}
INLINE = {
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins",
    "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "tt",
    "u", "var", "wbr", "img",
}  # fmt: skip
FURNITURE_TAGS = {"nav", "footer", "aside", "form", "dialog", "menu"}
FURNITURE_NAMES = re.compile(
    r"(?:^|[\s_-])(?:nav(?:bar|igation)?|menu|breadcrumbs?|cookies?|consent|newsletter"
    r"|subscri\w+|share|social|sidebar|"
    r"related|promo|advert\w*|ads?|banner|popup|modal|footer|author-?(?:bio|box)|bio|byline"
    r"|skip\w*|pagination)(?:$|[\s_-])",
    re.I,
)
COMMENT_NAMES = re.compile(
    r"(?:^|[\s_-])(?:comments?(?:-?list)?|disqus_thread|respond|replies)(?:$|[\s_-])", re.I
)
CONTENT = {"main", "article"}
SHINGLE = 4
MAX_ELEMENTS = 30_000  # trafilatura takes more than linear time on very large trees
MAX_TAGS = 150_000
META = {
    "title": ("og:title", "citation_title", "dc.title"),
    "author": ("author", "article:author", "citation_author", "dc.creator"),
    "published": ("article:published_time", "citation_publication_date", "dc.date", "date"),
    "publisher": ("og:site_name", "citation_publisher", "dc.publisher"),
}


def parse(text: str) -> tuple[list[Draft], tuple[Fact, ...]]:
    if text.count("<") > MAX_TAGS:
        raise Refusal(f"This page has more than {MAX_TAGS} tags: save the article alone.")
    try:
        tree = html.document_fromstring(re.sub(r"^\s*<\?xml[^>]{0,200}\?>", "", text))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise Refusal(
            f"This HTML can't be read ({error}): save the page again, as HTML only."
        ) from error
    drafts = _Walk(tree).drafts
    if len(drafts) > MAX_PIECES:
        raise Refusal(f"This page has more than {MAX_PIECES} paragraphs: save the article alone.")
    if sum(1 for _ in tree.iter()) <= MAX_ELEMENTS:
        drafts = _keep_main(drafts, text)
    return _with_headings(drafts), facts(tree)


def _with_headings(drafts: list[Draft]) -> list[Draft]:
    """A short line right above a list heads it, whatever its tag."""
    out = []
    for draft, follows in zip(drafts, [*drafts[1:], None][: len(drafts)], strict=True):
        above_list = (
            follows is not None and follows.kind == LIST_ITEM and draft.part == follows.part
        )
        if draft.kind == PARAGRAPH and above_list and title_like(draft.text):
            draft = replace(draft, kind=HEADING)
        out.append(replace(draft, marker="-") if draft.kind == LIST_ITEM else draft)
    return out


def _keep_main(drafts: list[Draft], text: str) -> list[Draft]:
    """Outside <main> and <article>, what trafilatura leaves out is the page's, not the
    article's."""
    found = (
        trafilatura.extract(text, include_comments=False, include_tables=True, favor_recall=True)
        or ""
    )
    if len(found) < 200:
        return [replace(d, part="" if d.part == "unsure" else d.part) for d in drafts]
    known = set(_shingles(found))
    return [
        replace(d, part="" if _mostly(d, known) else "furniture") if d.part == "unsure" else d
        for d in drafts
    ]


def _shingles(text: str) -> list[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return [tuple(words[i : i + SHINGLE]) for i in range(max(1, len(words) - SHINGLE + 1))]


def _mostly(draft: Draft, known: set) -> bool:
    own = _shingles(draft.text)
    return (
        draft.kind == HEADING
        or 2 * sum(s in known for s in own) >= len(own)
        or len(draft.text.split()) < SHINGLE
    )


class _Walk:
    """One pass over the tree's start and end events."""

    def __init__(self, tree):
        self.drafts: list[Draft] = []
        self.words: list[str] = []
        self.kinds: list[tuple[str, int]] = [(PARAGRAPH, 0)]
        self.parts: list[str] = ["unsure"]
        self.lists = self.skipping = 0
        self.cells: list[str] | None = None
        self.header: tuple[str, ...] = ()
        for event, element in etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
            if event in ("comment", "pi"):
                self._say(element.tail)
            elif event == "start":
                self._start(element)
            else:
                self._end(element)
        self._flush()

    def _say(self, text: str | None) -> None:
        if text and not self.skipping:
            self.words.append(text)

    def _start(self, element) -> None:
        tag = element.tag
        if tag in SKIPPED:
            self.skipping += 1
        elif tag not in INLINE:
            self._flush()
            self.parts.append(self._part(element))
            self.kinds.append(self._kind(tag))
            if tag == "tr":
                self.cells = []
            elif tag == "table":
                self.header = ()
        self._say(element.text)

    def _kind(self, tag: str) -> tuple[str, int]:
        if re.fullmatch("h[1-6]", tag):
            return HEADING, int(tag[1])
        if tag in ("ul", "ol"):
            self.lists += 1
        if tag in ("li", "dd"):
            return LIST_ITEM, max(1, self.lists)
        return (
            self.kinds[-1]
            if tag in ("div", "p", "br", "section") and self.kinds[-1][0] == LIST_ITEM
            else (PARAGRAPH, 0)
        )

    def _part(self, element) -> str:
        """Furniture and comments hold for all within; <main> and <article> make an unsure place
        sure."""
        above, names = self.parts[-1], f"{element.get('class', '')} {element.get('id', '')}"
        if above in ("furniture", COMMENT):
            return above
        if COMMENT_NAMES.search(names) and element.tag not in ("body", "html", "main", "article"):
            return COMMENT
        marked = FURNITURE_NAMES.search(names) and element.tag not in (
            "body",
            "html",
            "main",
            "article",
            "header",
            "h1",
        )
        if element.tag in FURNITURE_TAGS or marked:
            return "furniture"
        return "" if element.tag in CONTENT or element.tag == "h1" else above

    def _end(self, element) -> None:
        tag = element.tag
        if tag in SKIPPED:
            self.skipping -= 1
        elif tag not in INLINE:
            if tag in ("td", "th") and self.cells is not None:
                self.cells.append(self._take())
            elif tag == "tr" and self.cells is not None:
                self._row()
            self._flush()
            self.parts.pop()
            self.kinds.pop()
            self.lists -= tag in ("ul", "ol")
        self._say(element.tail)

    def _take(self) -> str:
        text = " ".join("".join(self.words).split())
        self.words.clear()
        return text

    def _row(self) -> None:
        cells, self.cells = tuple(self.cells), None
        header, self.header = self.header, self.header or cells
        self.drafts.append(
            Draft(TABLE_ROW, " | ".join(cells), cells=cells, header=header, part=self.parts[-1])
        )

    def _flush(self) -> None:
        if self.cells is not None:
            self.words.append(" ")
        elif text := self._take():
            kind, level = self.kinds[-1]
            self.drafts.append(Draft(kind, text, level=level, part=self.parts[-1]))


def facts(tree) -> tuple[Fact, ...]:
    """What <meta>, JSON-LD and <title> state outright; dates and names are never guessed from
    the prose."""
    metas = {}
    for meta in tree.iter("meta"):
        name = (meta.get("property") or meta.get("name") or "").lower()
        if meta.get("content"):
            metas.setdefault(name, meta.get("content").strip())
    out = [
        Fact(f, metas[n], f"<meta {n}>") for f, names in META.items() for n in names if metas.get(n)
    ]
    for link in tree.iter("link"):
        if link.get("rel") == "canonical" and link.get("href"):
            out.append(Fact("url", link.get("href"), '<link rel="canonical">'))
    for script in tree.iter("script"):
        if script.get("type") == "application/ld+json":
            out.extend(_linked_data(script.text or ""))
    title = tree.findtext(".//title")
    return (
        *out,
        *([Fact("title", " ".join(title.split()), "<title>")] if title and title.strip() else []),
    )


def _linked_data(text: str) -> list[Fact]:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return []
    data = data[0] if isinstance(data, list) and data else data
    if not isinstance(data, dict):
        return []
    author = data.get("author")
    author = author.get("name") if isinstance(author, dict) else author
    stated = {
        "title": data.get("headline"),
        "author": author,
        "published": data.get("datePublished"),
    }
    return [
        Fact(name, value, "JSON-LD")
        for name, value in stated.items()
        if isinstance(value, str) and value
    ]
