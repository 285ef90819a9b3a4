"""Claims in reading order and in the groups that pages show. No queries: claims come loaded."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.text import slugify

from reading.involvement import Involved, involved
from roles.aspects import Aspect
from roles.comparison import INHERITED, RELATIONAL, Statement
from roles.models import Claim, DecisionArea, Responsibility

ASPECT_ORDER = [
    Aspect.DEFINITION,
    Aspect.FOCUS,
    Aspect.RESPONSIBILITY,
    Aspect.DECISION,
    Aspect.SKILL,
    Aspect.BACKGROUND,
    Aspect.MEASURE,
    Aspect.REPORTING_LINE,
    Aspect.RELATIONSHIP,
    Aspect.CONTEXT,
    Aspect.EVOLUTION,
]
UNDATED = "undated"


def plainest_first(claim: Claim) -> tuple:
    """What is said so before what is advised, what is denied last; the better supported first."""
    return (claim.denies, bool(claim.caution), -claim.strength.sources)


def reading_order(claim: Claim) -> tuple:
    """By aspect, area and duty; then the plainest first; then as the sources have it."""
    area = claim.area
    first = claim.public_citations[0].passage if claim.public_citations else None
    return (
        ASPECT_ORDER.index(claim.aspect),
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


@dataclass
class AreaGroup:
    """A decision area with what a page has to say in it."""

    area: DecisionArea
    duties: list[Duty] = field(default_factory=list)
    decisions: list[Claim] = field(default_factory=list)
    others: list[Claim] = field(default_factory=list)

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


def inherited(own: Iterable[Claim], broader: Iterable[Claim]) -> list[Claim]:
    """What a variant role has from its broader role: its responsibilities, decisions and skills,
    but for the rows in which the variant has a claim of its own (rule 6). What is denied of the
    broader role is nothing to have.
    """
    taken = {(claim.aspect, row_key(claim)) for claim in own}
    return [
        claim
        for claim in broader
        if claim.aspect in INHERITED
        and not claim.denies
        and (claim.aspect, row_key(claim)) not in taken
    ]


def row_key(claim: Claim) -> str:
    """What rows of a comparison align by."""
    if claim.aspect == Aspect.RESPONSIBILITY:
        return claim.responsibility.slug
    if claim.aspect == Aspect.DECISION:
        return claim.decision_area.slug
    if claim.aspect in RELATIONAL:
        other = (
            claim.other_role.slug
            if claim.other_role
            else slugify(claim.counterpart, allow_unicode=True)
        )
        return f"{claim.relation}:{other}"
    if claim.aspect == Aspect.EVOLUTION:
        return decade(claim)
    return claim.aspect


def row_label(claim: Claim) -> str:
    if claim.aspect == Aspect.RESPONSIBILITY:
        return claim.responsibility.title
    if claim.aspect == Aspect.DECISION:
        return claim.decision_area.title
    if claim.aspect in RELATIONAL:
        other = f"the {claim.other_role.short}" if claim.other_role else claim.counterpart
        return f"{claim.get_relation_display().capitalize()} {other}"
    if claim.aspect == Aspect.EVOLUTION:
        return "Then and now, undated" if decade(claim) == UNDATED else decade(claim)
    return claim.get_aspect_display()


def decade(claim: Claim) -> str:
    """The decade in which its period starts (or ends, where only that is known)."""
    year = claim.period_start or claim.period_end
    return f"{year // 10 * 10}s" if year else UNDATED


def statements(claims: Iterable[Claim]) -> list[Statement]:
    """Claims as a comparison takes them."""
    return [
        Statement(
            role=claim.role.slug,
            aspect=claim.aspect,
            key=row_key(claim),
            label=row_label(claim),
            area=claim.area.slug if claim.area else "",
            denies=claim.denies,
            modality=claim.modality,
            involvement=claim.involvement,
            contested=claim.contested,
            claim=claim,
        )
        for claim in claims
    ]
