"""Two entries that turn out to be one, and an entry that takes another slug. Each function is one
transaction, leaves every public address alive, and raises ValidationError with nothing changed.
"""

from django.core.exceptions import ValidationError
from django.db.models import Model

from publishing.models import Kind
from publishing.services import delete, one_writer, redirect
from roles import services
from roles.models import AnswerSentence, Claim, Disagreement, Point, Responsibility, Role


@one_writer()
def rename(entry: Model, *, slug: str, reason: str = "") -> Model:
    """Give an entry another slug. Its old address, where readers knew it, leads to the new one."""
    old, entry.slug = entry.slug, slug
    if slug == old:
        raise ValidationError({"slug": "That is its slug already. Choose another one."})
    return services.save(entry, reason=reason or f"Renamed from {old}.")


@one_writer()
def merge_responsibilities(loser: Responsibility, *, into: Responsibility) -> Responsibility:
    """Move the claims of `loser` and the gaps on it, and let its address lead to `into`."""
    return _merge(loser, into, Kind.RESPONSIBILITY)


@one_writer()
def merge_points(loser: Point, *, into: Point) -> Point:
    """Move what names `loser`, and let its slug lead to `into`."""
    return _merge(loser, into, Kind.POINT)


def _merge(loser: Model, into: Model, kind: str) -> Model:
    if loser.pk == into.pk:
        raise ValidationError(f"Choose another {loser._meta.verbose_name} to merge it into.")
    reason = f"“{loser}” was merged into “{into}”."
    for model in (Claim, Disagreement, AnswerSentence):
        if any(field.name == kind for field in model._meta.fields):
            for entry in model.objects.filter(**{kind: loser}):
                setattr(entry, kind, into)
                services.save(entry, reason=reason)
    redirect(kind=kind, old_slug=loser.slug, new_slug=into.slug)
    delete(loser)
    return into


@one_writer()
def merge_claims(loser: Claim, *, into: Claim) -> Claim:
    """Move the citations of `loser` to `into`, and unite contexts, tags and positions.

    A loser that was never published is deleted. Else it is withdrawn, and its page leads on.
    """
    _refuse_unlike(loser, into)
    reason = f"Merged with {loser.slug}."
    chosen = {
        field: list(Role.objects.filter(**{field: loser}))
        for field in ("summary_claim", "focus_claim")
    }
    if loser.first_published_on:
        loser.superseded_by = into
        services.withdraw(
            loser, because=f"It says the same as “{into}”, which stands in its place."
        )
    _move_citations(loser, into)
    for position in loser.positions.all():
        position.claims.add(into)
        position.claims.remove(loser)
    _move_uses(loser, into)
    for earlier in loser.supersedes.all():
        earlier.superseded_by = into
        services.save_claim(earlier, reason=reason)
    for field, roles in chosen.items():
        for role in roles:
            setattr(role, field, into)
            services.save_role(role, reason=reason)
    into.point = into.point or loser.point
    services.save_claim(
        into,
        contexts={*into.contexts.all(), *loser.contexts.all()},
        tags={*into.tags.names(), *loser.tags.names()},
        reason=reason,
    )
    if not loser.first_published_on:
        redirect(kind=Kind.CLAIM, old_slug=loser.slug, new_slug=into.slug)
        delete(loser)
    return into


# What two claims that say the same have in common; an empty point is filled from the other.
ALIKE = ["aspect", "involvement", "modality", "responsibility", "relation", "counterpart"]


def _refuse_unlike(loser: Claim, into: Claim) -> None:
    problem = _difference(loser, into)
    if loser.pk == into.pk:
        problem = "Choose another claim to merge it into."
    elif loser.role_id != into.role_id:
        problem = "These claims are about different roles. Only claims about one role are merged."
    elif loser.denies != into.denies:
        problem = "One of these claims denies what the other states. Cite a dispute instead."
    elif loser.first_published_on and not into.is_published:
        problem = "Readers know the first claim and not the second. Publish the second one first."
    if problem:
        raise ValidationError(problem)


def _difference(loser: Claim, into: Claim) -> str:
    fields = [*ALIKE, *(["other_role"] if into.relation else [])]
    fields += ["point"] if loser.point_id and into.point_id else []
    unlike = [name for name in fields if getattr(loser, name) != getattr(into, name)]
    if not unlike:
        return ""
    names = ", ".join(name.replace("_", " ") for name in unlike)
    return f"These claims differ in: {names}. Only claims that say the same are merged."


def _move_uses(loser: Claim, into: Claim) -> None:
    """A sentence that names both keeps `into`; needed comes before bearing out."""
    for use in loser.uses.all():
        same = into.uses.filter(sentence=use.sentence_id).first()
        if same is None:
            use.claim = into
            use.save()
            continue
        if use.use == use.Use.NEEDED and same.use != use.use:
            same.use, same.order = use.use, use.order
            same.save()
        use.delete()


def _move_citations(loser: Claim, into: Claim) -> None:
    """A passage that both cite is cited once, as `into` has it."""
    known = {citation.passage_id: citation for citation in into.citations.all()}
    for citation in loser.citations.select_related("passage__article"):
        same = known.get(citation.passage_id)
        if same is None:
            citation.claim = into
            services.save_citation(citation)
        elif same.stance != citation.stance:
            raise ValidationError(
                f"Both claims cite {citation.passage}, with different stances. Settle that first."
            )
