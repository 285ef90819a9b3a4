"""What a variant has of the roles above it, row by row (docs/rules.md, rule 6)."""

from collections import Counter
from collections.abc import Iterable

from reading.grouping import AreaGroup, by_area, of_aspect
from roles.aspects import INVOLVING
from roles.comparison import compare
from roles.models import Claim, Role
from roles.rows import statements


class Inherited:
    """`claims` are the role's own and those of the roles above it, in reading order."""

    def __init__(self, role: Role, claims: Iterable[Claim]):
        broader = {each.slug: each.broader.slug for each in role.with_ancestors() if each.broader}
        found = compare([role.slug], statements(claims), broader)
        rows = [*found.rows, *found.unaligned]
        self.role = role
        self.claims = [c for row in rows if row.cells[0].state == "inherited" for c in row.claims]
        self.areas: list[AreaGroup] = by_area(of_aspect(self.claims, *INVOLVING))
        self.others = [claim for claim in self.claims if claim.aspect not in INVOLVING]

    def __bool__(self) -> bool:
        return bool(self.claims)

    @property
    def givers(self) -> list[Role]:
        """The roles whose claims it inherits, nearest first."""
        keys = {claim.role_id for claim in self.claims}
        return [each for each in self.role.with_ancestors() if each.pk in keys]

    @property
    def words(self) -> str:
        """What the lines of its list are: "2 responsibilities, decisions in 1 area, 1 skill"."""
        duties = sum(len(group.duties) for group in self.areas)
        areas = sum(bool(group.decisions) for group in self.areas)
        others = Counter(claim.get_aspect_display().lower() for claim in self.others)
        words = [
            f"{duties} responsibilit{'y' if duties == 1 else 'ies'}" if duties else "",
            f"decisions in {areas} area{'' if areas == 1 else 's'}" if areas else "",
            *(f"{number} {label}{'' if number == 1 else 's'}" for label, number in others.items()),
        ]
        return ", ".join(filter(None, words))
