"""Two curators on one form: whose save came first, and what it changed.

A form carries the version of its entry, which is the newest record in the history of the entry and
of each kind of row edited with it. Where that has moved on, somebody else has saved meanwhile.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import models
from django.db.models import Max
from django.utils.formats import date_format
from django.utils.timezone import localtime

from publishing.fields import key


@dataclass(frozen=True)
class Watched:
    """Rows edited on the same page: their model, and the column that names the entry."""

    model: type[models.Model]
    column: str = "id"


def version(entry: models.Model, watched: list[Watched]) -> str:
    """The version of a saved entry, such as "12.45.0"."""
    newest = (
        _records(each, entry).aggregate(newest=Max("history_id"))["newest"] or 0
        for each in [Watched(type(entry)), *watched]
    )
    return ".".join(map(str, newest))


def changes_since(seen: str, entry: models.Model, watched: list[Watched]) -> list[str]:
    """What was saved since version `seen`, each in a sentence: field, value, by whom and when."""
    found = []
    kinds = [Watched(type(entry)), *watched]
    marks = [*seen.split("."), *("0" for _ in kinds)]  # a version that is missing has seen nothing
    for each, mark in zip(kinds, marks, strict=False):
        newer = _records(each, entry).filter(history_id__gt=key(mark) or 0)
        for record in newer.select_related("history_user").order_by("history_id"):
            found += _sentences(each.model, record)
    return found


def _records(each: Watched, entry: models.Model) -> models.QuerySet:
    return each.model.history.filter(**{each.column: entry.pk})


def _sentences(model: type[models.Model], record) -> Iterator[str]:
    who = record.history_user or "the content loader"
    when = date_format(localtime(record.history_date), "j F Y, H:i")
    by = f"by {who} on {when}"
    name = model._meta.verbose_name.capitalize()
    if record.history_type == "-":
        yield f"{name} “{record.history_object}” was deleted {by}."
    elif record.history_type == "+" or record.prev_record is None:
        yield f"{name} “{record.history_object}” was added {by}."
    else:
        delta = record.diff_against(record.prev_record, foreign_keys_are_objs=True)
        for change in delta.changes:
            label = model._meta.get_field(change.field).verbose_name.capitalize()
            yield f"{label} was changed to “{_shown(change.new)}” {by}."


def _shown(value) -> str:
    if isinstance(value, list):  # of rows of a many-to-many relation
        value = ", ".join(str(next(reversed(row.values()))) for row in value)
    text = str(value) if value not in (None, "") else "nothing"
    return text if len(text) < 400 else f"{text[:400]} …"
