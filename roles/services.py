"""How knowledge is written: rules checked, derived fields filled, history written, at once.

Admin, `load_content` and imports come through here. Each function is one transaction and raises
ValidationError, changing nothing, where a rule stands against it.
"""

from collections.abc import Iterable
from copy import copy
from functools import singledispatch

from django.core.exceptions import ValidationError
from django.db.models import Count, Model, Q
from simple_history.utils import bulk_update_with_history

from articles import markdown
from articles.models import Article, Passage
from articles.services import save_article
from publishing.models import Publishable
from publishing.services import (
    clean,
    delete,  # noqa: F401 (to be had from here, like every function that writes)
    one_writer,
    touch,
    write,
)
from roles import aspects, publication
from roles.answer_services import save_answer
from roles.comparison import ancestry
from roles.models import Answer, Citation, Claim, Context, Disagreement, Position, Role, RoleTitle
from roles.publication import Publication


@singledispatch
def save(entry: Model, *, reason: str = "") -> Model:
    """Save an entry by the function of its type, those below; vocabulary has no rules but its own
    fields.
    """
    with one_writer():
        write(entry, reason=reason)
        touch()
    return entry


save.register(Article, save_article)
save.register(Answer, save_answer)


@save.register
@one_writer()
def save_claim(
    claim: Claim,
    *,
    contexts: Iterable[Context] | None = None,
    tags: Iterable[str] | None = None,
    citations: Iterable[Citation] | None = None,
    reason: str = "",
    loading: bool = False,
) -> Claim:
    """Save a claim with its contexts, tags and citations; None leaves those as they are.

    A load brings a claim that only withdrawn articles support, and says which words were checked;
    what the constraints say it leaves to the database: they cost a query each.
    """
    before = publication.saved(claim)
    write(claim, reason=reason, validate_constraints=not loading)
    if contexts is not None:
        claim.contexts.set(contexts)
    if tags is not None and {*tags} != {*claim.tags.names()}:
        claim.tags.set(tags)
    if citations is not None:
        _set_citations(claim, list(citations), loading=loading)
    return _finish_claim(claim, before, loading=loading)


def _set_citations(claim: Claim, citations: list[Citation], *, loading: bool) -> None:
    known = {citation.pk: citation for citation in claim.citations.all()}
    going = {pk: known[pk] for pk in known.keys() - {citation.pk for citation in citations}}
    cited = {citation.passage_id: citation for citation in going.values()}
    for citation in citations:
        # Cited already: two curators may have added the same passage at once.
        if citation.pk is None and (same := cited.get(citation.passage_id)):
            same = copy(going.pop(same.pk))
            for name in ("stance", "voice", "note", "sample"):
                setattr(same, name, getattr(citation, name))
            citation = same
        citation.claim = claim
        _write_citation(citation, known.get(citation.pk), loading=loading)
    for citation in going.values():
        citation.judged_with_its_claim = True  # the guard leaves it to _finish_claim
        citation.delete()


_COLUMNS = ("claim_id", "passage_id", "stance", "voice_id", "note", "sample", "checked_text")


def _write_citation(citation: Citation, known: Citation | None, *, loading: bool = False) -> None:
    """`known`: as it is saved. A new one, or one of another passage, counts as checked as it is; a
    load knows better.
    """
    if known and all(getattr(known, name) == getattr(citation, name) for name in _COLUMNS):
        return  # unchanged: its history stays silent
    moved = known and known.passage_id != citation.passage_id
    if not loading and (moved or not (known or citation.checked_text)):
        citation.checked_text = citation.passage.text
    clean(citation, validate_constraints=not loading)
    citation.save()


@save.register
@one_writer()
def save_citation(citation: Citation, *, reason: str = "") -> Citation:
    """Save one citation by itself. Several that change together go through `save_claim`."""
    known = Citation.objects.filter(pk=citation.pk).first() if citation.pk else None
    keys = {citation.claim_id, known and known.claim_id}  # it may have belonged to another claim
    claims = Claim.objects.filter(pk__in=keys - {None})
    before = {claim: publication.saved(claim) for claim in claims}
    citation._change_reason = reason or None
    _write_citation(citation, known)
    for claim, was in before.items():
        _finish_claim(claim, was)
    return citation


def _finish_claim(claim: Claim, before: Publication, *, loading: bool = False) -> Claim:
    """The last step of every change to a claim: rule 1, and what pointed at it."""
    after = publication.saved(claim)
    if why := publication.refusal(before, after, loading=loading):
        raise ValidationError({"status": why})
    why = aspects.problems(claim.aspect, set()).get("contexts")
    if why and not claim.contexts.exists():
        raise ValidationError({"contexts": why})
    for role in Role.objects.filter(Q(summary_claim=claim) | Q(focus_claim=claim)):
        if not after.published or role.pk != claim.role_id:
            _forget_choice(role, claim)
    touch()
    return claim


