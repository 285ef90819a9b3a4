"""Plain text and Markdown to drafts, line by line, in linear time.

One line is one piece, as in the sources; only where a text is wrapped at a fixed width are lines
joined.
"""

import re
from itertools import pairwise

from .document import HEADING, LIST_ITEM, MAX_PIECES, PARAGRAPH, TABLE_ROW, Draft, Refusal
from .furniture import piece_reason

BULLET = re.compile(r"(\s*)([-*+•‣▪◦●○·➢✓✔–]|o(?=\t))\s+(?=\S)")
NUMBERED = re.compile(r"(\s*)(\d{1,3}[.)]|[a-z][.)]|[A-Z]\)|[ivxIVX]{2,5}[.)])\s+(?=\S)")
LETTERED = re.compile(r"(\s*)([A-Z]\.)\s+(?=\S)")
FORM_TITLE = re.compile(
    r"(?:(?:position|job|working|class|official|role) title|position|role|title)\s?:\s*\S.{2,80}$",
    re.I,
)
SPEAKER = re.compile(r"[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,3}:\s")
GAP = re.compile(r"\S(?: {2,}|\t)(?=\S)")
CLAUSE = re.compile(r"(\s*)(\((?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,5}|[a-z]{2})\))(?:\s+|$)")
ATX = re.compile(r"\s{0,3}(#{1,6})\s+(.+?)\s*#*\s*$")
TABLE = re.compile(r"\s*\|.*\|\s*$")
TABLE_RULE = re.compile(r"[\s:|+=-]+$")
RULE = re.compile(r"(?:[-*_=]\s*){3,200}")
BOLD_LINE = re.compile(r"\s*(?:\*\*|__)([^*_]{2,90})(?:\*\*|__):?\s*$")
STATUTE_HEADING = re.compile(
    r"\s*(?:§|(?:sub)?(?:title|chapter|part|section|sec\.|article|slide)\s+[\dIVXivx]+\b)", re.I
)
LINK = re.compile(r"!?\[([^\[\]]{0,300})\]\(([^()\s]{0,500})(?: \"[^\"]{0,200}\")?\)")
INLINE = re.compile(
    r"<br ?/?>|</?(?:b|i|em|strong|u|p|div|span|a|sup|sub)(?: [^<>]{0,300})?>|(?<!\w)\*(?=\w)"
    r"|(?<=[\w.,])\*(?!\w)"
)
TERMINAL = re.compile(r"[.!?;:,…]['\"”’)]*$")
OPEN_END = re.compile(r"\b(?:for|to|in|of|shall|must|will|the|and|or|as|that|by|following)$", re.I)
FINITE = re.compile(
    r"\b(?:is|are|was|were|shall|must|will|has|have|should|may|can|does|do)\b", re.I
)
SMALL_WORDS = {
    "a",
    "an",
    "the",
    "of",
    "and",
    "or",
    "to",
    "in",
    "for",
    "on",
    "with",
    "vs",
    "by",
    "at",
    "is",
    "from",
}


def clean(text: str) -> str:
    """The words of a line, without Markdown's inline marks."""
    for mark in ("**", "__", "`"):
        text = text.replace(mark, "")
    text = _without_remarks(text)
    if "](" in text:
        text = LINK.sub(lambda m: "" if m.group().startswith("!") else m.group(1), text)
    return " ".join(INLINE.sub(" " if "<br" in text else "", text).split())


def _without_remarks(text: str) -> str:
    """The text without HTML comments, in one pass: a pattern would look far ahead at every
    "<!--"."""
    first, *parts = text.split("<!--")
    return first + "".join(
        rest if end else f"<!--{inside}"
        for inside, end, rest in (p.partition("-->") for p in parts)
    )


