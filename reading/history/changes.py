"""What changed, when and why, in words for readers, from the history of an entry."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import ForeignKey

from publishing.models import Publishable

# What readers see of an entry; other columns are housekeeping.
_UNSEEN = {"id", "first_published_on", "withdrawn_on", "withdrawn_because", "order", "palette"}
LOADED = "Loaded from"  # how a reason begins that names a file of ours, which tells readers nothing
_WORDS = {"status": "status", "statement": "wording"}


@dataclass(frozen=True)
class Change:
    at: datetime
    what: str
    why: str


@dataclass
class Step:
    """One save: what it did to the entry's own columns, and to what hangs on it."""

    at: datetime
    why: str = ""
    what: list[str] = field(default_factory=list)

    def as_change(self) -> Change:
        words = "; ".join(self.what)
        return Change(self.at, words[:1].upper() + words[1:], self.why)


def changes_of(entry: Publishable) -> list[Change]:
    """The public part of an entry's history, newest first: from its publication on."""
    return newest_first(steps_of(public_records(entry)))


def public_records(entry: Publishable) -> list:
    records = entry.history.all().order_by("history_date", "history_id")
    return [record for record in records if record.status != Publishable.Status.DRAFT]


def steps_of(records: list) -> list[Step]:
    """A step for each record, also where no column changed."""
    return [
        Step(record.history_date, _why(record), what(record, before))
        for record, before in zip(records, [None, *records], strict=False)
    ]


def newest_first(steps: list[Step]) -> list[Change]:
    return [step.as_change() for step in reversed(steps) if step.what]


def what(record, before) -> list[str]:
    if before is None:
        return ["first published"]
    if record.status != before.status:
        withdrawn = record.status == Publishable.Status.WITHDRAWN
        return ["withdrawn" if withdrawn else "published again"]
    names = [
        _WORDS.get(field.name, str(field.verbose_name))
        for field in record.tracked_fields
        if field.name not in _UNSEEN and _value(record, field) != _value(before, field)
    ]
    return [f"changed: {', '.join(names)}"] if names else []


def _why(record) -> str:
    reason = record.history_change_reason or ""
    return "" if reason.startswith(LOADED) else reason


def _value(record, field) -> object:
    return getattr(record, field.attname if isinstance(field, ForeignKey) else field.name)
