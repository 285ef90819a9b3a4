"""Roles in a list, each with the claim that says what it is for, or else what it is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from reading.notes import Notes
from roles.models import Claim, Role


@dataclass(frozen=True)
class RoleRow:
    role: Role
    claim: Claim | None


class RoleRows:
    """`chosen` are the loaded claims that curators chose for these roles."""

    def __init__(self, roles: Iterable[Role], chosen: Iterable[Claim]):
        by_key = {claim.pk: claim for claim in chosen}
        self.rows = [RoleRow(role, focus_or_summary(role, by_key)) for role in roles]

    @property
    def claims(self) -> list[Claim]:
        return [row.claim for row in self.rows if row.claim]

    @property
    def notes(self) -> Notes:
        return Notes(self.claims)

    def __iter__(self):
        return iter(self.rows)


def focus_or_summary(role: Role, claims: Mapping[int, Claim]) -> Claim | None:
    return claims.get(role.focus_claim_id) or claims.get(role.summary_claim_id)


def asked_most(roles: Iterable[Role]) -> list[Role]:
    """The first two roles, and the first variant of either: "CIO, CTO or fractional CIO?" is what
    a CEO comes with.
    """
    roles = list(roles)
    first = [role for role in roles if not role.broader_id][:2]
    variants = [role for role in roles if role.broader_id in {each.pk for each in first}]
    return [role for role in roles if role in [*first, *variants[:1]]]
