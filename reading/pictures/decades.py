"""What changed, along the years that sources give; what has no year stands below, undated."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from reading.pictures.narrow import NARROW, TARGET, percent
from roles.models import Claim

MOST_LABELS = 8  # decades with a label each on a narrow screen
PER_LINE = NARROW // TARGET
SHOWN = 52  # letters of a statement beside its bar, about 45 per cent of a wide picture
ROOM = 48  # per cent of the width that such a text takes
AXIS = 34  # pixels above the first bar: the decades, and below them the sign of silence


@dataclass(frozen=True)
class Tick:
    label: str
    left: str
    middle: str
    silent: bool  # no source speaks of this decade


@dataclass(frozen=True)
class Point:
    """A claim at (x, y) in pixels. `kind`: denies; describes, for all facts; or its modality."""

    href: str
    words: str
    kind: str
    contested: bool
    x: int = 0
    y: int = 0


@dataclass(frozen=True)
class Span:
    """A dated claim: a bar over its years, or a point where the sources give one year only."""

    point: Point
    palette: int
    left: str
    width: str  # empty for a point
    text_x: str  # empty where the statement finds no room
    before: bool  # the text ends where the bar begins
    y: int


@dataclass(frozen=True)
class Lane:
    label: str
    palette: int
    points: tuple[Point, ...]
    height: int


@dataclass(frozen=True)
class Decades:
    ticks: tuple[Tick, ...]
    spans: tuple[Span, ...]
    height: int
    undated: tuple[Lane, ...]
    kinds: frozenset[str]  # what the legend explains
    contested: bool
    silent: bool


def decades(claims: Iterable[Claim]) -> Decades | None:
    """None where there is no claim."""
    claims = list(claims)
    if not claims:
        return None
    dated = sorted(filter(_years, claims), key=_years)
    ticks, spans = _dated(dated) if dated else ((), ())
    lanes: dict[tuple[int, str], list[Claim]] = {}
    for claim in claims:
        if not _years(claim):
            lanes.setdefault((claim.role.order, claim.role.title), []).append(claim)
    return Decades(
        ticks,
        spans,
        AXIS + TARGET * len(spans),
        tuple(_lane(key[1], lanes[key]) for key in sorted(lanes)),
        frozenset(_kind(claim) for claim in claims),
        any(claim.contested for claim in claims),
        any(tick.silent for tick in ticks),
    )


def _years(claim: Claim) -> tuple[int, int] | None:
    """First and last year; the same one twice where a source gives only a start or an end."""
    start, end = claim.period_start, claim.period_end
    return (start or end, end or start) if start or end else None


def _dated(claims: list[Claim]) -> tuple[tuple[Tick, ...], tuple[Span, ...]]:
    years = [_years(claim) for claim in claims]
    first = min(start for start, _ in years) // 10 * 10
    after = max(end for _, end in years) // 10 * 10 + 10
    edges = list(range(first, after + 1, 10))
    step = -(-(len(edges) - 1) // MOST_LABELS)
    ticks = tuple(
        Tick(
            f"{start}s" if number % step == 0 else "",
            percent(start - first, after - first),
            percent(start + 5 - first, after - first),
            not any(begin < end and last >= start for begin, last in years),
        )
        for number, (start, end) in enumerate(pairwise(edges))
    )
    spans = (_span(claim, row, first, after) for row, claim in enumerate(claims))
    return ticks, tuple(spans)


def _span(claim: Claim, row: int, first: int, after: int) -> Span:
    start, end = _years(claim)
    whole = after - first
    is_point = start == end
    left = start + 0.5 - first if is_point else start - first
    right = left if is_point else end + 1 - first
    before, behind = left / whole * 100, 100 - right / whole * 100
    text_x = max(before, behind) >= ROOM
    return Span(
        _point(claim),
        claim.role.palette,
        percent(left, whole),
        "" if is_point else percent(right - left, whole),
        percent(left if before > behind else right, whole) if text_x else "",
        before > behind,
        AXIS + TARGET * row,
    )


def _lane(label: str, claims: list[Claim]) -> Lane:
    points = tuple(
        _point(claim, TARGET * (place % PER_LINE) + TARGET // 2, TARGET * (place // PER_LINE))
        for place, claim in enumerate(claims)
    )
    return Lane(label, claims[0].role.palette, points, points[-1].y + TARGET)


def _point(claim: Claim, x: int = 0, y: int = 0) -> Point:
    statement = claim.statement
    if len(statement) > SHOWN:
        statement = f"{statement[:SHOWN].rsplit(' ', 1)[0].rstrip(',;:')} …"
    marks = [claim.mark] if claim.mark else []
    marks += ["denied"] * claim.denies + ["contested"] * claim.contested
    words = f"{statement} ({', '.join(marks)})" if marks else statement
    return Point(f"#c-{claim.slug}", words, _kind(claim), claim.contested, x, y)


def _kind(claim: Claim) -> str:
    if claim.denies:
        return "denies"
    return "describes" if claim.is_fact else str(claim.modality)
