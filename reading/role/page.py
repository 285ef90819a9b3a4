"""What a role's page shows, and its page of one decision area, from claims that are loaded."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from reading.grouping import (
    AreaGroup,
    by_area,
    contests,
    in_reading_order,
    of_aspect,
    strongest_first,
)
from reading.notes import Notes, Source, one_interested, sources
from reading.role.inherited import Inherited
from reading.role.leads import by_counterpart, by_point
from reading.selection import Selection, choices
from reading.timeline import lanes
from roles.aspects import ANSWERS, DECADES, INVOLVING, RELATIONSHIPS, RULES, Section, where
from roles.models import Claim, DecisionArea, Role

FEW = 20  # claims: what such a role's page lacks may only be missing from our sources
STRONGEST = 3  # claims of a decision area, or of a list, that a page shows unasked
SECTIONS = list(dict.fromkeys(rule.section for rule in RULES.values()))
OWN_FORM = {ANSWERS, RELATIONSHIPS, DECADES}  # the other sections are lists of claims


@dataclass(frozen=True)
class AreaLead:
    """The strongest that is said in a decision area, on as many duties as there are; its own page
    has it all.
    """

    group: AreaGroup

    @property
    def claims(self) -> list[Claim]:
        duties = [sorted(duty.claims, key=strongest_first) for duty in self.group.duties]
        leading = sorted(
            [*(claims[0] for claims in duties), *self.group.decisions], key=strongest_first
        )
        rest = sorted((c for claims in duties for c in claims[1:]), key=strongest_first)
        return [*leading, *rest][:STRONGEST]

    @property
    def more(self) -> int:
        return len(self.group.claims) - len(self.claims)


@dataclass(frozen=True)
class ClaimList:
    """A section that lists its claims."""

    section: Section
    claims: list[Claim]

    @property
    def first(self) -> list[Claim]:
        return self.claims[:STRONGEST]

    @property
    def rest(self) -> list[Claim]:
        return self.claims[STRONGEST:]


class SelectedClaims:
    """What is said of a role and of those above it, as a reader's choice leaves it."""

    def __init__(self, role: Role, claims: Iterable[Claim], selection: Selection):
        claims = list(claims)
        stated = [claim for claim in claims if claim.role_id == role.pk]
        chosen = selection.apply(claims)
        everything = in_reading_order(chosen.claims)
        self.role, self.selection = role, selection
        self.choices = choices(selection, stated)  # before anything is hidden
        self.uncontested = chosen.uncontested
        self.own = [claim for claim in everything if claim.role_id == role.pk]
        self.hidden = len(stated) - len(self.own)
        self.inherited = Inherited(role, everything)
        self.contests = contests(self.own)


class RolePage(SelectedClaims):
    """Sections in the order of the page, and the notes numbered in that order. `answer` heads it
    where curators wrote one; else the claim does that sums the role up.
    """

    def __init__(
        self,
        role: Role,
        claims: Iterable[Claim],
        named_by: Iterable[Claim],
        selection: Selection,
        answer=None,
    ):
        super().__init__(role, claims, selection)
        named_by = list(named_by)
        naming = selection.apply(named_by)
        self.uncontested += naming.uncontested
        self.named_by = in_reading_order(naming.claims)
        self.hidden_on_others = len(named_by) - len(self.named_by)
        self.answer = answer
        summary = (claim for claim in self.own if claim.pk == role.summary_claim_id)
        self.summary = None if answer else next(summary, None)
        self.points = by_point(self.own)
        self.areas = [AreaLead(group) for group in by_area(of_aspect(self.own, *INVOLVING))]
        self.lists = [
            ClaimList(section, self._in(section)) for section in SECTIONS if section not in OWN_FORM
        ]
        self.relationships = by_counterpart(self._in(RELATIONSHIPS))
        self.decades = lanes(self._in(DECADES))
        self.notes = Notes(self._displayed())
        self.sources: list[Source] = sources(self.own)

    def _in(self, section: Section) -> list[Claim]:
        """Its claims of the section that stand neither under a point nor at the head."""
        found = of_aspect(self.own, *where(section=section))
        rest = (claim for claim in found if not claim.point and claim != self.summary)
        return sorted(rest, key=strongest_first)

    @property
    def has_few(self) -> bool:
        """Of what a reader's choice leaves it says nothing: few is their own doing."""
        return self.role.is_main and not self.selection and 0 < len(self.own) < FEW

    @property
    def silent_on(self) -> list[str]:
        """Sections that no claim fills, on whatever part of the page."""
        naming = [claim for claim in self.named_by if claim.relation]
        filled = {RULES[claim.aspect].section for claim in [*self.own, *naming]}
        return [section.heading.lower() for section in SECTIONS if section not in filled]

    @property
    def key_to_letters(self) -> str:
        """The first section that has letters, where their key stands; empty where none has."""
        if self.areas:
            return "answers"
        return "named" if any(claim.letter for claim in self.named_by) else ""

    @property
    def one_interested_source(self) -> Source | None:
        """Where all that is said rests on it; of what a reader has left, it is their own doing."""
        return None if self.selection else one_interested(self.own)

    def _displayed(self) -> list[Claim]:
        """What stands open on the page, with its marks. What is folded leads to its own page."""
        return [
            *(self.answer.claims if self.answer else []),
            *([self.summary] if self.summary else []),
            *(lead.first for lead in self.points),
            *(claim for area in self.areas for claim in area.claims),
            *(claim for each in self.lists for claim in each.first),
            *([] if self.own else self.named_by),
        ]


class RoleAreaPage(SelectedClaims):
    """All that is said of a role in one decision area; `claims` are those of this area."""

    def __init__(
        self, role: Role, area: DecisionArea, claims: Iterable[Claim], selection: Selection
    ):
        super().__init__(role, claims, selection)
        self.area = area
        self.group = next(iter(by_area(self.own)), AreaGroup(area))
        self.notes = Notes(self.group.claims)

    @property
    def lettered(self) -> bool:
        return any(claim.letter for claim in self.own)

    @property
    def is_silent(self) -> bool:
        """No source says anything of the role itself, whatever a reader's choice hides."""
        return not (self.own or self.hidden)


def place_of(claim: Claim, query: str = "") -> str:
    """The address at which a claim stands among those of its role; `query`: a reader's choice."""
    page, section = claim.role.get_absolute_url() + query, RULES[claim.aspect].section
    if claim.point:
        opened = claim.role.get_absolute_url() + opening_points(query)
        return f"{opened}#{claim.point.anchor}"
    if section == ANSWERS:
        return reverse("role_area", args=[claim.role.slug, claim.area.slug]) + query
    at_head = claim.pk == claim.role.summary_claim_id
    return page if at_head else f"{page}#{section.anchor}"


def opening_points(query: str) -> str:
    """A reader's choice, with all that is said on points, of which a page opens few in place."""
    return f"{query}&open=points" if query else "?open=points"
