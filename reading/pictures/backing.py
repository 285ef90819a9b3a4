"""What stands behind a role: its sources with their interests, and how strong its claims are."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from articles.models import Article, Interest
from reading.notes import sources
from reading.pictures.narrow import percent
from roles.models import Citation, Claim

LEVELS = {
    "strong": "with three or more independent sources",
    "moderate": "with two independent sources",
    "thin": "with one source, or only a reader’s comment",
    "contested": "on which sources differ",
}
# How an interest is drawn: with nothing known to gain, from own work, or with something to gain.
DRAWN = {
    Interest.INDEPENDENT: "plain",
    Interest.UNKNOWN: "plain",
    Interest.PRACTITIONER: "work",
    Interest.ANALYST: "work",
    Interest.SELLER: "gain",
    Interest.SPONSOR: "gain",
    Interest.RECRUITER: "gain",
}


@dataclass(frozen=True)
class Segment:
    """A share of a bar, for a number of claims."""

    kind: str
    label: str
    claims: int
    left: str
    width: str


@dataclass(frozen=True)
class Bar:
    article: Article
    claims: int
    segments: tuple[Segment, ...]

    @property
    def gaining_publisher(self) -> str:
        """The interest of a publisher that has something to sell or to gain; else empty."""
        gains = DRAWN.get(self.article.publisher_interest) == "gain"
        return self.article.get_publisher_interest_display().lower() if gains else ""


@dataclass(frozen=True)
class Backing:
    bars: tuple[Bar, ...]
    strength: tuple[Segment, ...]  # every level, also one that no claim reaches
    claims: int


def backing(claims: Iterable[Claim]) -> Backing | None:
    """None where there is no claim, and so no source."""
    claims = list(claims)
    if not claims:
        return None
    found = sources(claims)
    most = found[0].claims
    levels = Counter(claim.strength.level for claim in claims)
    return Backing(
        tuple(
            Bar(source.article, source.claims, _segments(_interests(claims, source.article), most))
            for source in found
        ),
        _segments({item: levels[item[0]] for item in LEVELS.items()}, len(claims)),
        len(claims),
    )


def _interests(claims: list[Claim], article: Article) -> dict[tuple[str, str], int]:
    """Claims by the interest of the voice that supports them in this article, most first."""
    found: Counter = Counter()
    for claim in claims:
        voices = (
            citation.speaker
            for citation in claim.public_citations
            if citation.stance == Citation.Stance.SUPPORTS
            and citation.passage.article_id == article.pk
        )
        voice = next(voices, None)
        if voice:
            found[DRAWN[voice.interest], _label(voice)] += 1
    return dict(found.most_common())


def _label(voice) -> str:
    if voice.interest == Interest.UNKNOWN:
        return "interest unknown"
    return voice.get_interest_display().lower()


def _segments(numbers: dict[tuple[str, str], int], whole: int) -> tuple[Segment, ...]:
    segments, left = [], 0
    for (kind, label), claims in numbers.items():
        segments.append(Segment(kind, label, claims, percent(left, whole), percent(claims, whole)))
        left += claims
    return tuple(segments)
