"""Bibliographic facts that a text states in its first and last lines: title, author, date,
address."""

import re

from .document import HEADING, Draft, Fact
from .furniture import piece_reason

MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
NAME = r"[A-Z][\w.'’-]+(?: (?:de |van |von |der )?[A-Z][\w.'’-]+){1,3}"
BYLINE = re.compile(
    rf"^(?:(?:Written |Posted |Interview |Story )?[Bb]y:?|Authors?:) ({NAME})(?=$|\s*[,|•·–—(-]"
    rf"|\s+on\b|, who)"
)
DATED = re.compile(
    rf"\b(?:[Pp]osted|[Pp]ublished|[Uu]pdated|[Dd]ate|[Ii]ssued)\b(?: on)?:? "
    rf"((?:{MONTHS}) \d{{1,2}}, \d{{4}}|\d{{1,2}} (?:{MONTHS}) \d{{4}}|(?:{MONTHS}) \d{{4}}"
    rf"|\d{{4}}-\d\d(?:-\d\d)?)"
)
ADDRESS = re.compile(
    r"^(?:Source|URL|Original(?:ly published)?(?: at)?|Retrieved from):? <?(https?://[^\s<>]+)",
    re.I,
)
FRONT_MATTER = re.compile(r"^(title|author|date|publisher|url):[ \t]*[\"']?([^\n\"']{1,300})", re.M)
NEAR_THE_TOP = 12


def stated(drafts: list[Draft]) -> tuple[Fact, ...]:
    out = []
    for number, draft in enumerate(drafts, 1):
        where = f"block {number}"
        if draft.kind == HEADING and number <= 8 and not out and not piece_reason(draft.text):
            out.append(Fact("title", draft.text, f"heading, {where}"))
        if number > NEAR_THE_TOP and number < len(drafts) - NEAR_THE_TOP:
            continue
        if match := BYLINE.match(draft.text[:300]):
            out.append(Fact("author", match.group(1), where))
        if len(draft.text) < 200 and (match := DATED.search(draft.text)):
            name = "updated" if match.group().lower().startswith("updated") else "published"
            out.append(Fact(name, match.group(1), where))
        if match := ADDRESS.match(draft.text[:600]):
            out.append(Fact("url", match.group(1), where))
    return tuple(out)


def front_matter(text: str) -> tuple[Fact, ...]:
    """The YAML head of a Markdown file, read as lines: a stranger's YAML is not loaded."""
    if not text.startswith("---\n"):
        return ()
    head = text[: max(text.find("\n---", 4), 0)][:5000]
    names = {"date": "published"}
    return tuple(
        Fact(names.get(k, k), v.strip(), "front matter") for k, v in FRONT_MATTER.findall(head)
    )
