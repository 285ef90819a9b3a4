"""Who reports to, leads, hires, partners with whom: one fan of lines for each role and relation."""

from collections.abc import Iterable
from dataclasses import dataclass
from textwrap import wrap

from reading.pictures.narrow import TARGET
from roles.models import Claim, Role

NODE = 92  # pixels: the width of a role's node
EDGE_END, TEXT = 134, 140  # pixels; the names end before 288
NODE_LETTERS, NAME_LETTERS = 12, 19
LINE_HEIGHT = 15  # pixels
GAP = 8  # pixels between two fans
MUTUAL = {Claim.Relation.PARTNERS_WITH, Claim.Relation.IN_TENSION_WITH}


@dataclass(frozen=True)
class Line:
    """A claim of a role's relation to another role or to a counterpart."""

    href: str
    words: str
    name: tuple[str, ...]  # in lines
    path: str
    y: int  # pixels: the baseline of the first line
    cross: int  # pixels: the middle of its line, where a denied relation is crossed
    denied: bool
    advised: bool


@dataclass(frozen=True)
class Fan:
    role: Role
    name: tuple[str, ...]
    top: int  # of its node
    height: int  # of its node
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Panel:
    """A relation with all who stand in it."""

    relation: str
    label: str
    fans: tuple[Fan, ...]
    height: int

    @property
    def end(self) -> str:
        """How its lines end: a dot where neither side leads to the other."""
        return "dot" if self.relation in MUTUAL else "arrow"


@dataclass(frozen=True)
class Relations:
    panels: tuple[Panel, ...]
    denied: bool
    advised: bool
    contested: bool


def relations(claims: Iterable[Claim]) -> Relations | None:
    """Claims with a relation as fans; None where no claim has a relation."""
    related = [claim for claim in claims if claim.relation]
    if not related:
        return None
    panels = (
        _panel(relation, [claim for claim in related if claim.relation == relation])
        for relation in Claim.Relation
    )
    return Relations(
        tuple(panel for panel in panels if panel.fans),
        any(claim.denies for claim in related),
        any(_advised(claim) for claim in related),
        any(claim.contested for claim in related),
    )


def _panel(relation: Claim.Relation, claims: list[Claim]) -> Panel:
    by_role: dict[Role, list[Claim]] = {}
    for claim in claims:
        by_role.setdefault(claim.role, []).append(claim)
    fans, top = [], 2
    for role in sorted(by_role, key=lambda role: (role.order, role.title)):
        fan, height = _fan(role, by_role[role], top)
        fans.append(fan)
        top += height + GAP
    return Panel(str(relation), relation.label, tuple(fans), top)


def _fan(role: Role, claims: list[Claim], top: int) -> tuple[Fan, int]:
    """A role's node with its lines, and the height of both."""
    names = {claim: wrap(_signed(claim), NAME_LETTERS) for claim in claims}
    node = wrap(role.short, NODE_LETTERS)
    node_height, needed = LINE_HEIGHT * len(node) + 9, sum(map(_room, names.values()))
    height = max(needed, node_height)
    middle, y = top + height // 2, top + (height - needed) // 2
    found = []
    for claim in sorted(claims, key=lambda c: (_advised(c), c.denies, _other(c), c.slug)):
        found.append(_line(claim, names[claim], middle, y))
        y += _room(names[claim])
    return Fan(role, tuple(node), middle - node_height // 2, node_height, tuple(found)), height


def _room(name: list[str]) -> int:
    return TARGET + LINE_HEIGHT * (len(name) - 1)


def _line(claim: Claim, name: list[str], start: int, top: int) -> Line:
    end = top + _room(name) // 2
    bend = (NODE + EDGE_END) // 2
    return Line(
        href=claim.get_absolute_url(),
        words=_words(claim),
        name=tuple(name),
        path=f"M{NODE} {start}C{bend} {start} {bend} {end} {EDGE_END} {end}",
        y=top + TARGET // 2 + 4,
        cross=(start + end) // 2,
        denied=claim.denies,
        advised=_advised(claim),
    )


def _other(claim: Claim) -> str:
    return claim.other_role.short if claim.other_role else claim.counterpart


def _words(claim: Claim) -> str:
    """The name of its link; it holds the words that are drawn (WCAG 2.2, 2.5.3)."""
    advice = "predicted" if claim.modality == Claim.Modality.PREDICTS else "recommended"
    words = [
        claim.get_relation_display(),
        ", not:" * claim.denies,
        f" {_other(claim)}",
        f", {advice}" * _advised(claim),
        ", contested" * claim.contested,
    ]
    return "".join(words)


def _signed(claim: Claim) -> str:
    """The other side, with signs that do not depend on colour."""
    signs = "★" * _advised(claim) + "≠" * claim.contested
    return " ".join(filter(None, ["Not:" * claim.denies, _other(claim), signs]))


def _advised(claim: Claim) -> bool:
    return not claim.is_fact
