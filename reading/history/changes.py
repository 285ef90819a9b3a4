"""What changed in an entry, in words for readers."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from publishing.models import Publishable, Status
from reading.history.steps import LOADED, SEEN, Row, steps
from roles.models import Citation, TaggedClaim

TOLD = {Citation, TaggedClaim}  # parts of whose changes readers are told
# Columns that readers are not told of: housekeeping, and what is told otherwise.
_UNSEEN = {"id", "first_published_on", "withdrawn_on", "withdrawn_because", "order", "palette"}
_WORDS = {"statement": "wording"}


@dataclass(frozen=True)
class Change:
    at: datetime
    what: str
    why: str


def changes_of(entry: Publishable) -> list[Change]:
    """The public part of an entry's history, newest first: from its publication on. What came with
    its publication is no change.
    """
    found: list[Change] = []
    for step in steps(type(entry), entry.pk, parts=TOLD):
        if not found:
            states = {row.after["status"] for row in step.own if row.after}
            words = ["first published"] if states - {Status.DRAFT} else []
        else:
            words = dict.fromkeys(words for row in step.rows for words in _told(row))
        if words:
            what = "; ".join(words)
            why = "" if step.why.startswith(LOADED) else step.why
            found.append(Change(step.at, what[:1].upper() + what[1:], why))
    return found[::-1]


def _told(row: Row) -> Iterator[str]:
    if row.model is Citation:
        yield from _of_citation(row.before, row.after)
    elif row.model is TaggedClaim:
        yield from _of_tag(row)
    else:
        yield from _of_entry(row)


def _of_entry(row: Row) -> Iterator[str]:
    changed = {each.name: each for each in row.changed}
    if "status" in changed:
        withdrawn = row.after["status"] == Status.WITHDRAWN
        yield "withdrawn" if withdrawn else "published again"
        return
    names = [
        _WORDS.get(name, str(each.verbose_name))
        for name, each in changed.items()
        if name not in _UNSEEN | {"contexts"}
    ]
    if names:
        yield f"changed: {', '.join(names)}"
    if "contexts" in changed:
        old, new = (
            set(filter(None, each["contexts"].split("; "))) for each in (row.before, row.after)
        )
        yield from (f"context added: {each}" for each in sorted(new - old))
        yield from (f"context removed: {each}" for each in sorted(old - new))


def _of_tag(row: Row) -> Iterator[str]:
    name = (row.after or row.before)["tag__name"]
    if name and not (row.before and row.after):  # a deleted tag is no topic any more
        yield f"tag {'added' if row.after else 'removed'}: {name}"


def _of_citation(before: dict | None, after: dict | None) -> Iterator[str]:
    """Of passages that readers may see, or could before these left their body."""
    same = before and after and before["passage_id"] == after["passage_id"]
    if same:
        if (changed := _difference(before, after)) and _is_public(after):
            yield f"citation changed: {after['passage']} ({changed})"
        return
    if before and _is_public(before):
        yield f"citation removed: {before['passage']} ({_stance(before)})"
    if after and _is_public(after):
        yield f"citation added: {after['passage']} ({_stance(after)})"


def _difference(before: dict, after: dict) -> str:
    if before["stance"] != after["stance"]:
        return f"{_stance(before)}, now {_stance(after)}"
    words = {"note": "its note", "voice_id": "who speaks"}
    return ", ".join(words[each] for each in words if before[each] != after[each])


def _is_public(citation: dict) -> bool:
    return bool(citation[SEEN[0]] == Status.PUBLISHED and citation[SEEN[1]])


def _stance(citation: dict) -> str:
    return Citation.Stance(citation["stance"]).label.lower()
