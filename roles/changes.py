"""What changed, when and why, in words for readers, from the history of an entry."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import ForeignKey

from permalinks.models import Publishable

# What readers see of an entry; other columns are housekeeping.
_UNSEEN = {"id", "first_published_on", "withdrawn_on", "withdrawn_because", "order", "palette"}
LOADED = "Loaded from"  # how a reason begins that names a file of ours, which tells readers nothing
_WORDS = {"status": "status", "statement": "wording"}


@dataclass(frozen=True)
class Change:
    at: datetime
    what: str
    why: str


def changes_of(entry: Publishable) -> list[Change]:
    """The public part of an entry's history, newest first: from its publication on."""
    records = list(entry.history.all().order_by("history_date", "history_id"))
    public = [record for record in records if record.status != Publishable.Status.DRAFT]
    found, before = [], None
    for record in public:
        if what := _what(record, before):
            found.append(Change(record.history_date, what, _why(record)))
        before = record
    return found[::-1]


def _what(record, before) -> str:
    if before is None:
        return "First published"
    if record.status != before.status:
        return "Withdrawn" if record.status == Publishable.Status.WITHDRAWN else "Published again"
    names = [
        _WORDS.get(field.name, str(field.verbose_name))
        for field in record.tracked_fields
        if field.name not in _UNSEEN and _value(record, field) != _value(before, field)
    ]
    return f"Changed: {', '.join(names)}" if names else ""


def _why(record) -> str:
    reason = record.history_change_reason or ""
    return "" if reason.startswith(LOADED) else reason


def _value(record, field) -> object:
    return getattr(record, field.attname if isinstance(field, ForeignKey) else field.name)
