"""Claims that look the same: about one role and aspect, in nearly the same words."""

from rapidfuzz import fuzz, process

from roles.models import Claim

# Of 100: the ratio of two statements whose words are put in alphabetical order. In 232 claims of
# our own 3 of 5,263 pairs reach it; the ratio of common words alone marks 19, most of them wrong.
ALIKE = 80
SHOWN = 3


def look_alikes(claim: Claim) -> list[Claim]:
    """Those most like `claim`, the likest first. What is withdrawn is past."""
    others = {
        other.pk: other
        for other in Claim.objects.filter(role=claim.role_id, aspect=claim.aspect)
        .exclude(pk=claim.pk)
        .exclude(status=Claim.Status.WITHDRAWN)
    }
    statements = {pk: other.statement.casefold() for pk, other in others.items()}
    found = process.extract(
        claim.statement.casefold(),
        statements,
        scorer=fuzz.token_sort_ratio,
        score_cutoff=ALIKE,
        limit=SHOWN,
    )
    return [others[pk] for _, _, pk in found]
