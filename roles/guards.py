"""Refusals that hold on every road, deletions by query and by cascade included (docs/rules.md,
rules 1 and 8). The functions in `services` check the same before they write, and say it per field.
"""

from django.core.exceptions import ValidationError
from django.db.models import ProtectedError, Q
from django.db.models.signals import pre_delete
from django.dispatch import receiver

from articles.models import Passage
from articles.signals import passages_leaving
from publishing.models import Redirect
from publishing.services import hold
from roles.models import Citation, Claim, Context, DecisionArea, Point, Responsibility
from roles.publication import LAST_SUPPORT, refusal, saved


@receiver(passages_leaving)
def keep_cited_passages(sender, article, passages, **kwargs) -> None:
    """A cited passage may not leave its body, nor lose its words: its claims would cite nothing."""
    problems = []
    cited = Citation.objects.filter(passage__in=passages).select_related("claim", "passage")
    for citation in cited.order_by("passage__ordinal", "claim__slug"):
        problems.append(
            f"[{citation.passage.anchor}] has lost its marker or its words, but the claim "
            f"“{citation.claim}” ({citation.claim.slug}) cites it. Put them back, or cite another "
            "passage first."
        )
    if problems:
        raise ValidationError({"body": problems})


@receiver(pre_delete, sender=Citation)
def keep_last_support(sender, instance, origin=None, **kwargs) -> None:
    """A published claim keeps a supporting citation, whoever else deletes another just now."""
    if getattr(instance, "judged_with_its_claim", False):
        return  # its service judges the change as a whole
    hold()
    claim = instance.claim
    if refusal(saved(claim), saved(claim, without=_leaving(instance, origin))):
        raise ProtectedError(f"{LAST_SUPPORT} It is “{claim}” ({claim.slug}).", {instance})


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
@receiver(pre_delete, sender=Point)
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


def was_public(entry: Responsibility | DecisionArea | Point) -> bool:
    """Whether a published claim ever named it, by the history of claims."""
    past = Claim.history.filter(status=Claim.Status.PUBLISHED)
    if isinstance(entry, Point):
        return past.filter(point_id=entry.pk).exists()
    if isinstance(entry, Responsibility):
        return past.filter(responsibility_id=entry.pk).exists()
    duties = Responsibility.history.filter(decision_area_id=entry.pk).values("id")
    return past.filter(Q(decision_area_id=entry.pk) | Q(responsibility_id__in=duties)).exists()


@receiver(pre_delete, sender=Context)
def keep_contexts_in_use(sender, instance, **kwargs) -> None:
    """A claim would lose the circumstance that it holds in, and say more than its source."""
    if claim := instance.claims.order_by("slug").first():
        raise ProtectedError(
            f"The context “{instance}” belongs to the claim “{claim}” ({claim.slug}). Take it off "
            "its claims first.",
            {claim},
        )
