"""Refuses to delete what was ever published, by whatever road the deletion comes."""

from django.db.models import ProtectedError
from django.db.models.signals import pre_delete
from django.dispatch import receiver

from publishing.models import Publishable


def refusal(entry: Publishable) -> str:
    """Why `entry` may not be deleted; empty where it may."""
    if not entry.first_published_on:
        return ""
    return (
        f"{entry._meta.verbose_name.capitalize()} “{entry}” was published, and its address lives "
        "for ever. Withdraw it instead."
    )


@receiver(pre_delete)
def keep_published(sender, instance, **kwargs) -> None:
    if not isinstance(instance, Publishable):
        return
    # As the database has it: somebody may have published it since `instance` was read.
    saved = sender._base_manager.filter(pk=instance.pk).first() or instance
    if why := refusal(saved):
        raise ProtectedError(why, {instance})
