"""A body of Markdown to its passages and back: pure, in time linear in its length.

The body's grammar is small on purpose, so that each block has one place in the text and one
anchor: headings, paragraphs, list items, table rows, and block quotes for readers' comments. What
stands inside a block is Markdown (see `articles.markdown`).
"""

import re
from dataclasses import dataclass

_BREAK = re.compile(r"[ ]{0,3}([-*_])(?:[ \t]*\1){2,}[ \t]*\Z")
_HEADING = re.compile(r"(#{1,6})[ \t]+")
_ITEM = re.compile(r"[ \t]*(?:[-*+]|[0-9]{1,9}[.)])[ \t]+")
_QUOTE = re.compile(r"[ ]{0,3}>[ \t]?")
_ROW = re.compile(r"[ ]{0,3}\|[ \t]*")
_RULE = re.compile(r"[ ]{0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*\Z")
_MARKER = re.compile(r"\[p([1-9][0-9]{0,6})\](:?)[ \t]*")
_NEARLY = re.compile(r"\[[ ]*[pP][ ]*\d+[ ]*\]")
_MARKED = re.compile(r"\[p[1-9][0-9]{0,6}\]")
_HIGHEST = 9_999_999  # the highest number that a marker has room for
_PIPE = re.compile(r"(?<!\\)\|")
_LAST_PIPE = re.compile(r"(?<!\\)\|\Z")
_MOST_BLOCKS = 2_000  # each is rendered and saved; a long article has some 200


class BodyError(ValueError):
    """What is wrong with a body, each problem with its line and its remedy."""

    def __init__(self, problems: list[str]):
        self.problems = problems
        super().__init__(" ".join(problems))


@dataclass(frozen=True)
class Block:
    """One block of a body. `start` and `end` enclose its marker and words, as offsets."""

    anchor: str  # "" where it has no marker yet
    kind: str  # a Passage.Kind
    level: int  # of a heading, 1 to 6; else 0
    heading: str  # the Markdown of the heading that it stands under
    source: str  # the Markdown of its words, without prefix and marker
    header: str  # of a table row: the table's first line
    line: int  # from 1
    start: int
    end: int


@dataclass
class _Open:
    """A block still being read."""

    kind: str
    line: int
    start: int
    end: int
    parts: list[str]
    level: int = 0
    header: str = ""


class _Reader:
    def __init__(self, body: str):
        self.body = body
        self.blocks: list[Block] = []
        self.problems: list[str] = []
        self.open: _Open | None = None
        self.header: str | None = None  # of the table being read
        self.columns = 0
        self.heading = ""

    def read(self) -> list[Block]:
        offset = 0
        for number, line in enumerate(self.body.split("\n"), 1):
            self._line(line, number, offset)
            offset += len(line) + 1
        self._close()
        return self.blocks

    def _line(self, line: str, number: int, offset: int) -> None:
        if found := _ROW.match(line):
            self._row(line, number, offset, found.end())
            return
        self.header = None
        if not line.strip() or _BREAK.match(line):
            self._close()
        elif found := _HEADING.match(line):
            self._begin("heading", line, number, offset, found.end(), level=len(found.group(1)))
            self._close()
        elif found := _QUOTE.match(line):
            self._quote(line, number, offset, found.end())
        elif found := _ITEM.match(line):
            self._begin("list-item", line, number, offset, found.end())
        elif self._goes_on("paragraph", "list-item", words=line.strip()):
            self._continue(line.strip(), offset + len(line))
        else:
            indent = len(line) - len(line.lstrip())
            self._begin("paragraph", line, number, offset, indent)

    def _row(self, line: str, number: int, offset: int, words: int) -> None:
        if self.header is None:
            self._close()
            self.header, self.columns = line, len(cells(line))
            if _MARKED.search(line):
                self.problems.append(
                    f"Line {number}: the first row of a table is its header and no passage. "
                    "Remove the marker."
                )
        elif not _RULE.match(line):
            if len(cells(line)) > self.columns:
                self.problems.append(
                    f"Line {number}: this row has more cells than the header of its table. "
                    "Write \\| where no new cell is meant."
                )
            self._begin("table-row", line, number, offset, words, header=self.header)
            self._close()

    def _quote(self, line: str, number: int, offset: int, words: int) -> None:
        inner = line[words:]
        if self._goes_on("comment", words=inner.strip()):
            self._continue(inner.strip(), offset + len(line))
        elif inner.strip():
            self._begin("comment", line, number, offset, words)

    def _goes_on(self, *kinds: str, words: str) -> bool:
        """Whether `words` belong to the block being read. A marker begins a block of its own."""
        return self.open is not None and self.open.kind in kinds and not _MARKER.match(words)

    def _begin(self, kind, line, number, offset, words, *, level=0, header="") -> None:
        self._close()
        self.open = _Open(
            kind, number, offset + words, offset + len(line), [line[words:].strip()], level, header
        )

    def _continue(self, text: str, end: int) -> None:
        self.open.parts.append(text)
        self.open.end = end

    def _close(self) -> None:
        block, self.open = self.open, None
        if block is None:
            return
        source = "\n".join(block.parts).strip()
        found = _MARKER.match(source)
        self._check_markers(block.line, source, found)
        anchor = f"p{found.group(1)}" if found else ""
        source = source[found.end() :].lstrip() if found else source
        if block.kind == "heading":
            source = re.sub(r"[ \t]+#+\Z", "", source)
        self.blocks.append(
            Block(
                anchor, block.kind, block.level, self.heading, source, block.header,
                block.line, block.start, block.end,
            )
        )  # fmt: skip
        if block.kind == "heading":
            self.heading = source

    def _check_markers(self, line: int, source: str, found: re.Match | None) -> None:
        """An anchor must fail loudly: whatever looks like a marker is one, or is refused."""
        if not found and (nearly := _NEARLY.match(source)):
            self.problems.append(
                f"Line {line}: write the marker as [p14], not as {nearly.group()}."
            )
        if found and found.group(2):
            self.problems.append(
                f"Line {line}: [p{found.group(1)}]: looks like a link definition; that name "
                "belongs to a passage. Remove the colon, or rename the link."
            )
        for inside in _MARKED.findall(source, found.end() if found else 0):
            self.problems.append(
                f"Line {line}: the marker {inside} stands inside a block. Put it first in a block "
                "of its own, or remove it."
            )


