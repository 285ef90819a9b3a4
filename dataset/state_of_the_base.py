"""What the base knows, and on how many independent groups of sources that rests.

Numbers of claims are reported, never aimed at: what counts is a second group (rule 4).
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import yaml

from articles.models import Article
from roles import evidence
from roles.comparison import compare
from roles.models import Citation, Claim, Role
from roles.rows import statements

PRIORITIES = Path(__file__).parent / "priorities.yaml"
WEAK = {"vendor-article", "opinion"}  # kinds of evidence that do not count as a second kind


@dataclass(frozen=True)
class RoleState:
    """What is said of one role. Shares are of its public claims, from 0 to 1."""

    role: Role
    claims: int
    groups: int  # independent groups of supporting sources
    largest: float  # share of the claims that the largest group supports
    backed: float  # share with two groups or more
    sellers_only: float
    points: int
    areas: int

    def __str__(self) -> str:
        return (
            f"{self.role.title}: {self.claims} claims, {self.groups} groups, the largest "
            f"{self.largest:.0%}; two groups or more {self.backed:.0%}; sellers only "
            f"{self.sellers_only:.0%}; {self.points} points, {self.areas} areas"
        )


def state_of_the_base() -> Iterator[str]:
    """The report, a line at a time."""
    claims = list(Claim.objects.for_reading())
    by_role: dict[Role, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_role[claim.role].append(claim)
    yield from _of_sources()
    yield "\nRoles"
    for role in sorted(by_role, key=lambda each: (each.order, each.title)):
        yield str(_of_role(role, by_role[role]))
    yield "\nPairs of main roles: rows and points that both fill"
    main = Role.objects.published().main().order_by("order", "title")
    for first, second in combinations(main, 2):
        yield _of_pair(first, second, [*by_role[first], *by_role[second]])
    yield "\nResponsibilities that matter most (dataset/priorities.yaml)"
    for slug, duties in yaml.safe_load(PRIORITIES.read_text(encoding="utf-8")).items():
        yield _of_priorities(slug, duties, claims)


def _of_sources() -> Iterator[str]:
    articles = list(Article.objects.published())
    extents = Counter(article.extent for article in articles)
    yield f"Sources: {len(articles)}, {extents['whole']} read whole, {extents['opening']} in part"
    for title, field in (("Kind", "kind"), ("Publisher's interest", "publisher_interest")):
        counted = Counter(getattr(article, f"get_{field}_display")() for article in articles)
        words = (f"{word} {number}" for word, number in counted.most_common())
        yield f"{title}: {', '.join(words)}"


def _supports(claims: list[Claim]) -> list[evidence.Support]:
    return [
        citation.as_support()
        for claim in claims
        for citation in claim.public_citations
        if citation.stance == Citation.Stance.SUPPORTS
    ]


def _of_role(role: Role, claims: list[Claim]) -> RoleState:
    members = evidence.members(_supports(claims))
    shares = Counter(
        group for claim in claims for group in {members.get(s.article) for s in _supports([claim])}
    )
    number = len(claims)
    return RoleState(
        role=role,
        claims=number,
        groups=len({*members.values()}),
        largest=max(shares.values(), default=0) / number,
        backed=sum(claim.strength.sources > 1 for claim in claims) / number,
        sellers_only=sum(claim.strength.only_sellers for claim in claims) / number,
        points=len({claim.point_id for claim in claims} - {None}),
        areas=len({claim.area for claim in claims} - {None}),
    )


def _of_pair(first: Role, second: Role, claims: list[Claim]) -> str:
    table = compare([first.slug, second.slug], statements(claims))
    shared = [row for row in table.rows if row.shared]
    strong = sum(all(_well_backed(cell) for cell in row.cells) for row in shared)
    points = sum(row.group == "point" for row in shared)
    return (
        f"{first.short} and {second.short}: {len(shared)} ({points} points), {strong} with two "
        "groups, or evidence other than vendors and opinions, on each side"
    )


def _well_backed(cell) -> bool:
    supports = _supports([each.claim for each in cell.statements])
    return evidence.groups(supports) > 1 or any(each.kind not in WEAK for each in supports)


def _of_priorities(slug: str, duties: list[str], claims: list[Claim]) -> str:
    own = [claim for claim in claims if claim.role.slug == slug and claim.responsibility]
    backed = single = 0
    for duty in duties:
        on_duty = [claim for claim in own if claim.responsibility.slug == duty]
        backed += evidence.groups(_supports(on_duty)) > 1
        single += any(claim.strength.sources > 1 for claim in on_duty)
    return (
        f"{slug}: of {len(duties)}, {backed} have two groups or more under the duty, "
        f"{single} on one claim"
    )
