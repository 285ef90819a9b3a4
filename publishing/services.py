"""How content is written, by one writer at a time, and what keeps an address alive."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.core.exceptions import ValidationError
from django.db import router, transaction
from django.db.models import F, Model, ProtectedError, RestrictedError
from django.db.models.deletion import Collector
from django.utils import timezone

from publishing import guards
from publishing.history import change_set
from publishing.models import ContentVersion, Kind, Publishable, Redirect
from publishing.signals import content_changed

# The touches of the outermost `one_writer`; None outside of any.
_saved_up: ContextVar[list[bool] | None] = ContextVar("saved_up", default=None)


@contextmanager
def one_writer(*, loading: bool = False) -> Iterator[None]:
    """A transaction that no other writer of content runs beside, as a block or a decorator.

    The rules look at several rows, so two changes, each right alone, can be wrong together: two
    curators who each take one of a claim's two supports (docs/decisions/0005-one-writer.md).
    All touches inside become one, at the end, and all history one change set: a load of many
    entries is one change.
    """
    with transaction.atomic():
        if _saved_up.get() is not None:
            yield
            return
        hold()
        touches: list[bool] = []
        token = _saved_up.set(touches)
        try:
            with change_set(loading=loading):
                yield
        finally:
            _saved_up.reset(token)
        if touches:
            touch()


def hold() -> None:
    """Wait until no other transaction writes content, and be the one that does until it ends."""
    ContentVersion.objects.select_for_update().get_or_create(pk=1)


@transaction.atomic(savepoint=False)
def touch() -> None:
    """Say that content changed: no reader is served a stale page, and the search follows."""
    if (touches := _saved_up.get()) is not None:
        touches.append(True)
        return
    now = timezone.now()
    if not ContentVersion.objects.update(number=F("number") + 1, changed_at=now):
        ContentVersion.objects.create(pk=1)
    content_changed.send(ContentVersion)


def keep_address(entry: Model) -> None:
    """Before `entry` is saved: leave a redirect where it moves away from a public address.

    Raises ValidationError for an address that is known to lead to another entry.
    """
    kind = entry._meta.verbose_name.replace(" ", "_")
    if kind not in Kind.values:
        return
    saved = type(entry)._base_manager.filter(pk=entry.pk).first() if entry.pk else None
    old_slug = saved.slug if saved else None
    if entry.slug == old_slug:
        return
    taken = Redirect.objects.filter(kind=kind, old_slug=entry.slug).exclude(new_slug=old_slug)
    if taken.exists():
        raise ValidationError(
            {"slug": f"This address leads to “{taken[0].new_slug}” for ever. Choose another one."}
        )
    if saved and getattr(saved, "first_published_on", True):  # vocabulary has no drafts
        redirect(kind=kind, old_slug=old_slug, new_slug=entry.slug)


def write(entry: Model, *, reason: str = "", **how) -> None:
    """Check an entry and save it, its old address kept alive and the reason in its history."""
    clean(entry, **how)
    keep_address(entry)
    entry._change_reason = reason or None
    entry.save()


@contextmanager
def about(part: Model) -> Iterator[None]:
    """What is wrong with a row carries the row: of the many rows of an entry, whoever asked for the
    change knows which one it was.
    """
    try:
        yield
    except ValidationError as error:
        error.about = part
        raise


def clean(part: Model, **how) -> None:
    """Check a row."""
    with about(part):
        part.full_clean(**how)


@one_writer()
def redirect(*, kind: str, old_slug: str, new_slug: str) -> Redirect:
    """Let the old address lead to the new one, and every older one straight there too."""
    if old_slug == new_slug:
        raise ValidationError(f"“{old_slug}” cannot lead to itself. Choose another address.")
    Redirect.objects.filter(kind=kind, old_slug=new_slug).delete()  # an entry stands there again
    Redirect.objects.filter(kind=kind, new_slug=old_slug).update(new_slug=new_slug)
    made, _ = Redirect.objects.update_or_create(
        kind=kind, old_slug=old_slug, defaults={"new_slug": new_slug}
    )
    touch()
    return made


@one_writer()
def delete(entry: Model) -> None:
    """Delete an entry that was never published and that nothing else names.

    Raises ValidationError, in words, where a guard or another entry stands against it.
    """
    if isinstance(entry, Publishable) and (why := guards.refusal(entry)):
        raise ValidationError(why)
    try:
        Collector(using=router.db_for_write(type(entry)), origin=entry).collect([entry])
    except ProtectedError as problem:
        raise ValidationError(_named_by(entry, problem.protected_objects)) from problem
    except RestrictedError as problem:
        raise ValidationError(_named_by(entry, problem.restricted_objects)) from problem
    try:
        entry.delete()
    except ProtectedError as problem:
        raise ValidationError(problem.args[0]) from problem
    touch()


def _named_by(entry: Model, others: set[Model]) -> str:
    named = sorted(f"{other._meta.verbose_name} “{other}”" for other in others)
    more = f" and {len(named) - 5} more" if len(named) > 5 else ""
    return (
        f"{entry._meta.verbose_name.capitalize()} “{entry}” stays, because it is named by "
        f"{', '.join(named[:5])}{more}. Change those first."
    )