def title_like(line: str) -> bool:
    """Whether a line without mark-up reads as a heading: short, unfinished, no lead-in."""
    words = line.split()
    if not words or len(line) > 90 or len(words) > 13 or not any(c.isalpha() for c in line):
        return False
    if STATUTE_HEADING.match(line):
        return not (
            TERMINAL.search(line)
            and (FINITE.search(line) or re.search(r"\. (?:The|An?|Each|Any|No) \w", line))
        )
    if line.endswith("?"):
        return True
    if (
        TERMINAL.search(line)
        or OPEN_END.search(line)
        or not (line[0].isupper() or line[0].isdigit())
    ):
        return False
    if len(words) <= 5:
        return True
    long = [w for w in words if w.strip("()-–—:,").lower() not in SMALL_WORDS and w[0].isalpha()]
    capitals = sum(w[0].isupper() for w in long)
    return capitals >= 0.7 * len(long) or (len(words) <= 9 and not FINITE.search(line))


def parse(text: str) -> list[Draft]:
    lines = _without_front_matter(
        text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n")
    ).split("\n")
    if sum(1 for line in lines if line.strip()) > MAX_PIECES:
        raise Refusal(f"This text has more than {MAX_PIECES} lines: split it and read the parts.")
    lines = [line for line in lines if not line.lstrip().startswith("```")]
    if _wrapped(lines):
        lines = _unwrap(lines)
    return _Scan(lines).drafts()


def _without_front_matter(text: str) -> str:
    if not text.startswith("---\n"):
        return text
    end = text.find("\n---", 4)
    return text[end + 4 :] if 0 < end < 5000 else text


def _is_prose(line: str) -> bool:
    marked = any(p.match(line) for p in (BULLET, NUMBERED, CLAUSE, ATX, TABLE))
    return bool(line.strip()) and not marked and not RULE.fullmatch(line.strip())


def _wrapped(lines: list[str]) -> bool:
    """Whether lines were broken at a width: neighbours run on in mid-sentence."""
    pairs = runs_on = 0
    for first, second in pairwise(lines):
        item = BULLET.match(first) or NUMBERED.match(first) or CLAUSE.match(first)
        if first.strip() and _is_prose(second) and not (TABLE.match(first) or ATX.match(first)):
            if item and not second[0].isspace() and not second[0].islower():
                continue
            pairs += 1
            full = 45 <= len(first) <= 130 and not TERMINAL.search(first.rstrip())
            runs_on += full or (second.lstrip()[0].islower() and len(first) < 130)
    return pairs >= 3 and runs_on >= 0.5 * pairs