def _forget_choice(role: Role, claim: Claim) -> None:
    for field in ("summary_claim", "focus_claim"):
        if getattr(role, f"{field}_id") == claim.pk:
            setattr(role, field, None)
    role._change_reason = f"The claim {claim.slug} no longer stands for it."
    role.save()


@one_writer()
def confirm_citation(citation: Citation, *, reason: str = "") -> Citation:
    """A curator has read the passage's new words: the citation stands."""
    citation = Citation.objects.select_related("passage").get(pk=citation.pk)
    citation.checked_text = citation.passage.text
    citation._change_reason = reason or "Confirmed against the passage as it is now."
    citation.save()
    touch()
    return citation


@one_writer()
def confirm_extended(passage: Passage, *, before: str) -> None:
    """Words that stand as they were, with sentences added, say what they said: citations that were
    checked against the words before stay checked."""
    if not before.endswith((".", "!", "?")) or not passage.text.startswith(f"{before} "):
        return
    checked = list(passage.citations.filter(checked_text=before))
    for citation in checked:
        citation.checked_text = passage.text
    bulk_update_with_history(
        checked, Citation, ["checked_text"], default_change_reason="The passage only grew."
    )
    touch()


@one_writer()
def publish(entry: Publishable, *, reason: str = "") -> Publishable:
    entry.status = Publishable.Status.PUBLISHED
    return save(entry, reason=reason)


@one_writer()
def withdraw(entry: Publishable, *, because: str) -> Publishable:
    """Take an entry back; its address stays and says when and why."""
    entry.status, entry.withdrawn_because = Publishable.Status.WITHDRAWN, because
    return save(entry, reason=because)


@save.register
@one_writer()
def save_role(role: Role, *, titles: Iterable[RoleTitle] | None = None, reason: str = "") -> Role:
    _check_role(role)
    write(role, reason=reason)
    if titles is not None:
        titles = list(titles)
        role.titles.exclude(slug__in=[title.slug for title in titles]).delete()
        known = {title.slug: title for title in role.titles.all()}
        for title in titles:
            title.role, title.pk = role, getattr(known.get(title.slug), "pk", None)
            if title.pk is None or known[title.slug].title != title.title:
                clean(title)
                title.save()
    touch()
    return role


def _check_role(role: Role) -> None:
    """Render the note; its chosen claims are published and its own; no role is its own ancestor."""
    markdown.render_fields(role)
    problems = {}
    own = Claim.objects.published().filter(role=role.pk)
    for field in ("summary_claim", "focus_claim"):
        chosen = getattr(role, f"{field}_id")
        if chosen and not own.filter(pk=chosen).exists():
            problems[field] = "Choose a published claim of this role."
    broader = dict(Role.objects.values_list("pk", "broader"))
    broader[role.pk] = role.broader_id
    if role.pk and role.pk in ancestry(role.pk, broader):
        problems["broader"] = "That makes the role a variant of itself. Choose another one."
    if problems:
        raise ValidationError(problems)


@save.register
@one_writer()
def save_disagreement(
    disagreement: Disagreement,
    *,
    positions: Iterable[tuple[Position, Iterable[Claim]]] | None = None,
    reason: str = "",
) -> Disagreement:
    """Save a question with its positions; a published one has two or more, each with a claim."""
    markdown.render_fields(disagreement)
    write(disagreement, reason=reason)
    if positions is not None:
        _set_positions(disagreement, positions)
    _check_positions(disagreement)
    touch()
    return disagreement


def _set_positions(disagreement: Disagreement, positions) -> None:
    """A position is known by its place, so that one which stays keeps its history."""
    known = {position.order: position for position in disagreement.positions.all()}
    for order, (typed, claims) in enumerate(positions, 1):
        position = known.pop(order, None) or Position(disagreement=disagreement, order=order)
        if position.pk is None or position.label != typed.label:
            clean(typed, exclude=["disagreement"])
            position.label = typed.label
            position.save()
        position.claims.set(claims)
    for position in known.values():
        position.delete()


def _check_positions(disagreement: Disagreement) -> None:
    filled = disagreement.positions.filter(claims__isnull=False).distinct().count()
    if disagreement.is_published and filled < 2:
        raise ValidationError(
            {"status": "To be published, a disagreement needs two positions that have claims."}
        )
    doubled = Claim.objects.filter(positions__disagreement=disagreement).alias(places=Count("pk"))
    if claim := doubled.filter(places__gt=1).order_by("slug").first():
        raise ValidationError(
            f"The claim “{claim}” stands in two positions of this disagreement. Choose one."
        )
