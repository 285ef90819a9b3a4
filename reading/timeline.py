"""Claims along the decades. What has no date stands in a lane of its own: none is guessed."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from reading.grouping import reading_order
from roles.models import Claim
from roles.rows import UNDATED, decade, decade_label


@dataclass
class Lane:
    """A decade, or the undated "then" and "now"."""

    key: str
    claims: list[Claim] = field(default_factory=list)

    @property
    def label(self) -> str:
        return decade_label(self.key)

    @property
    def undated(self) -> bool:
        return self.key == UNDATED


def lanes(claims: Iterable[Claim]) -> list[Lane]:
    """Decades in order, the undated lane last."""
    found: dict[str, Lane] = {}
    for claim in sorted(claims, key=reading_order):
        found.setdefault(decade(claim), Lane(decade(claim))).claims.append(claim)
    return sorted(found.values(), key=lambda lane: (lane.undated, lane.key))
