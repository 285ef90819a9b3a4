"""Two entries that turn out to be one, and an entry that takes another slug. Each function is one
transaction, leaves every public address alive, and raises ValidationError with nothing changed.
"""

from django.core.exceptions import ValidationError
from django.db.models import Model

from publishing.models import Kind
from publishing.services import delete, one_writer, redirect
from roles import services
from roles.models import Claim, Responsibility, Role


@one_writer()
def rename(entry: Model, *, slug: str, reason: str = "") -> Model:
    """Give an entry another slug. Its old address, where readers knew it, leads to the new one."""
    old, entry.slug = entry.slug, slug
    if slug == old:
        raise ValidationError({"slug": "That is its slug already. Choose another one."})
    return services.save(entry, reason=reason or f"Renamed from {old}.")


@one_writer()
def merge_responsibilities(loser: Responsibility, *, into: Responsibility) -> Responsibility:
    """Move the claims of `loser`, and let its address lead to `into`."""
    if loser.pk == into.pk:
        raise ValidationError("Choose another responsibility to merge it into.")
    for claim in loser.claims.all():
        claim.responsibility = into
        services.save_claim(claim, reason=f"“{loser}” was merged into “{into}”.")
    redirect(kind=Kind.RESPONSIBILITY, old_slug=loser.slug, new_slug=into.slug)
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
    for earlier in loser.supersedes.all():
        earlier.superseded_by = into
        services.save_claim(earlier, reason=reason)
    for field, roles in chosen.items():
        for role in roles:
            setattr(role, field, into)
            services.save_role(role, reason=reason)
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


def _refuse_unlike(loser: Claim, into: Claim) -> None:
    problem = ""
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
