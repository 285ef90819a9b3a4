"""The door for what keeps an address alive."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import transaction
from django.db.models import F

from permalinks.models import ContentVersion, Redirect
from permalinks.signals import content_changed

_saved_up: ContextVar[list[bool] | None] = ContextVar("saved_up", default=None)


@contextmanager
def touching_once() -> Iterator[None]:
    """A transaction whose touches become one, at its end: a load of many entries is one change."""
    if _saved_up.get() is not None:
        yield
        return
    touches: list[bool] = []
    with transaction.atomic():
        token = _saved_up.set(touches)
        try:
            yield
        finally:
            _saved_up.reset(token)
        if touches:
            touch()


@transaction.atomic
def touch() -> None:
    """Say that content changed: no reader is served a stale page, and the search follows."""
    if (touches := _saved_up.get()) is not None:
        touches.append(True)
        return
    version, made = ContentVersion.objects.get_or_create(pk=1)
    if not made:
        version.number = F("number") + 1
        version.save()
    content_changed.send(ContentVersion)


@transaction.atomic
def redirect(*, kind: str, old_slug: str, new_slug: str) -> None:
    """Let the old address lead to the new one, and every older one straight there too."""
    Redirect.objects.filter(kind=kind, old_slug=new_slug).delete()  # an entry stands there again
    Redirect.objects.filter(kind=kind, new_slug=old_slug).update(new_slug=new_slug)
    Redirect.objects.update_or_create(kind=kind, old_slug=old_slug, defaults={"new_slug": new_slug})
    touch()
