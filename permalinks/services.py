"""The door for what keeps an address alive."""

from django.core.exceptions import ValidationError
from django.db import models, router, transaction
from django.db.models import F, ProtectedError, RestrictedError
from django.db.models.deletion import Collector

from permalinks import guards
from permalinks.models import ContentVersion, Publishable, Redirect


def touch() -> None:
    """Say that content changed, so that no reader is served a stale page."""
    version, made = ContentVersion.objects.get_or_create(pk=1)
    if not made:
        version.number = F("number") + 1
        version.save()


@transaction.atomic
def redirect(*, kind: str, old_slug: str, new_slug: str) -> Redirect:
    """Let the old address lead to the new one, and every older one straight there too."""
    Redirect.objects.filter(kind=kind, old_slug=new_slug).delete()  # an entry stands there again
    Redirect.objects.filter(kind=kind, new_slug=old_slug).update(new_slug=new_slug)
    redirect, _ = Redirect.objects.update_or_create(
        kind=kind, old_slug=old_slug, defaults={"new_slug": new_slug}
    )
    touch()
    return redirect


@transaction.atomic
def delete(entry: models.Model) -> None:
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


def _named_by(entry: models.Model, others: set[models.Model]) -> str:
    named = sorted(f"{other._meta.verbose_name} “{other}”" for other in others)
    more = f" and {len(named) - 5} more" if len(named) > 5 else ""
    return (
        f"{entry._meta.verbose_name.capitalize()} “{entry}” stays, because it is named by "
        f"{', '.join(named[:5])}{more}. Change those first."
    )
