"""Which part each role has in one responsibility: only some of those that sources name carry it."""

from collections.abc import Iterable
from dataclasses import dataclass

from roles.aspects import Involvement
from roles.models import Claim, Role

CARRYING = {Involvement.ACCOUNTABLE, Involvement.RESPONSIBLE}


@dataclass(frozen=True)
class Part:
    """`but` says why the role cannot be said to carry it: "excluded", "recommended", "consulted";
    it is empty where a source describes that the role does.
    """

    role: Role
    but: str


def parts(claims: Iterable[Claim]) -> list[Part]:
    """The roles that claims on one responsibility speak of, each once, in their order."""
    found: dict[Role, list[Claim]] = {}
    for claim in claims:
        found.setdefault(claim.role, []).append(claim)
    ordered = sorted(found, key=lambda role: (role.order, role.title))
    return [Part(role, _but(found[role])) for role in ordered]


def _but(claims: list[Claim]) -> str:
    given = [claim for claim in claims if not claim.denies]
    if not given:
        return "excluded"
    described = [claim for claim in given if not claim.caution]
    if not described:
        return given[0].caution
    if any(claim.involvement in CARRYING for claim in described):
        return ""
    return described[0].get_involvement_display().lower() or "criteria only"


def summed_up(found: list[Part]) -> str:
    """How many roles carry it by our sources, and what they say of the others. Silence is no
    denial (PRODUCT.md, rule 2).
    """
    carrying = sum(not part.but for part in found)
    words = "No source names a role that carries it"
    if carrying:
        roles = "1 role that carries" if carrying == 1 else f"{carrying} roles that carry"
        words = f"Sources name {roles} it"
    for but in dict.fromkeys(part.but for part in found if part.but):
        words += f"; {_others(but, sum(part.but == but for part in found))}"
    return f"{words}."


def _others(but: str, number: int) -> str:
    if but in {"recommended", "predicted"}:
        return f"it is {but} for {number}"
    if but == "criteria only":
        return f"of {number} only criteria are named"
    return f"{number} {'is' if number == 1 else 'are'} {but}"
