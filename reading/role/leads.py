"""Claims as the lines of a list: what a line says first, and what opens in place below it."""

from collections.abc import Iterable
from dataclasses import dataclass

from reading.grouping import strongest_first
from roles.comparison import leading_order
from roles.models import Claim, Point
from roles.rows import relation_key, statements


@dataclass(frozen=True)
class Lead:
    title: str
    claims: list[Claim]  # the leading one first
    anchor: str = ""
    hint: str = ""  # what explains the title

    @property
    def first(self) -> Claim:
        return self.claims[0]

    @property
    def rest(self) -> list[Claim]:
        return self.claims[1:]


def by_point(claims: Iterable[Claim]) -> list[Lead]:
    """Point by point in the order in which readers ask; in each, as a comparison would lead it."""
    found: dict[Point, list[Claim]] = {}
    for each in sorted(statements(claims), key=leading_order):
        if each.claim.point:
            found.setdefault(each.claim.point, []).append(each.claim)
    points = sorted(found, key=lambda point: (point.order, point.title))
    return [Lead(p.title, found[p], p.anchor, p.question) for p in points]


def by_counterpart(claims: Iterable[Claim]) -> list[Lead]:
    """Relations by the other side, with the relations in words: "CEO: reports to, advises"."""
    found: dict[str, list[Claim]] = {}
    for claim in sorted(claims, key=strongest_first):
        found.setdefault(relation_key(claim).partition(":")[2], []).append(claim)
    leads = [Lead(_other(own[0]), own, hint=_relations(own)) for own in found.values()]
    return sorted(leads, key=lambda lead: (-lead.first.strength.sources, -len(lead.claims)))


def _other(claim: Claim) -> str:
    other = claim.other_role.short if claim.other_role else claim.counterpart
    return other[:1].upper() + other[1:]


def _relations(claims: Iterable[Claim]) -> str:
    """Each relation once; what is denied or no fact says so (docs/rules.md, rule 3)."""
    words = (
        "not: " * claim.denies
        + claim.get_relation_display()
        + f" ({claim.caution})" * bool(claim.caution)
        for claim in claims
    )
    return ", ".join(dict.fromkeys(words))
