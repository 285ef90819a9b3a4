"""Which responsibilities and decision areas a line of a text names.

A line names a topic by its title or keywords, all of whose telling words must stand close together
in it, or by being the same as a claim on it. Figures: benchmarks/checking.md.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from extraction.matching import Entry, Matcher, stems
from roles.models import Claim, DecisionArea, Responsibility

Topic = Responsibility | DecisionArea
IT = re.compile(r"\bIT\b")
APART = 3  # other telling words that may stand between those of a phrase
ENOUGH = 0.67  # weight of the words named: one that few topics have, or two that many have
LIKE = 0.1  # what a claim's likeness, from 0 to 1, falls short of such a weight
NEARLY = 0.75  # of the best topic's weight: a line that says one thing seldom says two
MOST = 2  # topics that one line is held to name
SIMILAR = 2  # topics shown for a line that names none


@dataclass(frozen=True)
class Named:
    """Topics, the likest first: those that the line names, and similar ones."""

    same: list[Topic]
    similar: list[Topic]


class Topics:
    """Topics by their own words, their keywords and their claims."""

    def __init__(self, known: Mapping[Topic, Iterable[Claim]]):
        self._phrases = {topic: _phrases(topic) for topic in known}
        counts = Counter(
            stem
            for phrases in self._phrases.values()
            for stem in {stem for phrase in phrases for stem in phrase}
        )
        rarest = math.log(1 + len(known))
        self._weights = {s: math.log(1 + len(known) / n) / rarest for s, n in counts.items()}
        self._keys = {_key(topic): topic for topic in known}
        self._said = Matcher(
            dict.fromkeys(
                Entry("topic", _key(topic), text)
                for topic, claims in known.items()
                for text in (topic.title, *(claim.statement for claim in claims))
            )
        )

    def named(self, duty: str) -> Named:
        scores = self._by_words(_words(duty))
        for match in self._said.similar(duty, kind="topic", limit=3):
            topic = self._keys[match.entry.slug]
            scores[topic] = max(scores.get(topic, 0), match.score + LIKE)
        ranked = sorted(scores, key=lambda topic: -scores[topic])
        best = scores[ranked[0]] if ranked else 0
        same = [t for t in ranked if scores[t] >= max(ENOUGH, NEARLY * best)][:MOST]
        return Named(same, [topic for topic in ranked if topic not in same][:SIMILAR])

    def _by_words(self, words: list[str]) -> dict[Topic, float]:
        """The weight of the words by which each topic is named."""
        found, own = {}, set(words)
        for topic, phrases in self._phrases.items():
            named = {s for p in phrases if p <= own and _close(p, words) for s in p}
            if named:
                found[topic] = sum(self._weights[stem] for stem in named)
        return found


def _phrases(topic: Topic) -> set[frozenset[str]]:
    keywords = getattr(topic, "keywords", "").split(",")
    return {frozenset(_words(each)) for each in [topic.title, *keywords]} - {frozenset()}


def _words(text: str) -> list[str]:
    """The telling words. "IT" is one; in small letters it would be taken for a pronoun."""
    return stems(IT.sub("technology", text))


def _close(phrase: frozenset[str], words: list[str]) -> bool:
    width = len(phrase) + APART
    return len(phrase) == 1 or any(
        phrase <= set(words[start : start + width])
        for start in range(max(1, len(words) - width + 1))
    )


def _key(topic: Topic) -> str:
    return f"{type(topic).__name__} {topic.pk}"
