"""Drafts to a Document: numbers, heading paths, list depths, interview turns, furniture and
comments apart."""

import re
from collections import Counter
from dataclasses import dataclass, field, replace

from .document import (
    COMMENT,
    HEADING,
    LIST_ITEM,
    PARAGRAPH,
    Block,
    Document,
    Draft,
    Fact,
    Furniture,
)
from .furniture import sort
from .lexicon import lexicon
from .titles import standard_titles

STATUTE = re.compile(r"§|sec(?:tion|\.) \d", re.I)
TURN = re.compile(r"(Q|A|[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,3})\s?:\s+(?=\S)")


def assemble(
    name: str, drafts: list[Draft], facts: tuple[Fact, ...] = (), *, whole: bool = False
) -> Document:
    """`whole`: every piece is the text's own, and nothing is furniture."""
    blocks, comments, furniture = [], [], []
    headings, clauses = _Headings(), _Clauses()
    sorted_drafts = [(draft, "") for draft in drafts] if whole else sort(drafts)
    turns = _turns([draft for draft, reason in sorted_drafts if not reason])
    for number, (draft, reason) in enumerate(sorted_drafts, 1):
        if reason == COMMENT:
            comments.append(Block(number, COMMENT, draft.text, voice=draft.voice))
        elif reason:
            furniture.append(Furniture(number, draft.text, reason))
        else:
            blocks.append(_block(number, draft, headings, clauses, turns))
    return Document(
        name, tuple(_with_voices(blocks, turns)), tuple(comments), tuple(furniture), facts
    )


def _block(
    number: int, draft: Draft, headings: "_Headings", clauses: "_Clauses", turns: dict[str, bool]
) -> Block:
    """The draft with its place; "Label: text" is a turn only where the label keeps returning."""
    text, voice = draft.text, draft.voice
    match = TURN.match(text)
    if draft.kind == PARAGRAPH and match and match.group(1) in turns:
        voice, text = match.group(1), text[match.end() :]
    if draft.kind == HEADING:
        level, path = headings.place(draft), headings.above()
        clauses.reset()
    else:
        level = clauses.level(draft) if draft.kind == LIST_ITEM else 0
        path = headings.path()
    return Block(
        number,
        draft.kind,
        text,
        level,
        path,
        voice,
        turns.get(voice, False),
        draft.cells,
        draft.header,
        draft.marker,
    )


def _turns(drafts: list[Draft]) -> dict[str, bool]:
    """Speakers of an interview, each with whether they ask: two labels that both return, one of
    them asking."""
    said, asked = Counter(), Counter()
    for draft in drafts:
        if draft.kind == PARAGRAPH and (match := TURN.match(draft.text)):
            said[match.group(1)] += 1
            asked[match.group(1)] += draft.text.rstrip().endswith("?") or match.group(1) == "Q"
    speakers = {
        label: asked[label] > said[label] / 2 for label, count in said.items() if count >= 2
    }
    return speakers if len(speakers) >= 2 and any(speakers.values()) else {}


def _with_voices(blocks: list[Block], turns: dict[str, bool]) -> list[Block]:
    """An answer runs on over the paragraphs below it, until somebody else speaks or a heading
    comes."""
    if not turns:
        return blocks
    out, speaker = [], ""
    for block in blocks:
        speaker = "" if block.kind == HEADING else block.voice or speaker
        if (
            not block.voice
            and block.kind in (PARAGRAPH, LIST_ITEM)
            and speaker
            and not turns.get(speaker)
        ):
            block = replace(block, voice=speaker)
        out.append(block)
    return out


@dataclass
class _Headings:
    """The headings in force. Where a text has no levels, a role's heading may hold sections of
    its own."""

    stack: list[tuple[int, str]] = field(default_factory=list)
    guessed_roles_nested: bool = False
    previous_was_heading: bool = False
    marked_level: int = 0
    numbered_level: int = 0

    def place(self, draft: Draft) -> int:
        """A heading of no stated depth stands below the last one that states its own."""
        level = draft.level or (
            self.marked_level + 1 if self.marked_level > 1 else self._guess(draft)
        )
        self.marked_level = draft.level or self.marked_level
        while self.stack and self.stack[-1][0] >= level:
            self.stack.pop()
        self.stack.append((level, draft.text))
        self.previous_was_heading = True
        return level

    def path(self) -> tuple[str, ...]:
        self.previous_was_heading = False
        return tuple(text for _, text in self.stack)

    def above(self) -> tuple[str, ...]:
        return tuple(text for _, text in self.stack[:-1])

    def _guess(self, draft: Draft) -> int:
        """1 for the title, 2 for sections, 3 for a role within a section, or a topic within a
        role's section."""
        text = draft.text
        if not self.stack or STATUTE.match(text):
            return 2 if STATUTE.match(text) else 1
        if draft.marker:
            if draft.marker[:-1] == "1" or not self.numbered_level:
                self.numbered_level = min(len(self.stack) + 1, 3)
            return self.numbered_level
        role_above = any(_is_role(t) and level >= 2 for level, t in self.stack)
        if _is_role(text):
            self.guessed_roles_nested = (
                (self.previous_was_heading and len(self.stack) > 1)
                or (self.guessed_roles_nested and role_above)
                or (len(self.stack) > 1 and not role_above)
            )
            return 3 if self.guessed_roles_nested else 2
        if role_above and not self.guessed_roles_nested and _is_topic(text):
            return 3
        return 2


def _is_role(text: str) -> bool:
    """Whether a heading is little more than the name of one role: "CTO", "The CIO's job"."""
    titles = standard_titles()
    return (
        len({titles.token(match) for match in titles.pattern.finditer(text)}) == 1
        and len(titles.pattern.sub("", text).split()) <= 3
        and not lexicon().several_roles.search(text)
    )


def _is_topic(text: str) -> bool:
    lex = lexicon()
    return not lex.several_roles.search(text) and any(p.search(text) for _, p in lex.topics)


@dataclass
class _Clauses:
    """Depth of list items: by indentation, or for (a)(1)(A) by the order in which the styles
    first appear."""

    styles: list[str] = field(default_factory=list)
    last: dict[str, str] = field(default_factory=dict)

    def reset(self) -> None:
        self.styles.clear()
        self.last.clear()

    def level(self, draft: Draft) -> int:
        body = draft.marker.strip("().")
        if draft.marker in ("", "-") or draft.level > 1:
            return max(draft.level, 1) + (
                len(self.styles) if draft.marker == "-" and draft.level < 2 else 0
            )
        style = self._style(body) + ("" if draft.marker.startswith("(") else " bare")
        self.last[style.removesuffix(" bare")] = body
        if style in self.styles:
            del self.styles[self.styles.index(style) + 1 :]
        else:
            self.styles.append(style)
        return len(self.styles)

    def _style(self, body: str) -> str:
        """Digits, letters or roman numbers, by case; (i) is a letter only where (h) came before
        it."""
        if body.isdigit():
            return "digit"
        case = "small" if body.islower() else "large"
        roman = f"{case} roman"
        opens = body.lower() == "i" and self.last.get(f"{case} letter", "").lower() != "h"
        if re.fullmatch(r"[ivx]+", body.lower()) and (roman in self.styles or opens):
            return roman
        return f"{case} letter"
