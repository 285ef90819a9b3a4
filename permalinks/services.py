"""The door for what keeps an address alive."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Model

from permalinks.models import ContentVersion, Kind, Redirect


@contextmanager
def one_writer() -> Iterator[None]:
    """A transaction that no other writer of content runs beside, as a block or a decorator.

    The rules look at several rows, so two changes, each right alone, can be wrong together: two
    curators who each take one of a claim's two supports (docs/decisions/0005-one-writer.md).
    """
    with transaction.atomic():
        hold()
        yield


def hold() -> None:
    """Wait until no other transaction writes content, and be the one that does until it ends."""
    ContentVersion.objects.select_for_update().get_or_create(pk=1)


def touch() -> None:
    """Say that content changed, so that no reader is served a stale page."""
    version, made = ContentVersion.objects.get_or_create(pk=1)
    if not made:
        version.number = F("number") + 1
        version.save()


def keep_address(entry: Model) -> None:
    """Before `entry` is saved: leave a redirect where it moves away from a public address.

    Raises ValidationError for an address that is known to lead to another entry.
    """
    kind = entry._meta.verbose_name.replace(" ", "_")
    saved = type(entry)._base_manager.filter(pk=entry.pk).first() if entry.pk else None
    old_slug = saved.slug if saved else None
    if kind not in Kind.values or entry.slug == old_slug:
        return
    taken = Redirect.objects.filter(kind=kind, old_slug=entry.slug).exclude(new_slug=old_slug)
    if taken.exists():
        raise ValidationError(
            {"slug": f"This address leads to “{taken[0].new_slug}” for ever. Choose another one."}
        )
    if saved and getattr(saved, "first_published_on", True):  # vocabulary has no drafts
        redirect(kind=kind, old_slug=old_slug, new_slug=entry.slug)


@one_writer()
def redirect(*, kind: str, old_slug: str, new_slug: str) -> None:
    """Let the old address lead to the new one, and every older one straight there too."""
    if old_slug == new_slug:
        raise ValidationError(f"“{old_slug}” cannot lead to itself. Choose another address.")
    Redirect.objects.filter(kind=kind, old_slug=new_slug).delete()  # an entry stands there again
    Redirect.objects.filter(kind=kind, new_slug=old_slug).update(new_slug=new_slug)
    Redirect.objects.update_or_create(kind=kind, old_slug=old_slug, defaults={"new_slug": new_slug})
    touch()
