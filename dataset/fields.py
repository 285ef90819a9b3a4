"""Each entry on its own: do its values fit the models, the aspect and one another?"""

import re
from collections import Counter
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.text import slugify

from articles import markdown, passages
from articles.models import Passage, Voice
from dataset.kinds import KINDS, number
from dataset.reading import Entry
from publishing.fields import validate_slug
from roles import aspects
from roles.aspects import COLUMNS, INVOLVING
from roles.models import Citation, Position, RoleTitle

_LINE = re.compile(r"\bline (\d+)", re.IGNORECASE)
_PUBLICATION = ("first_published_on", "withdrawn_on", "withdrawn_because")
_NEEDED = {
    "draft": (),
    "published": ("first_published_on",),
    "withdrawn": _PUBLICATION,
}


def check(entry: Entry) -> None:
    """Note everything that is wrong with an entry that was read without a problem."""
    kind = KINDS[entry.kind]
    values = {name: entry.data[name] for name in kind.columns if name in entry.data}
    _check_columns(entry, kind.model, values)
    if "status" in kind.shape.fields:
        _check_publication(entry)
    for tag in entry.data.get("tags", []):
        if not tag.strip() or len(tag) > 100:
            entry.problem("tags: Write 1 to 100 characters for each tag.", "tags")
    for name in ("tags", "contexts", "titles"):
        _check_doubles(entry, entry.data.get(name, []), name)
    if own_check := _CHECKS.get(entry.kind):
        own_check(entry)


def _check_columns(entry: Entry, model: type[Model], values: dict[str, Any], *path) -> None:
    """What the model itself says of its columns: lengths, ranges, addresses, dates."""
    others = {field.name for field in model._meta.fields} - values.keys()
    try:
        model(**values).clean_fields(exclude=others)
    except ValidationError as error:
        for name, messages in error.message_dict.items():
            for message in messages:
                entry.problem(f"{name}: {message}", *path, name)


def _check_publication(entry: Entry) -> None:
    status = entry.data.get("status", "draft")
    for name in _PUBLICATION:
        given = bool(entry.data.get(name))
        if name in _NEEDED[status] and not given:
            entry.problem(f"“{name}” is missing: an entry that is {status} has it.", "status")
        elif given and name not in _NEEDED[status]:
            entry.problem(f"{name}: Remove it, or correct the status: it is {status}.", name)


def _check_doubles(entry: Entry, values: list, *path) -> None:
    for value, times in Counter(values).items():
        if times > 1:
            entry.problem(f"{path[-1]}: “{value}” is listed {times} times: keep one.", *path)


def _check_role(entry: Entry) -> None:
    titles = entry.data.get("titles", [])
    for place, title in enumerate(titles):
        path = ("titles", place)
        try:
            validate_slug(slugify(title))
        except ValidationError:
            entry.problem(f"titles: “{title}” makes no address: use Latin letters.", *path)
        _check_columns(entry, RoleTitle, {"title": title}, *path)
    _check_doubles(entry, [slugify(title) for title in dict.fromkeys(titles)], "titles")
    _check_markdown(entry, "editors_note")


def _check_markdown(entry: Entry, name: str) -> None:
    try:
        markdown.check(entry.data.get(name, ""))
    except ValidationError as error:
        entry.problem(f"{name}: {error.messages[0]}", name)


def _check_article(entry: Entry) -> None:
    _check_markdown(entry, "summary")
    voices = entry.data.get("voices", [])
    _check_doubles(entry, [voice["slug"] for voice in voices], "voices")
    for place, voice in enumerate(voices):
        _check_columns(entry, Voice, voice, "voices", place)
    known = {voice["slug"] for voice in voices} or {"author"}
    anchors = _check_body(entry)
    removed = entry.data.get("removed", [])
    _check_doubles(entry, [each["anchor"] for each in removed], "removed")
    for place, each in enumerate(removed):
        path = ("removed", place)
        if each["anchor"] in anchors:
            entry.problem(f"removed: {each['anchor']} stands in the body: keep one.", *path)
        values = {key: value for key, value in each.items() if key != "voice"}
        _check_columns(entry, Passage, values, *path)
        _check_voice(entry, each, known, *path)
        html = each.get("html", "")
        if markdown.sanitise(html) != html:
            entry.problem("html: Remove what no passage may hold, such as scripts.", *path, "html")
    for name, facts in entry.data.get("passages", {}).items():
        path = ("passages", name)
        if name not in anchors:
            entry.problem(f"passages: There is no [{name}] in the body: remove it here.", *path)
        if "no_claim" in facts:
            _check_columns(entry, Passage, {"no_claim": facts["no_claim"]}, *path)
        _check_voice(entry, facts, known, *path)


def _check_voice(entry: Entry, facts: dict[str, Any], known: set[str], *path) -> None:
    if "voice" in facts and facts["voice"] not in known:
        entry.problem(
            f"voice: “{facts['voice']}” is no voice of this article: list it under “voices”.",
            *path,
            "voice",
        )


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


def _check_claim(entry: Entry) -> None:
    data = entry.data
    filled = {name for name in (*COLUMNS, "contexts", "other_role") if data.get(name)}
    for name, message in aspects.problems(data["aspect"], filled).items():
        entry.problem(f"{name}: {message}", name)
    excluded = data.get("involvement") == "excluded"
    if data["aspect"] in INVOLVING and data.get("denies", False) != excluded:
        entry.problem("denies: Write true exactly where the involvement is “excluded”.", "denies")
    if data.get("other_role") == data["role"]:
        entry.problem("other_role: Name another role than the claim's own.", "other_role")
    _check_period(entry)
    citations = data.get("citations", [])
    _check_doubles(entry, [each["passage"] for each in citations], "citations")
    for place, citation in enumerate(citations):
        note = {"note": citation.get("note", "")}
        _check_columns(entry, Citation, note, "citations", place)


def _check_period(entry: Entry) -> None:
    period = entry.data.get("period", {})
    values = {f"period_{name}": year for name, year in period.items()}
    _check_columns(entry, KINDS["claim"].model, values, "period")
    if period.keys() >= {"start", "end"} and period["start"] > period["end"]:
        entry.problem("period: It ends before it starts: correct a year.", "period")


def _check_disagreement(entry: Entry) -> None:
    _check_markdown(entry, "editors_note")
    positions = entry.data.get("positions", [])
    for place, position in enumerate(positions):
        path = ("positions", place)
        _check_columns(entry, Position, {"label": position["label"]}, *path)
        _check_doubles(entry, position.get("claims", []), *path, "claims")
    listed = [
        claim for position in positions for claim in dict.fromkeys(position.get("claims", []))
    ]
    _check_doubles(entry, listed, "positions")
    filled = sum(bool(position.get("claims")) for position in positions)
    if entry.data.get("status") == "published" and filled < 2:
        message = "positions: A published disagreement needs two that have claims: add them."
        entry.problem(message, "positions")


def _check_redirect(entry: Entry) -> None:
    if entry.data["old_slug"] == entry.data.get("new_slug"):
        entry.problem("new_slug: Name another slug than the old one.", "new_slug")


_CHECKS = {
    "role": _check_role,
    "article": _check_article,
    "claim": _check_claim,
    "disagreement": _check_disagreement,
    "redirect": _check_redirect,
}
