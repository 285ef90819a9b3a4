"""The entries that are similar to a candidate: same as, close to, or (where none is) new."""

from dataclasses import dataclass

from extraction.matching import Entry, Match, Matcher
from review.models import Candidate
from roles.models import Claim, DecisionArea, Responsibility

SHOWN = 4


@dataclass(frozen=True)
class Similar:
    verdict: str  # "same as" or "close to"
    entry: Claim | Responsibility | DecisionArea


@dataclass(frozen=True)
class SimilarEntries:
    claims: list[Similar]
    responsibilities: list[Similar]
    areas: list[Similar]


def similar_entries(candidate: Candidate) -> SimilarEntries:
    """Held against the claims of its role, and the vocabulary that all roles share."""
    known = {
        "claim": Claim.objects.filter(role__slug=candidate.role)
        .exclude(status=Claim.Status.WITHDRAWN)
        .select_related("role"),
        "responsibility": Responsibility.objects.select_related("decision_area"),
        "decision_area": DecisionArea.objects.all(),
    }
    entries = {(kind, str(each.pk)): each for kind, found in known.items() for each in found}
    matcher = Matcher(_entry(kind, each) for (kind, _), each in entries.items())

    def similar(kind: str) -> list[Similar]:
        found: list[Match] = matcher.similar(
            candidate.text, candidate.role, candidate.aspect, kind=kind, limit=SHOWN
        )
        return [Similar(match.verdict, entries[kind, match.entry.slug]) for match in found]

    return SimilarEntries(similar("claim"), similar("responsibility"), similar("decision_area"))


def _entry(kind: str, each) -> Entry:
    slug = str(each.pk)  # shorter than a second lookup by slug
    if kind == "claim":
        return Entry(kind, slug, each.statement, each.role.slug, each.aspect)
    return Entry(kind, slug, each.question if kind == "decision_area" else each.title)
