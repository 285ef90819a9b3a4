"""What a role's page shows, section by section, from claims that are loaded."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from reading.grouping import AreaGroup, by_area, in_reading_order, of_aspect, plainest_first
from reading.notes import Notes, Source, one_interested, sources
from reading.selection import Selection
from reading.timeline import Lane, lanes
from roles.aspects import (
    ANSWERS,
    CONTEXTS,
    DECADES,
    INVOLVING,
    RELATIONSHIPS,
    RULES,
    WHAT,
    Section,
    where,
)
from roles.comparison import compare
from roles.models import Claim, Role
from roles.rows import statements

GLANCE = 2  # claims that a line of "at a glance" spells out
SECTIONS = list(dict.fromkeys(rule.section for rule in RULES.values()))
OWN_FORM = {WHAT, ANSWERS, CONTEXTS, DECADES}  # the other sections are lists of claims


@dataclass(frozen=True)
class Glance:
    """One line of "at a glance": a question, and the first claims that answer it, if any."""

    label: str
    all_claims: list[Claim]
    section: str = ""  # where the rest stands

    @property
    def claims(self) -> list[Claim]:
        return self.all_claims[:GLANCE]

    @property
    def rest(self) -> list[Claim]:
        return self.all_claims[GLANCE:]


@dataclass(frozen=True)
class ClaimList:
    """A section that lists its claims."""

    section: Section
    claims: list[Claim]


class RolePage:
    """Sections in the order of the page, and the notes numbered in that order."""

    def __init__(
        self,
        role: Role,
        claims: Iterable[Claim],
        named_by: Iterable[Claim],
        selection: Selection,
    ):
        claims, named_by = list(claims), list(named_by)
        self.selection = selection
        chosen, naming = selection.apply(claims), selection.apply(named_by)
        self.uncontested = chosen.uncontested + naming.uncontested
        everything = in_reading_order(chosen.claims)
        self.role = role
        self.own = [claim for claim in everything if claim.role_id == role.pk]
        found = _inherited(role, everything)
        self.inherited: list[AreaGroup] = by_area(of_aspect(found, *INVOLVING))
        self.inherited_others = [claim for claim in found if claim.aspect not in INVOLVING]
        self.named_by = in_reading_order(naming.claims)
        self.hidden = sum(claim.role_id == role.pk for claim in claims) - len(self.own)
        self.hidden_on_others = len(named_by) - len(self.named_by)
        self.summary = self._chosen(role.summary_claim_id)
        self.focus = self._chosen(role.focus_claim_id)
        self.glance = self._glance()
        self.areas: list[AreaGroup] = by_area(of_aspect(self.own, *INVOLVING))
        self.lists = [
            ClaimList(section, self._in(section))
            for section in SECTIONS
            if section not in OWN_FORM and not section.at_top
        ]
        self.timeline: list[Lane] = lanes(self._in(DECADES))
        self.notes = Notes(self._displayed())
        self.sources: list[Source] = sources(self.own)

    def _chosen(self, pk: int | None) -> Claim | None:
        return next((claim for claim in self.own if claim.pk == pk), None)

    def _glance(self) -> list[Glance]:
        reports = [claim for claim in self.own if _reports(claim)]
        return [
            Glance("Focus", [self.focus] if self.focus else []),
            Glance("Reports to", sorted(reports, key=plainest_first), "reporting"),
            *(
                Glance(section.heading, self._in(section), section.anchor)
                for section in SECTIONS
                if section.at_top
            ),
        ]

    @property
    def at_a_glance(self) -> bool:
        """Whether a source answers any of its questions: four times "no source says" is noise."""
        return any(line.all_claims for line in self.glance)

    def _in(self, section: Section) -> list[Claim]:
        """Its claims of the section, but for its superiors, who stand at the top."""
        found = of_aspect(self.own, *where(section=section))
        return sorted((claim for claim in found if not _reports(claim)), key=plainest_first)

    @property
    def definitions(self) -> list[Claim]:
        """What it is, and what it is there for, but for what stands at the top. What it is in
        itself comes before what it is beside another role.
        """
        top = {self.summary, self.focus}
        found = [claim for claim in self._in(WHAT) if claim not in top]
        return sorted(found, key=lambda c: (c.denies, bool(c.caution), c.other_role is not None))

    @property
    def relations(self) -> list[Claim]:
        """Its relations to others, and those of others to it."""
        return [claim for claim in [*self.own, *self.named_by] if claim.relation]

    @property
    def contexts(self) -> list[Claim]:
        return self._in(CONTEXTS)

    @property
    def only_on_top(self) -> list[Claim]:
        """Claims with one place on the page, at its top, so that their anchor belongs there."""
        top = [self.summary, *(claim for line in self.glance for claim in line.claims)]
        shown = self._displayed()
        return [claim for claim in top if shown.count(claim) == 1]

    @property
    def silent_on(self) -> list[str]:
        """Sections that the page lacks, because no source fills them."""
        sections = {
            ANSWERS.heading: self.areas,
            **{each.section.heading: each.claims for each in self.lists},
            RELATIONSHIPS.heading: self.relations,
            "Change through the decades": self.timeline,
            "Contexts": self.contexts,
        }
        return [name.lower() for name, claims in sections.items() if not claims]

    @property
    def inherited_from(self) -> list[Role]:
        """The roles whose claims it inherits, nearest first."""
        claims = [*(each for group in self.inherited for each in group.claims)]
        givers = {claim.role_id for claim in [*claims, *self.inherited_others]}
        return [each for each in self.role.with_ancestors() if each.pk in givers]

    @property
    def inherited_words(self) -> str:
        """What the lines of its list are: "2 responsibilities, decisions in 1 area, 1 skill"."""
        duties = sum(len(group.duties) for group in self.inherited)
        areas = sum(bool(group.decisions) for group in self.inherited)
        others = Counter(claim.get_aspect_display().lower() for claim in self.inherited_others)
        words = [
            f"{duties} responsibilit{'y' if duties == 1 else 'ies'}" if duties else "",
            f"decisions in {areas} area{'' if areas == 1 else 's'}" if areas else "",
            *(f"{number} {label}{'' if number == 1 else 's'}" for label, number in others.items()),
        ]
        return ", ".join(filter(None, words))

    @property
    def key_to_letters(self) -> str:
        """The first section that has letters, where their key stands; empty where none has."""
        if self.areas:
            return "answers"
        return "named" if any(claim.letter for claim in self.named_by) else ""

    @property
    def duties(self) -> int:
        return sum(len(group.duties) for group in self.areas)

    @property
    def one_interested_source(self) -> Source | None:
        """Where all that is said rests on it; of what a reader has left, it is their own doing."""
        return None if self.selection else one_interested(self.own)

    def _displayed(self) -> list[Claim]:
        """Every claim of the page, in the order in which it first appears."""
        glance = [claim for line in self.glance for claim in line.claims]
        return [
            *([self.summary] if self.summary else []),
            *glance,
            *self.definitions,
            *(claim for group in self.areas for claim in group.claims),
            *(claim for each in self.lists for claim in each.claims),
            *(claim for line in self.glance for claim in line.rest),
            *(claim for lane in self.timeline for claim in lane.claims),
            *self.contexts,
            *self.named_by,
        ]


def _reports(claim: Claim) -> bool:
    return claim.relation == Claim.Relation.REPORTS_TO


def _inherited(role: Role, claims: Iterable[Claim]) -> list[Claim]:
    """What the comparison's rows say that it inherits; `claims` are its own and its ancestors'."""
    broader = {each.slug: each.broader.slug for each in role.with_ancestors() if each.broader}
    found = compare([role.slug], statements(claims), broader)
    rows = [*found.rows, *found.unaligned]
    return [claim for row in rows if row.cells[0].state == "inherited" for claim in row.claims]


def section_of(claim: Claim) -> str:
    """The anchor of the section of its role's page in which a claim stands; empty at its top."""
    section = RULES[claim.aspect].section
    if section == ANSWERS:
        return f"area-{claim.area.slug}"
    if section == WHAT:
        chosen = {claim.role.summary_claim_id: "", claim.role.focus_claim_id: "glance"}
        return chosen.get(claim.pk, section.anchor)
    return "glance" if section.at_top or _reports(claim) else section.anchor
