"""Sorts a page's pieces into the article, its furniture and its readers' comments.

The patterns are in `furniture.yaml`; what the page's own mark-up says (a Draft's `part`) goes
before them.
"""

import re
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import yaml

from .document import COMMENT, HEADING, LIST_ITEM, TABLE_ROW, Draft
from .titles import standard_titles

LONGEST = 400  # characters: anything longer is the article's own prose
NAME = re.compile(r"[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]*){0,3}$")
BAR = re.compile(r"\s{2,}|\s?[|·•»›]\s?|\t")


@dataclass(frozen=True)
class Patterns:
    pieces: tuple[tuple[str, re.Pattern], ...]
    sections: tuple[tuple[str, re.Pattern], ...]
    comments: re.Pattern
    says: re.Pattern
    age: re.Pattern


@cache
def patterns() -> Patterns:
    data = yaml.safe_load(Path(__file__).with_name("furniture.yaml").read_text(encoding="utf-8"))
    return Patterns(
        pieces=tuple((why, re.compile("|".join(p), re.I)) for why, p in data["pieces"].items()),
        sections=tuple((why, re.compile(p, re.I)) for why, p in data["sections"].items()),
        comments=re.compile(data["comments"], re.I),
        says=re.compile(data["comment_says"], re.I),
        age=re.compile(data["comment_age"]),
    )


def piece_reason(text: str) -> str:
    """Why this piece belongs to the page, or an empty string."""
    if len(text) > LONGEST:
        return ""
    for reason, pattern in patterns().pieces:
        if pattern.search(text):
            return reason
    parts = [part for part in BAR.split(text) if part]
    bar = len(parts) >= 3 and all(len(p) < 32 for p in parts) and not text.startswith("|")
    return "navigation" if bar and not re.search(r"[.;:,]", text) else ""


def sort(drafts: list[Draft]) -> list[tuple[Draft, str]]:
    """Each draft with the reason it is furniture, "" for the article's own, "comment" for a
    reader's."""
    return _Sorter(drafts).sorted()


class _Sorter:
    def __init__(self, drafts: list[Draft]):
        self.drafts = drafts
        self.section = ""
        self.in_comments = False
        self.commenter = ""

    def sorted(self) -> list[tuple[Draft, str]]:
        out = []
        for number, draft in enumerate(self.drafts):
            follows = self.drafts[number + 1].text if number + 1 < len(self.drafts) else ""
            out.append(self._one(draft, follows))
        return out

    def _one(self, draft: Draft, follows: str) -> tuple[Draft, str]:
        if draft.part == "furniture":
            return draft, "set apart by the page"
        if draft.part == COMMENT:
            return self._comment(draft)
        if draft.kind == TABLE_ROW:
            return draft, ""
        text = draft.text
        if len(text) < 100 and patterns().comments.search(text):
            self.in_comments = True
            return draft, "comments heading"
        if patterns().age.match(follows) and len(text) < 200:
            self.commenter = text
            return draft, "comments heading"
        if self.in_comments or patterns().age.match(text) or self._says(text):
            reason = piece_reason(text)
            return (
                (draft, reason)
                if reason in ("navigation", "legal notice")
                else self._comment(draft)
            )
        return draft, self._section(draft) or piece_reason(text)

    def _says(self, text: str) -> bool:
        """ "Name says: ..." is a comment where the name is no role of ours and no document."""
        match = patterns().says.match(text)
        return bool(
            match
            and " says" in match.group()
            and not standard_titles().pattern.search(match.group(1))
        )

    def _comment(self, draft: Draft) -> tuple[Draft, str]:
        text = draft.text
        voice = draft.voice or self.commenter
        if match := patterns().says.match(text):
            voice, text = match.group(1), text[match.end() :]
        text = patterns().age.sub("", text)
        return replace(draft, kind=COMMENT, text=text, voice=voice), COMMENT

    def _section(self, draft: Draft) -> str:
        """The furniture section this piece stands in; a real heading or a paragraph of prose
        ends it."""
        if draft.kind == HEADING or (len(draft.text) < 60 and draft.text.endswith(":")):
            for reason, pattern in patterns().sections:
                if pattern.search(draft.text):
                    self.section = reason
                    return reason
        if (
            (
                draft.kind == HEADING
                and not (self.section == "author bio" and NAME.match(draft.text))
            )
            or (
                self.section == "call to act"
                and standard_titles().pattern.search(draft.text)
                and not piece_reason(draft.text)
            )
            or (
                self.section in ("related links", "contents")
                and draft.kind != LIST_ITEM
                and len(draft.text) > 160
            )
        ):
            self.section = ""
        return self.section