def _unwrap(lines: list[str]) -> list[str]:
    width = sorted(len(line) for line in lines if line.strip())[-max(1, len(lines) // 20)]
    out: list[list[str]] = []
    previous = ""
    for line in lines:
        ended = TERMINAL.search(previous.rstrip()) and len(previous) < 0.75 * width
        heading = (
            title_like(previous.strip())
            and len(previous) < 0.7 * width
            and not line.strip()[:1].islower()
        )
        if (
            previous.strip()
            and _is_prose(line)
            and not ended
            and not heading
            and not ATX.match(previous)
        ):
            out[-1].append(line.strip())
        else:
            out.append([line.rstrip()])
        previous = line
    return [" ".join(parts) for parts in out]


class _Scan:
    """One pass over the lines, looking one non-empty line back and ahead."""

    def __init__(self, lines: list[str]):
        kept = [
            (n, line)
            for n, line in enumerate(lines)
            if line.strip() and not RULE.fullmatch(line.strip())
        ]
        self.lines = [line for _, line in kept]
        self.gap_before = [not i or n - kept[i - 1][0] > 1 for i, (n, _) in enumerate(kept)]
        self.underlined = {
            n - 1 for n, line in enumerate(lines) if n and re.match(r"\s*(?:={3,}|-{3,})\s*$", line)
        }
        self.numbers = [n for n, _ in kept]
        self.header: tuple[str, ...] | None = None
        letters = {m.group(2) for line in self.lines if (m := LETTERED.match(line))}
        self.lettered = {"A.", "B."} <= letters
        self.titled = False

    def drafts(self) -> list[Draft]:
        out = []
        for i, line in enumerate(self.lines):
            if TABLE.match(line):
                out.extend(self._row(line))
                continue
            self.header = None
            out.append(self._draft(i, line))
        return [d for d in out if d.text or d.marker]

    def _row(self, line: str) -> list[Draft]:
        if TABLE_RULE.fullmatch(line):
            return []
        cells = tuple(clean(cell) for cell in line.strip().strip("|").split("|"))
        header, self.header = self.header or (), self.header or cells
        return [Draft(TABLE_ROW, " | ".join(cells), cells=cells, header=header)]

    def _draft(self, i: int, line: str) -> Draft:
        line = line.lstrip("> \t") if line.lstrip().startswith(">") else line
        if match := ATX.match(line):
            return Draft(HEADING, clean(match.group(2)), level=len(match.group(1)))
        if match := BOLD_LINE.match(line):
            return Draft(HEADING, match.group(1).strip())
        if match := BULLET.match(line):
            depth = 1 + len(match.group(1).expandtabs(4)) // 2
            return Draft(LIST_ITEM, clean(line[match.end() :]), level=depth, marker="-")
        if match := CLAUSE.match(line):
            return Draft(LIST_ITEM, clean(line[match.end() :]), marker=match.group(2))
        if match := NUMBERED.match(line):
            return self._numbered(i, line, match)
        if self.lettered and (match := LETTERED.match(line)):
            return Draft(LIST_ITEM, clean(line[match.end() :]), marker=f"({match.group(2)[0]})")
        return self._plain(i, line)

    def _numbered(self, i: int, line: str, match: re.Match) -> Draft:
        """ "3. Reporting lines" heads a section where its neighbours are no items of the same
        list."""
        rest = line[match.end() :]
        alone = not self._marked(i - 1) and not self._marked(i + 1)
        if alone and i + 1 < len(self.lines) and title_like(rest.strip()):
            return Draft(HEADING, clean(rest), level=0, marker=match.group(2))
        return Draft(
            LIST_ITEM, clean(rest), level=1 + len(match.group(1)) // 2, marker=match.group(2)
        )

    def _marked(self, i: int) -> bool:
        return 0 <= i < len(self.lines) and bool(NUMBERED.match(self.lines[i]))

    def _plain(self, i: int, line: str) -> Draft:
        text = clean(line)
        bar = len(GAP.findall(line.strip())) >= 2 and len(line) < 200
        if bar and not re.search(r"[.;:!?]", line):
            return Draft(PARAGRAPH, text, part="furniture")
        if self.numbers[i] in self.underlined and len(text) < 120 and self.gap_before[i]:
            return Draft(HEADING, text, level=2)
        if FORM_TITLE.match(text):
            return Draft(HEADING, text)
        if (SPEAKER.match(text) and text.endswith("?")) or self._opens_clauses(i, text):
            return Draft(PARAGRAPH, text)
        own = not piece_reason(text)
        if title_like(text) or (own and self._may_be_title(i, text)):
            self.titled = self.titled or own
            return Draft(LIST_ITEM, text, 1) if self._in_short_run(i) else Draft(HEADING, text)
        return Draft(PARAGRAPH, text)

    def _may_be_title(self, i: int, text: str) -> bool:
        """A document's first unfinished line may be longer than other headings."""
        near_top = i < 8 and not self.titled and self.gap_before[i]
        return near_top and len(text) < 110 and not TERMINAL.search(text)

    def _opens_clauses(self, i: int, text: str) -> bool:
        """A statute's "The officer of an agency" above (1), which has no colon."""
        follows = self.lines[i + 1] if i + 1 < len(self.lines) else ""
        long = len(text.split()) > 6 and not STATUTE_HEADING.match(text)
        return bool(long and CLAUSE.match(follows))

    def _in_short_run(self, i: int) -> bool:
        """Unmarked slide bullets: a line under another short line, with no gap, and not the
        run's first."""
        if (
            self.gap_before[i]
            or not title_like(self.lines[i - 1].strip())
            or STATUTE_HEADING.match(self.lines[i])
        ):
            return False
        below = i + 1 < len(self.lines) and not self.gap_before[i + 1] and _short(self.lines[i + 1])
        above = i > 1 and not self.gap_before[i - 1] and _short(self.lines[i - 2])
        return below or above


def _short(line: str) -> bool:
    return title_like(line.strip()) and _is_prose(line)
