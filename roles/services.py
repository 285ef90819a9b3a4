"""How knowledge is written: rules checked, derived fields filled, history written, at once.

Admin, `load_content` and imports come through here. Each function is one transaction and raises
ValidationError, changing nothing, where a rule stands against it.
"""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db.models import Count, Q
from simple_history.utils import bulk_update_with_history

from articles import markdown
from articles.models import Article, Passage
from articles.services import save_article
from publishing.models import Publishable
from publishing.services import delete, keep_address, one_writer, touch
from roles import aspects
from roles.answer_services import save_answer
from roles.comparison import ancestry
from roles.models import Answer, Citation, Claim, Context, Disagreement, Position, Role, RoleTitle
from roles.support import SupportState, refusal, support_state


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

    A load has checked what the constraints say, and leaves them to the database: each costs a
    query, which doubles the time for a set of claims.
    """
    before = support_state(claim)
    claim.full_clean(validate_constraints=not loading)
    keep_address(claim)
    claim._change_reason = reason or None
    claim.save()
    if contexts is not None:
        claim.contexts.set(contexts)
    if tags is not None:
        claim.tags.set(tags)
    if citations is not None:
        _set_citations(claim, list(citations), loading=loading)
    return finish_claim(claim, before, loading=loading)


def _set_citations(claim: Claim, citations: list[Citation], *, loading: bool) -> None:
    if not loading:
        citations = _joined(claim, citations)
    kept = {citation.passage_id for citation in citations}
    for citation in citations:
        citation.claim = claim
        _write_citation(citation, loading=loading)
    for citation in claim.citations.exclude(passage__in=kept):
        citation.judged_with_its_claim = True  # the guard leaves it to finish_claim
        citation.delete()


def _joined(claim: Claim, citations: list[Citation]) -> list[Citation]:
    """A new citation of a passage that the claim cites already replaces what that one says: two
    curators may have added the same at once.
    """
    typed = [citation.pk for citation in citations if citation.pk]
    known = {each.passage_id: each for each in claim.citations.exclude(pk__in=typed)}
    for at, citation in enumerate(citations):
        if citation.pk is None and (same := known.pop(citation.passage_id, None)):
            for name in ("stance", "voice", "note", "sample"):
                setattr(same, name, getattr(citation, name))
            citations[at] = same
    return citations


_COLUMNS = ("claim_id", "passage_id", "stance", "voice_id", "note", "sample", "checked_text")


def _write_citation(citation: Citation, *, loading: bool = False) -> None:
    """A new one, or one of another passage, counts as checked as it is; a load knows better."""
    if loading:
        citation.full_clean(validate_constraints=False)
        citation.save()
        return
    known = Citation.objects.filter(pk=citation.pk).first() if citation.pk else None
    if known and all(getattr(known, name) == getattr(citation, name) for name in _COLUMNS):
        return  # unchanged: its history stays silent
    if known and known.passage_id != citation.passage_id:
        citation.checked_text = citation.passage.text
    if known is None and not citation.checked_text:
        citation.checked_text = citation.passage.text
    citation.full_clean()
    citation.save()


@one_writer()
def save_citation(citation: Citation) -> Citation:
    """Save one citation by itself. Several that change together go through `save_claim`."""
    saved = Citation.objects.filter(pk=citation.pk)  # it may have belonged to another claim
    claims = Claim.objects.filter(Q(pk=citation.claim_id) | Q(pk__in=saved.values("claim")))
    before = {claim: support_state(claim) for claim in claims}
    _write_citation(citation)
    for claim, was in before.items():
        finish_claim(claim, was)
    return citation


def finish_claim(claim: Claim, before: SupportState, *, loading: bool = False) -> Claim:
    """The last step of every change to a claim: rule 1, and what pointed at it."""
    after = support_state(claim)
    if why := refusal(before, after, loading=loading):
        raise ValidationError({"status": why})
    why = aspects.problems(claim.aspect, set()).get("contexts")
    if why and not claim.contexts.exists():
        raise ValidationError({"contexts": why})
    for field in ("summary_claim", "focus_claim"):
        pointing = Role.objects.filter(**{field: claim})
        for role in pointing if not after.published else pointing.exclude(pk=claim.role_id):
            setattr(role, field, None)
            role._change_reason = f"The claim {claim.slug} no longer stands for it."
            role.save()
    touch()
    return claim


def delete_citation(citation: Citation) -> None:
    """Delete a citation, unless a published claim rests on it alone."""
    delete(citation)


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


@one_writer()
def save(entry, *, reason: str = ""):
    """Save an entry as its kind is saved; vocabulary has no rules but its own fields."""
    if isinstance(entry, Article):
        return save_article(entry, reason=reason)
    if isinstance(entry, Citation):
        return save_citation(entry)
    if isinstance(entry, Claim):
        return save_claim(entry, reason=reason)
    if isinstance(entry, Role):
        return save_role(entry, reason=reason)
    if isinstance(entry, Disagreement):
        return save_disagreement(entry, reason=reason)
    if isinstance(entry, Answer):
        return save_answer(entry, reason=reason)
    entry.full_clean()
    keep_address(entry)
    entry._change_reason = reason or None
    entry.save()
    touch()
    return entry


@one_writer()
def save_role(role: Role, *, titles: Iterable[RoleTitle] | None = None, reason: str = "") -> Role:
    check_role(role)
    role.full_clean()
    keep_address(role)
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


@one_writer()
def save_disagreement(
    disagreement: Disagreement,
    *,
    positions: Iterable[tuple[Position, Iterable[Claim]]] | None = None,
    reason: str = "",
) -> Disagreement:
    """Save a question with its positions; a published one has two or more, each with a claim."""
    markdown.render_fields(disagreement)
    disagreement.full_clean()
    keep_address(disagreement)
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
    doubled = Claim.objects.filter(positions__disagreement=disagreement).alias(places=Count("pk"))
    if claim := doubled.filter(places__gt=1).order_by("slug").first():
        raise ValidationError(
            f"The claim “{claim}” stands in two positions of this disagreement. Choose one."
        )
    touch()
    return disagreement
