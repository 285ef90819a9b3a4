"""What only the files can be wrong in: entries that stand twice, dates that do not fit the status,
blocks without a marker, and whatever points nowhere. All other rules are the services', which say
so when an entry is written.
"""

import re
from functools import cache
from typing import Any

from django.core.exceptions import ValidationError

from articles import markdown, passages
from dataset.kinds import KINDS
from dataset.plan import Plan, Planned
from dataset.reading import Entry
from dataset.records import number
from dataset.state import State, Words, anchors, with_references

Data = dict[str, Any]

_LINE = re.compile(r"\bline (\d+)", re.IGNORECASE)
_DATES = ("first_published_on", "withdrawn_on", "withdrawn_because")
_NEEDED = {"draft": (), "published": ("first_published_on",), "withdrawn": _DATES}


def check_entries(entries: list[Entry]) -> None:
    """What each entry says of itself alone, and that no two have one key."""
    seen: dict[str, Entry] = {}
    for entry in entries:
        if first := seen.get(entry.name):
            entry.problem(
                f"“{entry.key}” stands in {first.file} on line {first.line} already: remove one of "
                "the two, or give it another slug."
            )
        seen.setdefault(entry.name, entry)
        if entry.problems:
            continue
        if "status" in KINDS[entry.kind].shape.fields:
            _check_dates(entry)
        if entry.kind == "article":
            _check_article(entry)


def _check_dates(entry: Entry) -> None:
    status = entry.data.get("status", "draft")
    for name in _DATES:
        given = bool(entry.data.get(name))
        if name in _NEEDED[status] and not given:
            entry.problem(f"“{name}” is missing: an entry that is {status} has it.", "status")
        elif given and name not in _NEEDED[status]:
            entry.problem(f"{name}: Remove it, or correct the status: it is {status}.", name)


def _check_article(entry: Entry) -> None:
    voices = {voice["slug"] for voice in entry.data.get("voices", [])} or {"author"}
    standing = _check_body(entry)
    speaking = [(("passages", name), each) for name, each in entry.data.get("passages", {}).items()]
    for path, _ in speaking:
        if path[1] not in standing:
            entry.problem(f"passages: There is no [{path[1]}] in the body: remove it here.", *path)
    for place, each in enumerate(entry.data.get("removed", [])):
        speaking.append((("removed", place), each))
        if each["anchor"] in standing:
            message = f"removed: {each['anchor']} stands in the body: keep one."
            entry.problem(message, "removed", place)
    for path, facts in speaking:
        if facts.get("voice") not in {None, *voices}:
            message = (
                f"voice: “{facts['voice']}” is no voice of this article: list it under “voices”."
            )
            entry.problem(message, *path, "voice")


def _check_body(entry: Entry) -> set[str]:
    """The anchors in the body, which is moved down to where it stands, for the lines' sake."""
    try:
        blocks = passages.split("\n" * (entry.body_line - 1) + entry.data["body"])
    except passages.BodyError as error:
        for message in error.problems:
            found = _LINE.search(message)
            entry.problems.add(entry.file, int(found[1]) if found else entry.body_line, message)
        return set()
    removed = [each["anchor"] for each in entry.data.get("removed", [])]
    used = [block.anchor for block in blocks if block.anchor] + removed
    free = max([entry.data.get("blocks", 0), *map(number, used)]) + 1
    for block in blocks:
        if not block.anchor:
            message = f"Begin the block with its marker: [p{free}] is free."
            entry.problems.add(entry.file, block.line, message)
            free += 1
        try:
            markdown.check(block.source)
        except ValidationError as error:
            entry.problems.add(entry.file, block.line, error.messages[0])
    return {block.anchor for block in blocks}


class References:
    """The database as it will be, and what points into it. `broken` are the entries (kind, key)
    that have problems of their own, or point to one that has: pointing to those is no fault.
    """

    def __init__(self, plan: Plan, state: State, entries: list[Entry], *, all_read: bool):
        self.state, self.after = state, plan.after
        self.all_read = all_read  # else what is missing may stand in a file that could not be read
        self.broken = {(each.kind, each.key) for each in entries if each.problems}
        written = {each.entry.key: each.data for each in plan.written("article")}
        self.words = Words(state, written).of
        self.anchors = cache(lambda article: anchors(self.after["article"].get(article, {})))

    def hold(self, planned: Planned) -> bool:
        """Whether all that it points to is there; notes at the entry what is not."""
        entry, sound = planned.entry, True

        def look(kind: str, slug: str, *path) -> str:
            nonlocal sound
            slug = self.state.follow(kind, slug)
            if (kind, slug) in self.broken:
                sound = False
            elif slug not in self.after[kind]:
                sound = False
                if self.all_read:
                    key = "The file's name" if path == ("role",) else str(path[0])
                    entry.problem(self._missing(kind, slug, key), *path)
            return slug

        with_references(entry.kind, entry.data, look)
        if entry.kind == "claim":
            for place, citation in enumerate(entry.data.get("citations", [])):
                self._check_citation(entry, citation, "citations", place)
        if entry.kind == "redirect":
            self._check_redirect(planned)
        return sound and not entry.problems

    def _missing(self, kind: str, slug: str, key: str) -> str:
        what = kind.replace("_", " ")
        if (kind, slug) in self.state.loaded:
            return (
                f"{key}: A curator deleted the {what} “{slug}”: name another one, or take it back "
                f"with --overwrite {kind}:{slug}."
            )
        where = KINDS[kind].file or f"{KINDS[kind].folder}/"
        return f"{key}: There is no {what} “{slug}”: correct the slug, or add it to {where}."

    def _check_redirect(self, planned: Planned) -> None:
        old = planned.data["old_slug"]
        if old in self.after[planned.data["kind"]]:
            planned.entry.problem(f"old_slug: “{old}” is an entry itself: remove one.", "old_slug")

    def _check_citation(self, entry: Entry, citation: Data, *path) -> None:
        slug, _, anchor = citation["passage"].partition("#")
        slug = self.state.follow("article", slug)
        article = self.after["article"].get(slug)
        if article is None or ("article", slug) in self.broken:
            return
        if anchor not in self.words(slug) or self._is_leaving(slug, anchor):
            entry.problem(
                f"passage: There is no [{anchor}] in the article “{slug}”: cite another passage.",
                *path,
                "passage",
            )
            return
        voices = [voice["slug"] for voice in article["voices"]]
        if citation.get("voice", voices[0]) not in voices:
            entry.problem(
                f"voice: “{citation['voice']}” is no voice of “{slug}”: write one of "
                f"{', '.join(voices)}.",
                *path,
                "voice",
            )

    def _is_leaving(self, article: str, anchor: str) -> bool:
        """Does it stand in the body today, and no more after the load?"""
        known = self.state.entries["article"].get(article, {})
        return anchor not in self.anchors(article) and anchor in anchors(known)
