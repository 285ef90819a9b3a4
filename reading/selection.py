"""Which claims a reader wants to see: contexts and interests, kept in the address."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from roles.models import Citation, Claim, Role
from roles.querysets import ClaimQuerySet


@dataclass(frozen=True)
class Chosen:
    """What a reader's choice leaves."""

    claims: list[Claim]
    uncontested: int  # of them, how many are contested only by what is left out


@dataclass(frozen=True)
class Selection:
    """A reader's choice. Pages say how much it leaves out: nothing goes without a word."""

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

    def among(self, known: Collection[str]) -> "Selection":
        """Without contexts that no claim here has: they would hide everything, with no box to
        untick.
        """
        return replace(self, contexts=tuple(slug for slug in self.contexts if slug in known))

    def kept(self) -> ClaimQuerySet | None:
        """The claims that it keeps, for `for_reading`; None where it hides none."""
        if not (self.contexts or self.without_sellers):
            return None
        return Claim.objects.kept(contexts=self.contexts, without_sellers=self.without_sellers)

    def apply(self, claims: Iterable[Claim]) -> Chosen:
        """The claims to show, from `for_reading(kept())`. Without sellers, a claim keeps only the
        citations of others; whatever the choice, only what it keeps contests (rule 5).
        """
        if self.kept() is None:
            return Chosen(list(claims), 0)
        wanted = set(self.contexts)
        kept, uncontested = [], 0
        for claim in claims:
            was = claim.contested
            if wanted and not wanted & {context.slug for context in claim.contexts.all()}:
                continue
            if self.without_sellers:
                _strip_sellers(claim)
            _judge_again(claim)
            if any(each.stance == Citation.Stance.SUPPORTS for each in claim.public_citations):
                kept.append(claim)
                uncontested += was and not claim.contested
        return Chosen(kept, uncontested)

    def toggled(self, context: str) -> "Selection":
        """With this context alone, or with none where it was chosen."""
        return replace(self, contexts=() if context in self.contexts else (context,))

    @property
    def sellers_toggled(self) -> str:
        """The query with sellers where it hides them, without them where it does not."""
        return replace(self, without_sellers=not self.without_sellers).query or "?"

    @property
    def query(self) -> str:
        """As it stands in an address, with its question mark; empty where nothing is chosen."""
        pairs = [("context", slug) for slug in self.contexts]
        pairs += [("without", "sellers")] if self.without_sellers else []
        pairs += [("only", "differences")] if self.only_differences else []
        return f"?{urlencode(pairs)}" if pairs else ""

    @property
    def query_on_roles(self) -> str:
        """For a role's own pages, which compare nothing."""
        return replace(self, only_differences=False).query

    def __bool__(self) -> bool:
        return bool(self.contexts or self.without_sellers or self.only_differences)


@dataclass(frozen=True)
class Choice:
    """A context that a reader may choose or, once chosen, take back."""

    title: str
    claims: int
    chosen: bool
    query: str


def choices(selection: Selection, claims: Iterable[Claim]) -> list[Choice]:
    """A choice for each context that a claim holds in, with the number of these claims."""
    found = Counter(context for claim in claims for context in claim.contexts.all())
    ordered = sorted(found, key=lambda context: (context.order, context.title))
    return [
        Choice(each.title, found[each], each.slug in selection.contexts,
               selection.toggled(each.slug).query or "?")
        for each in ordered
    ]  # fmt: skip


def number_on(roles: Iterable[Role], claims: Iterable[Claim]) -> int:
    """How many claims are on `roles`, and not on a broader role that they inherit from."""
    return sum(claim.role in roles for claim in claims)


def _strip_sellers(claim: Claim) -> None:
    claim.public_citations = [each for each in claim.public_citations if not each.sells]


def _judge_again(claim: Claim) -> None:
    """By what is left: its citations, and the claims in other positions."""
    claim.disputed = any(each.stance == Citation.Stance.DISPUTES for each in claim.public_citations)
    claim.rivalled = claim.rivalled_by_kept
    claim.contested = claim.disputed or claim.rivalled
    claim.__dict__.pop("strength", None)  # it was worked out from what stood there before
