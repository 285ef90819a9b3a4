"""Which responsibilities and decision areas a line of a text names."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from articles.extraction.matching import Entry, Match, Matcher, stems
from roles.models import Claim, DecisionArea, Responsibility

Topic = Responsibility | DecisionArea
AND = re.compile(r",? and |[,;] ")
NEARLY = 0.85  # of the best likeness: a part that says one thing seldom means two
MOST = 3  # topics that one line is held to name
NEAR = 2  # topics shown for a line that names none


@dataclass(frozen=True)
class Named:
    """Topics, the likest first: those that the line is the same as, and those it comes near."""

    same: list[Topic]
    near: list[Topic]


class Topics:
    """Topics by their own words and by those of their claims, whichever come closest."""

    def __init__(self, known: Mapping[Topic, Iterable[Claim]]):
        self._topics = {_key(topic): topic for topic in known}
        entries = []
        for topic, claims in known.items():
            entries.append(Entry("topic", _key(topic), topic.title))
            entries += [Entry("topic", _key(topic), claim.statement) for claim in claims]
        self._matcher = Matcher(dict.fromkeys(entries))

    def named(self, duty: str) -> Named:
        """A line may name several duties ("review the strategy and write the roadmap"): its parts
        are held against the topics too."""
        parts = [part for part in AND.split(duty) if len(stems(part)) > 1]
        same: dict[str, float] = {}
        near: dict[str, float] = {}
        for part in dict.fromkeys([duty, *parts]):
            matches = self._matcher.nearest(part, kind="topic", limit=6)
            for match in matches:
                is_same = match.verdict == "same as" and match.score >= NEARLY * matches[0].score
                _raise(same if is_same else near, match)
        return Named(self._best(same, MOST), self._best(near, NEAR))

    def _best(self, scores: dict[str, float], limit: int) -> list[Topic]:
        ranked = sorted(scores, key=lambda key: -scores[key])
        return [self._topics[key] for key in ranked[:limit]]


def _raise(scores: dict[str, float], match: Match) -> None:
    scores[match.entry.slug] = max(match.score, scores.get(match.entry.slug, 0))


def _key(topic: Topic) -> str:
    return f"{type(topic).__name__} {topic.pk}"
