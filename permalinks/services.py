"""The door for what keeps an address alive."""

from django.db import transaction
from django.db.models import F

from permalinks.models import ContentVersion, Redirect


def touch() -> None:
    """Say that content changed, so that no reader is served a stale page."""
    version, made = ContentVersion.objects.get_or_create(pk=1)
    if not made:
        version.number = F("number") + 1
        version.save()


@transaction.atomic
def redirect(*, kind: str, old_slug: str, new_slug: str) -> None:
    """Let the old address lead to the new one, and every older one straight there too."""
    Redirect.objects.filter(kind=kind, old_slug=new_slug).delete()  # an entry stands there again
    Redirect.objects.filter(kind=kind, new_slug=old_slug).update(new_slug=new_slug)
    Redirect.objects.update_or_create(kind=kind, old_slug=old_slug, defaults={"new_slug": new_slug})
    touch()
