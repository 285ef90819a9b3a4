"""Claims in reading order and in the groups that pages show. No queries: claims come loaded."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from reading.involvement import Involved, involved
from roles.aspects import ORDER, Aspect
from roles.comparison import MODALITIES, caution
from roles.models import Claim, DecisionArea, Disagreement, Responsibility


def strongest_first(claim: Claim) -> tuple:
    """The better supported first, then what holds in general, then what is so before what ought to
    be, what is denied last.
    """
    general = len(claim.contexts.all())
    return (-claim.strength.sources, general, MODALITIES.index(claim.modality), claim.denies)


def contests(claims: Iterable[Claim], further: Iterable[Disagreement] = ()) -> list[Disagreement]:
    """What these claims are contested in, and what curators set `further`, each once."""
    found = {each for claim in claims if claim.contested for each in claim.disagreements}
    return sorted(found.union(further), key=lambda each: each.question)


def reading_order(claim: Claim) -> tuple:
    """By aspect, area and duty; then the strongest first; then as the sources have it."""
    area = claim.area
    first = claim.public_citations[0].passage if claim.public_citations else None
    return (
        ORDER.index(claim.aspect),
        (area.order, area.title) if area else (0, ""),
        claim.responsibility.title if claim.responsibility else "",
        claim.period_start or claim.period_end or 0,
        *strongest_first(claim),
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