def cells(line: str) -> list[str]:
    """The cells of a table's line, without the pipes between them."""
    inner = _LAST_PIPE.sub("", line.strip().removeprefix("|"))
    return [cell.strip() for cell in _PIPE.split(inner)]


def split(body: str) -> list[Block]:
    """The blocks of `body` in order. Raises BodyError, naming both places of a doubled marker."""
    reader = _Reader(body)
    blocks = reader.read()
    problems, seen = reader.problems, {}
    if len(blocks) > _MOST_BLOCKS:
        problems.append(
            f"This body has {len(blocks):,} blocks; {_MOST_BLOCKS:,} fit. Split the article."
        )
    for block in blocks:
        if block.anchor and block.anchor in seen:
            problems.append(
                f"The marker [{block.anchor}] stands on line {seen[block.anchor]} and on line "
                f"{block.line}: remove one of the two, and that block gets a number of its own."
            )
        elif block.anchor:
            seen[block.anchor] = block.line
    if problems:
        raise BodyError(problems)
    return blocks


def normalise(body: str) -> str:
    """Line ends as the database keeps them: a browser sends CR LF."""
    return body.replace("\r\n", "\n").replace("\r", "\n").strip("\n")


def number(anchor: str) -> int:
    return int(anchor[1:])


def with_markers(body: str, highest: int) -> str:
    """`body` with a marker for each block that lacks one, counted on from `highest`.

    `highest` is the highest number ever used or the number of the original's blocks, whichever is
    greater: an anchor is never reused.
    """
    blocks = split(body)
    missing = sum(not block.anchor for block in blocks)
    highest = max([highest, *(number(block.anchor) for block in blocks if block.anchor)])
    if missing and highest + missing > _HIGHEST:
        raise BodyError(
            [f"No number is left after p{highest}: {_HIGHEST} is the highest. Choose lower ones."]
        )
    pieces, done = [], 0
    for block in blocks:
        if not block.anchor:
            highest += 1
            gap = " " if block.source else ""
            pieces += [body[done : block.start], f"[p{highest}]{gap}"]
            done = block.start
    return "".join([*pieces, body[done:]])


def with_text(body: str, anchor: str, source: str) -> str:
    """`body` with the words of one block replaced, everything else as it was.

    Raises BodyError where the anchor is not in the body.
    """
    block = next((block for block in split(body) if block.anchor == anchor), None)
    if block is None:
        raise BodyError([f"There is no marker [{anchor}] in the body."])
    words = " ".join(source.split())
    tail = " |" if block.kind == "table-row" and not words.endswith("|") else ""
    marked = f"[{anchor}] {words}{tail}".rstrip()
    return body[: block.start] + marked + body[block.end :]
