"""Claims along the decades. What has no date stands in a lane of its own: none is guessed."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from reading.grouping import UNDATED, decade, reading_order
from roles.models import Claim


@dataclass
class Lane:
    """A decade, or the undated "then" and "now"."""

    key: str
    claims: list[Claim] = field(default_factory=list)

    @property
    def label(self) -> str:
        return "Then and now, undated" if self.key == UNDATED else self.key

    @property
    def undated(self) -> bool:
        return self.key == UNDATED


def lanes(claims: Iterable[Claim]) -> list[Lane]:
    """Decades in order, the undated lane last."""
    found: dict[str, Lane] = {}
    for claim in sorted(claims, key=reading_order):
        found.setdefault(decade(claim), Lane(decade(claim))).claims.append(claim)
    return sorted(found.values(), key=lambda lane: (lane.undated, lane.key))
