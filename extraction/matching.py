"""Whether a candidate is already known: "same as", "close to" an entry, or "new".

Words are compared by stem and weighed by how rare they are among the entries, so that "technology"
says little
and "procurement" much; rapidfuzz adds the likeness of the spelling. Pure: plain strings in, a
verdict out.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml
from rapidfuzz import fuzz

from .titles import standard_titles

SAME, CLOSE = 0.50, 0.38  # measured: benchmarks/matching.py
WORD = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True)
class Entry:
    """What is known: `kind` is claim, responsibility or decision_area; the last two belong to
    no role."""

    kind: str
    slug: str
    text: str
    role: str = ""
    aspect: str = ""


@dataclass(frozen=True)
class Match:
    verdict: str
    entry: Entry
    score: float


def stems(text: str) -> list[str]:
    """The telling words of a text, each by its stem and its nearest synonym; a title counts as
    one word."""
    known, titles = _thesaurus(), standard_titles()
    named = titles.pattern.sub(titles.token, text)
    return [_stem(word, known) for word in WORD.findall(named.lower()) if word not in known.stop]


@dataclass(frozen=True)
class Thesaurus:
    """Words to leave out, for each word with synonyms the first of them, and word endings."""

    stop: frozenset[str]
    alike: dict[str, str]
    suffixes: list[str]


@cache
def _thesaurus() -> Thesaurus:
    file = Path(__file__).with_name("thesaurus.yaml")
    data = yaml.safe_load(file.read_text(encoding="utf-8"))
    groups = [line.split() for line in data["alike"]]
    alike = {word: group[0] for group in groups for word in group}
    return Thesaurus(frozenset(data["stop"].split()), alike, data["suffixes"].split())


def _stem(word: str, known: Thesaurus) -> str:
    alike = known.alike
    if word in alike or word.removesuffix("s") in alike:
        return alike.get(word) or alike[word.removesuffix("s")]
    for suffix in known.suffixes:
        if word.endswith(suffix) and len(word) - len(suffix) >= 3:
            base = word[: -len(suffix)]
            return next(
                (alike[w] for w in (base, base + "e", base + "y", base[:-1]) if w in alike), base
            )
    return word


class Matcher:
    """Compares candidates with a fixed set of entries, whose words' weights it works out once."""

    def __init__(self, entries: Iterable[Entry], broader: Mapping[str, str] | None = None):
        """`broader`: variant of a role -> that role."""
        self.variants = {frozenset(pair) for pair in (broader or {}).items()}
        self.entries = [(entry, frozenset(stems(entry.text))) for entry in entries]
        counts = Counter(stem for _, own in self.entries for stem in own)
        total = len(self.entries) + 1
        self.weights = {stem: math.log(1 + total / (1 + count)) for stem, count in counts.items()}
        self.unseen = math.log(1 + total)

    def similar(
        self,
        text: str,
        role: str = "",
        aspect: str = "",
        *,
        kind: str | None = None,
        limit: int | None = None,
        least: float = CLOSE,
    ) -> list[Match]:
        """The entries (of one kind, where it is given) that score `least` or more, best first."""
        own = frozenset(stems(text))
        scored = (
            (self._score(text, own, role, aspect, entry, known), entry)
            for entry, known in self.entries
            if kind in (None, entry.kind)
            and (least < CLOSE or own & known)  # spelling alone is less
        )
        found = sorted((pair for pair in scored if pair[0] >= least), key=lambda pair: -pair[0])
        return [Match(verdict(score), entry, round(score, 3)) for score, entry in found[:limit]]

    def score(self, text: str, role: str, aspect: str, entry: Entry) -> float:
        return self._score(
            text, frozenset(stems(text)), role, aspect, entry, frozenset(stems(entry.text))
        )

    def _score(
        self, text: str, own: frozenset, role: str, aspect: str, entry: Entry, known: frozenset
    ) -> float:
        """Weighted overlap of stems, with spelling; another role or aspect can't be the same
        claim."""
        shared, smaller = self._weight(own & known), min(self._weight(own), self._weight(known))
        both = self._weight(own | known)
        overlap = 0.5 * shared / both + 0.5 * shared / smaller if smaller else 0.0
        likeness = fuzz.token_set_ratio(" ".join(sorted(own)), " ".join(sorted(known))) / 100
        score = 0.7 * overlap + 0.3 * likeness
        if entry.kind == "claim":
            if entry.role and role != entry.role:
                score *= 0.85 if frozenset({role, entry.role}) in self.variants else 0.6
            if entry.aspect and aspect != entry.aspect:
                score *= 0.85
        return score

    def _weight(self, some: Iterable[str]) -> float:
        return sum(self.weights.get(stem, self.unseen) for stem in some)


def verdict(score: float) -> str:
    return "same as" if score >= SAME else "close to" if score >= CLOSE else "new"
