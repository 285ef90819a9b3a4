"""Words that several pages share: a statement beside its role, a number of sources."""

from roles.models import Claim

# What may follow the role's name and belongs to it: “The CIO of an enterprise may care less”.
_BELONGS = frozenset(
    ["and", "as", "at", "for", "from", "in", "of", "on", "or", "that", "to", "who", "whose", "with"]
)


def without_role(claim: Claim) -> str:
    """The statement without the role's name, where it begins with that alone."""
    for name in sorted({claim.role.title, claim.role.short}, key=len, reverse=True):
        start, rest = claim.statement[: len(name) + 5], claim.statement[len(name) + 5 :]
        if start.lower() == f"the {name} ".lower() and rest.split(" ", 1)[0] not in _BELONGS:
            return rest[:1].upper() + rest[1:]
    return claim.statement


def sources_in_words(number: int, whole: int) -> str:
    """As "95 sources, 27 read whole": of others we could read no more than a part, and say so."""
    words = f"{number} source{'' if number == 1 else 's'}"
    if whole == number:
        return words
    return f"{words}, read in part" if number == 1 else f"{words}, {whole or 'none'} read whole"
