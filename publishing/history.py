"""What was written together: the history rows of one save, merge, bulk action or load share a
change set, as NetBox's share the id of their request.
"""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import models
from django.utils import timezone
from simple_history.models import HistoricalRecords

from publishing.models import ChangeSet

# What the outermost `one_writer` writes; None outside of any.
_open: ContextVar[ChangeSet | None] = ContextVar("open_change_set", default=None)


@contextmanager
def change_set(*, loading: bool) -> Iterator[None]:
    """It is kept at the end, where any history was written: a refusal within, which is taken back,
    would else take it along. The foreign keys to it are checked only when all is committed.
    """
    opened = ChangeSet(at=timezone.now(), by=_signed_in(), loaded=loading)
    opened.has_history = False
    token = _open.set(opened)
    try:
        yield
    finally:
        _open.reset(token)
    if opened.has_history:
        opened.save(force_insert=True)


def _signed_in() -> str:
    user = getattr(getattr(HistoricalRecords.context, "request", None), "user", None)
    return user.get_username() if user else ""


def current() -> uuid.UUID | None:
    """The key for a history row that is made now."""
    if (opened := _open.get()) is None:
        return None
    opened.has_history = True
    return opened.pk


class InChangeSet(models.Model):
    """A history row. Its default is asked on every road that makes one, in bulk too."""

    change_set = models.ForeignKey(
        ChangeSet, on_delete=models.PROTECT, null=True, editable=False, default=current,
        related_name="+",
    )  # fmt: skip

    class Meta:
        abstract = True


class History(HistoricalRecords):
    """The history of a model, each row in its change set."""

    def __init__(self, **options):
        super().__init__(bases=[InChangeSet], **options)
