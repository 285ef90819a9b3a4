"""Claims in reading order and in the groups that pages show. No queries: claims come loaded."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from reading.involvement import Involved, involved
from roles.aspects import ORDER, Aspect
from roles.comparison import caution
from roles.models import Claim, DecisionArea, Responsibility


def plainest_first(claim: Claim) -> tuple:
    """What is said so before what is advised, what is denied last; the better supported first."""
    return (claim.denies, bool(claim.caution), -claim.strength.sources)


def reading_order(claim: Claim) -> tuple:
    """By aspect, area and duty; then the plainest first; then as the sources have it."""
    area = claim.area
    first = claim.public_citations[0].passage if claim.public_citations else None
    return (
        ORDER.index(claim.aspect),
        (area.order, area.title) if area else (0, ""),
        claim.responsibility.title if claim.responsibility else "",
        claim.period_start or claim.period_end or 0,
        *plainest_first(claim),
        (first.article.slug, first.ordinal) if first else ("", 0),
        claim.slug,
    )


def in_reading_order(claims: Iterable[Claim]) -> list[Claim]:
    return sorted(claims, key=reading_order)


def of_aspect(claims: Iterable[Claim], *aspects: str) -> list[Claim]:
    return [claim for claim in claims if claim.aspect in aspects]


@dataclass
class Duty:
    """A responsibility with the claims on it."""

    responsibility: Responsibility
    claims: list[Claim] = field(default_factory=list)

    @property
    def involved(self) -> list[Involved]:
        return involved(self.claims)

    @property
    def caution(self) -> str:
        return caution(claim.modality for claim in self.claims)


@dataclass
class AreaGroup:
    """A decision area with what a page has to say in it."""

    area: DecisionArea
    duties: list[Duty] = field(default_factory=list)
    decisions: list[Claim] = field(default_factory=list)
    others: list[Claim] = field(default_factory=list)

    @property
    def caution_of_decisions(self) -> str:
        return caution(claim.modality for claim in self.decisions)

    @property
    def claims(self) -> list[Claim]:
        return [
            *(claim for duty in self.duties for claim in duty.claims),
            *self.decisions,
            *self.others,
        ]


def by_area(claims: Iterable[Claim]) -> list[AreaGroup]:
    """Responsibilities, decisions and whatever else has a decision area, area by area."""
    groups: dict[int, AreaGroup] = {}
    duties: dict[int, Duty] = {}
    for claim in claims:
        area = claim.area
        if area is None:
            continue
        group = groups.setdefault(area.pk, AreaGroup(area))
        if claim.aspect == Aspect.RESPONSIBILITY:
            duty = duties.get(claim.responsibility_id)
            if duty is None:
                duty = duties[claim.responsibility_id] = Duty(claim.responsibility)
                group.duties.append(duty)
            duty.claims.append(claim)
        elif claim.aspect == Aspect.DECISION:
            group.decisions.append(claim)
        else:
            group.others.append(claim)
    return sorted(groups.values(), key=lambda group: (group.area.order, group.area.title))
