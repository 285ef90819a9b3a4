"""Refusals that hold on every road, deletions by query and by cascade included (PRODUCT.md, rules 1
and 8). The doors in `services` check the same before they write, and say it per field.
"""

from django.core.exceptions import ValidationError
from django.db.models import ProtectedError
from django.db.models.signals import pre_delete
from django.dispatch import receiver

from articles.models import Passage
from articles.signals import passages_leaving
from permalinks.models import Redirect
from roles.models import Citation, Claim, DecisionArea, Responsibility


@receiver(passages_leaving)
def keep_cited_passages(sender, article, passages, **kwargs) -> None:
    """A cited passage may not leave its body: its claims would cite nothing."""
    problems = []
    cited = Citation.objects.filter(passage__in=passages).select_related("claim", "passage")
    for citation in cited.order_by("passage__ordinal", "claim__slug"):
        problems.append(
            f"The marker [{citation.passage.anchor}] is gone, but the claim “{citation.claim}” "
            f"({citation.claim.slug}) cites it. Put the marker back, or cite another passage first."
        )
    if problems:
        raise ValidationError({"body": problems})


@receiver(pre_delete, sender=Citation)
def keep_last_support(sender, instance, origin=None, **kwargs) -> None:
    """A published claim keeps a supporting citation. (A claim that is deleted is a draft.)"""
    claim = instance.claim
    if not claim.is_published or instance.stance != Citation.Stance.SUPPORTS:
        return
    if not takes_last_support(claim, _leaving(instance, origin)):
        return
    raise ProtectedError(
        f"The claim “{claim}” is published and rests on this citation alone. Cite another passage "
        "first, or withdraw the claim.",
        {instance},
    )


def takes_last_support(claim: Claim, leaving: set[int]) -> bool:
    """Would `claim` fall silent without the citations `leaving`? What is silent already can't."""
    public = Citation.objects.public().supporting().filter(claim=claim)
    any_support = claim.citations.supporting()
    standing = public if public.exists() else any_support
    return not standing.exclude(pk__in=leaving).exists()


def _leaving(instance: Citation, origin) -> set[int]:
    """All citations that the same deletion takes, so that two at once are seen together."""
    if getattr(origin, "model", None) is Citation:
        return set(origin.values_list("pk", flat=True)) | {instance.pk}
    return {instance.pk}


@receiver(pre_delete, sender=Passage)
def keep_anchors(sender, instance, origin=None, **kwargs) -> None:
    """An anchor is never reused, so a passage goes only with its whole article."""
    if isinstance(origin, Passage) or getattr(origin, "model", None) is Passage:
        raise ProtectedError(
            f"The anchor {instance} is permanent. Take its marker out of the body instead.",
            {instance},
        )


@receiver(pre_delete, sender=Responsibility)
@receiver(pre_delete, sender=DecisionArea)
def keep_known_addresses(sender, instance, **kwargs) -> None:
    kind = instance._meta.verbose_name.replace(" ", "_")
    if Redirect.objects.filter(kind=kind, old_slug=instance.slug).exists():
        return  # it was merged: its address leads on
    if was_public(instance):
        raise ProtectedError(
            f"{sender._meta.verbose_name.capitalize()} “{instance}” has stood behind a published "
            "claim, so its address lives for ever. Merge it into another instead.",
            {instance},
        )


def was_public(entry: Responsibility | DecisionArea) -> bool:
    """Whether a published claim ever named it, by the history of claims."""
    past = Claim.history.filter(status=Claim.Status.PUBLISHED)
    if isinstance(entry, Responsibility):
        return past.filter(responsibility_id=entry.pk).exists()
    own = past.filter(decision_area_id=entry.pk)
    return (own | past.filter(responsibility_id__in=entry.responsibilities.values("pk"))).exists()
