"""Claims of several roles, role by role, as the pages of decisions, duties and topics show them."""

from collections.abc import Iterable
from dataclasses import dataclass

from reading.grouping import of_aspect, strongest_first
from reading.involvement import CARRYING
from reading.notes import sources
from roles.aspects import INVOLVING, Involvement
from roles.comparison import Cell, cell
from roles.models import Claim, Role
from roles.rows import statements

RANKS = {involvement: rank for rank, involvement in enumerate(Involvement.values)}


@dataclass(frozen=True)
class RoleBlock:
    role: Role
    claims: list[Claim]

    @property
    def cell(self) -> Cell:
        """What the matrix has on the role: letters with the number of claims behind each."""
        involving = of_aspect(self.claims, *INVOLVING)
        return cell(self.role.slug, {self.role.slug: statements(involving)}, broader={})


def role_blocks(claims: Iterable[Claim]) -> list[RoleBlock]:
    """In the order of the roles; claims as they come."""
    found: dict[Role, list[Claim]] = {}
    for claim in claims:
        found.setdefault(claim.role, []).append(claim)
    ordered = sorted(found, key=lambda role: (role.order, role.title))
    return [RoleBlock(role, found[role]) for role in ordered]


def sources_by_role(blocks: Iterable[RoleBlock]) -> str:
    """How many sources give the matter to each role: what a page without an answer can say. Empty
    where none does.
    """
    found = [(len(sources(_giving(block.claims))), block.role.short) for block in blocks]
    (number, role), *others = sorted(found, key=lambda each: -each[0]) or [(0, "")]
    if not number:
        return ""
    verb = "source gives" if number == 1 else "sources give"
    further = "".join(f", {count} to the {name}" for count, name in others if count)
    return f"{number} {verb} this to the {role}{further}."


def _giving(claims: Iterable[Claim]) -> list[Claim]:
    return [claim for claim in claims if claim.is_fact and claim.involvement in CARRYING]


def answers_first(claims: Iterable[Claim]) -> list[Claim]:
    """The better supported and more general first; of equals who has the greatest part, before
    what has no letter.
    """

    def place(claim: Claim) -> tuple:
        sources, general, *rest = strongest_first(claim)
        return (sources, general, RANKS.get(claim.involvement, len(RANKS)), *rest)

    return sorted(claims, key=place)
