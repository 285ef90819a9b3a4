"""How roles are involved in a responsibility: only some of those that sources name carry it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from roles.aspects import Involvement
from roles.models import Claim, Role

CARRYING = {Involvement.ACCOUNTABLE, Involvement.RESPONSIBLE}


@dataclass(frozen=True)
class Involved:
    """`reservation` says why the role cannot be said to carry the duty: "excluded", "recommended",
    "consulted"; it is empty where a source describes that the role does.
    """

    role: Role
    reservation: str


def involved(claims: Iterable[Claim]) -> list[Involved]:
    """The roles that claims on one responsibility speak of, each once, in their order."""
    found: dict[Role, list[Claim]] = {}
    for claim in claims:
        found.setdefault(claim.role, []).append(claim)
    ordered = sorted(found, key=lambda role: (role.order, role.title))
    return [Involved(role, _reservation(found[role])) for role in ordered]


def _reservation(claims: list[Claim]) -> str:
    given = [claim for claim in claims if not claim.denies]
    if not given:
        return "excluded"
    described = [claim for claim in given if not claim.caution]
    if not described:
        return given[0].caution
    if any(claim.involvement in CARRYING for claim in described):
        return ""
    return described[0].get_involvement_display().lower() or "criteria only"


def summed_up(found: list[Involved]) -> str:
    """How many roles carry it by our sources, and what they say of the others. Silence is no
    denial (docs/rules.md, rule 2).
    """
    reserved = Counter(each.reservation for each in found)
    carrying = reserved.pop("", 0)
    words = "No source names a role that carries it"
    if carrying:
        roles = "1 role that carries" if carrying == 1 else f"{carrying} roles that carry"
        words = f"Sources name {roles} it"
    for reservation, number in reserved.items():
        words += f"; {_others(reservation, number)}"
    return f"{words}."


def _others(reservation: str, number: int) -> str:
    if reservation in {"recommended", "predicted"}:
        return f"it is {reservation} for {number}"
    if reservation == "criteria only":
        return f"of {number} only criteria are named"
    return f"{number} {'is' if number == 1 else 'are'} {reservation}"
