"""The door for writing knowledge: rules checked, derived fields filled, history written, at once.

Admin, `load_content` and imports come through here. Each function is one transaction and raises
ValidationError, changing nothing, where a rule stands against it.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction

from articles import markdown
from articles.models import Passage
from permalinks.models import Publishable, Status
from permalinks.services import delete as delete  # the same door for every kind
from permalinks.services import touch
from roles.comparison import ancestry
from roles.guards import takes_last_support
from roles.models import Citation, Claim, Context, Disagreement, Position, Role, RoleTitle

NO_SUPPORT = (
    "To be published, a claim needs a supporting citation of a passage that has its digest, in a "
    "published article. Add one, or keep the claim a draft."
)
LAST_SUPPORT = (
    "This would take the last supporting citation of a published claim. Cite another passage "
    "first, or withdraw the claim."
)


@dataclass(frozen=True)
class Standing:
    """How a claim stands: before and after a change, this is what rule 1 looks at."""

    published: bool = False
    supported: bool = False  # in public
    backed: bool = False  # supported, if only by withdrawn articles


def standing(claim: Claim) -> Standing:
    """How the claim stands in the database now."""
    saved = Claim.objects.filter(pk=claim.pk).first() if claim.pk else None
    if saved is None:
        return Standing()
    support = Citation.objects.supporting().filter(claim=saved)
    return Standing(
        published=saved.is_published,
        supported=support.public().exists(),
        backed=support.exclude(passage__text="")
        .filter(passage__article__status__in=["published", "withdrawn"])
        .exists(),
    )


def intended(claim: Claim, cited: Iterable[tuple[Passage, str]]) -> Standing:
    """How the claim would stand with these passages and stances, as a form has them before it is
    saved.
    """
    support = [
        passage.article.status
        for passage, stance in cited
        if stance == Citation.Stance.SUPPORTS and passage.is_public
    ]
    return Standing(
        published=claim.is_published,
        supported=Status.PUBLISHED in support,
        backed=bool({Status.PUBLISHED, Status.WITHDRAWN} & set(support)),
    )


def refusal(before: Standing, after: Standing, *, loading: bool = False) -> str:
    """Why the step from `before` to `after` is refused; empty where it may be taken (rule 1).

    What fell silent because its article was withdrawn may still be edited; a load may bring a
    published claim that only withdrawn articles support.
    """
    if not after.published or after.supported:
        return ""
    if loading:
        return "" if after.backed else NO_SUPPORT
    if not before.published:
        return NO_SUPPORT
    if before.supported or before.backed and not after.backed:
        return LAST_SUPPORT
    return ""


@transaction.atomic
def save_claim(
    claim: Claim,
    *,
    contexts: Iterable[Context] | None = None,
    tags: Iterable[str] | None = None,
    citations: Iterable[Citation] | None = None,
    reason: str = "",
    loading: bool = False,
) -> Claim:
    """Save a claim with its contexts, tags and citations; None leaves those as they are."""
    before = standing(claim)
    claim.full_clean()
    claim._change_reason = reason or None
    claim.save()
    if contexts is not None:
        claim.contexts.set(contexts)
    if tags is not None:
        claim.tags.set(tags)
    if citations is not None:
        _set_citations(claim, list(citations))
    return finish_claim(claim, before, loading=loading)


def _set_citations(claim: Claim, citations: list[Citation]) -> None:
    kept = {citation.passage_id for citation in citations}
    for citation in citations:
        citation.claim = claim
        save_citation(citation)
    for citation in claim.citations.exclude(passage__in=kept):
        delete_citation(citation)


_FACTS = ("claim_id", "passage_id", "stance", "voice_id", "note", "checked_text")


def save_citation(citation: Citation) -> Citation:
    """Save one citation; a new one, or one of another passage, counts as checked as it is."""
    known = Citation.objects.filter(pk=citation.pk).first() if citation.pk else None
    if known and all(getattr(known, name) == getattr(citation, name) for name in _FACTS):
        return citation  # unchanged: its history stays silent
    moved = known is not None and known.passage_id != citation.passage_id
    if moved or not citation.checked_text:
        citation.checked_text = citation.passage.text
    citation.full_clean(exclude=["claim"] if citation.claim_id is None else None)
    citation.save()
    return citation


def finish_claim(claim: Claim, before: Standing, *, loading: bool = False) -> Claim:
    """The last step of every change to a claim: rule 1, and what pointed at it."""
    after = standing(claim)
    if why := refusal(before, after, loading=loading):
        raise ValidationError({"status": why})
    if claim.aspect == "context" and not claim.contexts.exists():
        raise ValidationError({"contexts": "A claim of the aspect “context” needs this."})
    for field in ("summary_claim", "focus_claim"):
        pointing = Role.objects.filter(**{field: claim})
        for role in pointing if not after.published else pointing.exclude(pk=claim.role_id):
            setattr(role, field, None)
            role._change_reason = f"The claim {claim.slug} no longer stands for it."
            role.save()
    touch()
    return claim


@transaction.atomic
def delete_citation(citation: Citation) -> None:
    """Delete a citation, unless a published claim rests on it alone."""
    if citation.claim.is_published and citation.stance == Citation.Stance.SUPPORTS:
        if takes_last_support(citation.claim, {citation.pk}):
            raise ValidationError(LAST_SUPPORT)
    citation.delete()
    touch()


@transaction.atomic
def confirm_citation(citation: Citation, *, reason: str = "") -> Citation:
    """A curator has read the passage's new words: the citation stands."""
    citation.checked_text = citation.passage.text
    citation._change_reason = reason or "Confirmed against the passage as it is now."
    citation.save()
    touch()
    return citation


