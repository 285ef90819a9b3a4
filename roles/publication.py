"""Rule 1, said once: what a published claim rests on, and which change would take that away.

`services` ask before and after a change, `guards` before a deletion; admin, queue, bulk actions and
loads go through `services`.
"""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from publishing.models import Status
from roles.models import Citation, Claim

NO_SUPPORT = (
    "To be published, a claim needs a supporting citation of a passage that has its digest, in a "
    "published article. Add one, or keep the claim a draft."
)
LAST_SUPPORT = (
    "This would take the last supporting citation of a published claim. Cite another passage "
    "first, or withdraw the claim."
)


@dataclass(frozen=True)
class Publication:
    """What rule 1 looks at, before and after a change."""

    published: bool = False
    supported: bool = False  # in public
    backed: bool = False  # supported, if only by withdrawn articles


def saved(claim: Claim, *, without: Collection[int] = ()) -> Publication:
    """As the database has the claim, but for the citations (keys) in `without`."""
    if not claim.pk:
        return Publication()
    support = Citation.objects.supporting().filter(claim=OuterRef("pk")).exclude(pk__in=without)
    found = Claim.objects.filter(pk=claim.pk).values_list(
        "status", Exists(support.public()), Exists(support.once_public())
    )
    for status, supported, backed in found:
        return Publication(status == Status.PUBLISHED, supported, backed)
    return Publication()


def refusal(before: Publication, after: Publication, *, loading: bool = False) -> str:
    """Why the step from `before` to `after` is refused; empty where it may be taken.

    What fell silent because its article was withdrawn may still be edited; a load may bring a
    published claim that only withdrawn articles support.
    """
    if not after.published or after.supported:
        return ""
    if loading:
        return "" if after.backed else NO_SUPPORT
    if not before.published:
        return NO_SUPPORT
    if before.supported or (before.backed and not after.backed):
        return LAST_SUPPORT
    return ""
