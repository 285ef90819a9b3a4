"""Rule 1, said once: what a published claim rests on, and which change would take that away.

`services` asks before and after a change, `guards` before a deletion.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from articles.models import Passage
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
class SupportState:
    """What a claim rests on: before and after a change, this is what rule 1 looks at."""

    published: bool = False
    supported: bool = False  # in public
    backed: bool = False  # supported, if only by withdrawn articles


def support_state(claim: Claim, *, without: Collection[int] = ()) -> SupportState:
    """What the claim rests on in the database, but for the citations (keys) in `without`."""
    saved = Claim.objects.filter(pk=claim.pk).first() if claim.pk else None
    if saved is None:
        return SupportState()
    support = Citation.objects.supporting().filter(claim=saved).exclude(pk__in=without)
    return SupportState(
        published=saved.is_published,
        supported=support.public().exists(),
        backed=support.exclude(passage__text="")
        .filter(passage__removed_on=None, passage__article__status__in=["published", "withdrawn"])
        .exists(),
    )


def intended_state(claim: Claim, cited: Iterable[tuple[Passage, str]]) -> SupportState:
    """What the claim would rest on with these passages and stances, as a form has them before it
    is saved.
    """
    support = [
        passage.article.status
        for passage, stance in cited
        if stance == Citation.Stance.SUPPORTS and passage.is_public
    ]
    return SupportState(
        published=claim.is_published,
        supported=Status.PUBLISHED in support,
        backed=bool({Status.PUBLISHED, Status.WITHDRAWN} & set(support)),
    )


def refusal(before: SupportState, after: SupportState, *, loading: bool = False) -> str:
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