@transaction.atomic
def publish(entry: Publishable, *, reason: str = "") -> Publishable:
    entry.status = Publishable.Status.PUBLISHED
    return save(entry, reason=reason)


@transaction.atomic
def withdraw(entry: Publishable, *, because: str) -> Publishable:
    """Take an entry back; its address stays and says when and why."""
    entry.status, entry.withdrawn_because = Publishable.Status.WITHDRAWN, because
    return save(entry, reason=because)


def save(entry, *, reason: str = ""):
    """Save an entry by the door of its kind; vocabulary has no rules but its own fields."""
    if isinstance(entry, Claim):
        return save_claim(entry, reason=reason)
    if isinstance(entry, Role):
        return save_role(entry, reason=reason)
    if isinstance(entry, Disagreement):
        return save_disagreement(entry, reason=reason)
    entry.full_clean()
    entry._change_reason = reason or None
    entry.save()
    touch()
    return entry


@transaction.atomic
def save_role(role: Role, *, titles: Iterable[RoleTitle] | None = None, reason: str = "") -> Role:
    check_role(role)
    role.full_clean()
    role._change_reason = reason or None
    role.save()
    if titles is not None:
        titles = list(titles)
        role.titles.exclude(slug__in=[title.slug for title in titles]).delete()
        known = {title.slug: title for title in role.titles.all()}
        for title in titles:
            title.role, title.pk = role, getattr(known.get(title.slug), "pk", None)
            if title.pk is None or known[title.slug].title != title.title:
                title.full_clean()
                title.save()
    touch()
    return role


def check_role(role: Role) -> None:
    """Render the note; its chosen claims are published and its own; no role is its own ancestor."""
    role.editors_note_html = markdown.render(role.editors_note)
    problems = {}
    for field in ("summary_claim", "focus_claim"):
        claim = getattr(role, field)
        if claim and (claim.role_id != role.pk or not claim.is_published):
            problems[field] = "Choose a published claim of this role."
    broader = dict(Role.objects.filter(broader__isnull=False).values_list("slug", "broader__slug"))
    if role.broader:
        broader[role.slug] = role.broader.slug
        if role.slug in ancestry(role.slug, broader):
            problems["broader"] = "That makes the role a variant of itself. Choose another one."
    if problems:
        raise ValidationError(problems)


@transaction.atomic
def save_disagreement(
    disagreement: Disagreement,
    *,
    positions: Iterable[tuple[Position, Iterable[Claim]]] | None = None,
    reason: str = "",
) -> Disagreement:
    """Save a question with its positions; a published one has two or more, each with a claim."""
    disagreement.editors_note_html = markdown.render(disagreement.editors_note)
    disagreement.full_clean()
    disagreement._change_reason = reason or None
    disagreement.save()
    if positions is not None:
        _set_positions(disagreement, positions)
    return finish_disagreement(disagreement)


def _set_positions(disagreement: Disagreement, positions) -> None:
    """A position is known by its place, so that one which stays keeps its history."""
    known = {position.order: position for position in disagreement.positions.all()}
    for order, (typed, claims) in enumerate(positions, 1):
        position = known.pop(order, None) or Position(disagreement=disagreement, order=order)
        if position.pk is None or position.label != typed.label:
            position.label = typed.label
            position.full_clean(exclude=["disagreement"])
            position.save()
        position.claims.set(claims)
    for position in known.values():
        position.delete()


def finish_disagreement(disagreement: Disagreement) -> Disagreement:
    filled = disagreement.positions.filter(claims__isnull=False).distinct().count()
    if disagreement.is_published and filled < 2:
        raise ValidationError(
            {"status": "To be published, a disagreement needs two positions that have claims."}
        )
    touch()
    return disagreement
