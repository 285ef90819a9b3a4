"""Which row of a comparison a claim stands in: its point's, if it names one, else by what
claims of its aspect align (`RULES`). No queries: claims come loaded.
"""

from collections.abc import Callable, Iterable

from django.utils.text import slugify

from roles.aspects import RULES, Alignment
from roles.comparison import Statement
from roles.models import Claim

UNDATED = "undated"


def relation_key(claim: Claim) -> str:
    """The relation with its counterpart; empty where it is about none."""
    if not claim.relation:
        return ""
    other = claim.other_role.slug if claim.other_role else slugify(claim.counterpart, True)
    return f"{claim.relation}:{other}"


def _counterpart_label(claim: Claim) -> str:
    other = f"the {claim.other_role.short}" if claim.other_role else claim.counterpart
    return f"{claim.get_relation_display().capitalize()} {other}"


def decade(claim: Claim) -> str:
    """The decade in which its period starts (or ends, where only that is known)."""
    year = claim.period_start or claim.period_end
    return f"{year // 10 * 10}s" if year else UNDATED


def decade_label(key: str) -> str:
    return "Then and now, undated" if key == UNDATED else key


# The row's key, and its heading.
_ROWS: dict[Alignment, tuple[Callable[[Claim], str], Callable[[Claim], str]]] = {
    Alignment.RESPONSIBILITY: (
        lambda claim: claim.responsibility.slug,
        lambda claim: claim.responsibility.title,
    ),
    Alignment.DECISION_AREA: (
        lambda claim: claim.decision_area.slug,
        lambda claim: claim.decision_area.title,
    ),
    Alignment.COUNTERPART: (relation_key, _counterpart_label),
    Alignment.DECADE: (decade, lambda claim: decade_label(decade(claim))),
    Alignment.NOTHING: (lambda claim: claim.aspect, Claim.get_aspect_display),
}


def statements(claims: Iterable[Claim]) -> list[Statement]:
    """Claims as a comparison takes them."""
    return [_statement(claim) for claim in claims]


def _statement(claim: Claim) -> Statement:
    key, label = _ROWS[RULES[claim.aspect].aligns_by]
    return Statement(
        role=claim.role.slug,
        aspect=claim.aspect,
        key=claim.point.slug if claim.point else key(claim),
        label=claim.point.title if claim.point else label(claim),
        in_point=claim.point is not None,
        area=claim.area.slug if claim.area else "",
        denies=claim.denies,
        modality=claim.modality,
        involvement=claim.involvement,
        relation=relation_key(claim),
        contested=claim.contested,
        contexts=frozenset(context.slug for context in claim.contexts.all()),
        sources=claim.strength.sources,
        slug=claim.slug,
        claim=claim,
    )
