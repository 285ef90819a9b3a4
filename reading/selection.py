"""Which claims a reader wants to see: contexts and interests, kept in the address."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from articles.models import Interest
from roles.models import Citation, Claim, Context, Role

SELLING = {Interest.SELLER, Interest.SPONSOR}


@dataclass(frozen=True)
class Selection:
    """A reader's choice. `hidden()` says what it leaves out: nothing goes without a word."""

    contexts: tuple[str, ...] = ()  # slugs; none means every claim
    without_sellers: bool = False
    only_differences: bool = False

    @classmethod
    def of(cls, query) -> "Selection":
        """From a request's GET. Contexts may be any words there: see `among`."""
        return cls(
            contexts=tuple(dict.fromkeys(query.getlist("context"))),
            without_sellers=query.get("without") == "sellers",
            only_differences=query.get("only") == "differences",
        )

    def among(self, known: Iterable[Context]) -> "Selection":
        """Without contexts that no claim here has: they would hide everything, with no box to
        untick.
        """
        slugs = {context.slug for context in known}
        return replace(self, contexts=tuple(slug for slug in self.contexts if slug in slugs))

    def apply(self, claims: Iterable[Claim]) -> list[Claim]:
        """The claims to show. Without sellers, a claim keeps only the citations of others."""
        wanted = set(self.contexts)
        kept = [
            claim
            for claim in claims
            if not wanted or wanted & {context.slug for context in claim.contexts.all()}
        ]
        return [claim for claim in kept if not self.without_sellers or _strip_sellers(claim)]

    @property
    def query(self) -> str:
        """As it stands in an address, with its question mark; empty where nothing is chosen."""
        pairs = [("context", slug) for slug in self.contexts]
        pairs += [("without", "sellers")] if self.without_sellers else []
        pairs += [("only", "differences")] if self.only_differences else []
        return f"?{urlencode(pairs)}" if pairs else ""

    def __bool__(self) -> bool:
        return bool(self.contexts or self.without_sellers or self.only_differences)


def number_on(roles: Iterable[Role], claims: Iterable[Claim]) -> int:
    """How many claims are on `roles`, and not on a broader role that they inherit from."""
    return sum(claim.role in roles for claim in claims)


def sells(citation: Citation) -> bool:
    """Whether the voice, or the publisher of its article, sells or sponsors."""
    interests = {citation.speaker.interest, citation.passage.article.publisher_interest}
    return bool(interests & SELLING)


def _strip_sellers(claim: Claim) -> bool:
    """Take the sellers' citations away; whether somebody else still supports the claim."""
    claim.public_citations = [each for each in claim.public_citations if not sells(each)]
    claim.disputed = any(each.stance == Citation.Stance.DISPUTES for each in claim.public_citations)
    claim.contested = claim.disputed or claim.rivalled
    claim.__dict__.pop("strength", None)  # it was worked out from the citations taken away
    return any(each.stance == Citation.Stance.SUPPORTS for each in claim.public_citations)
