"""Which addresses somebody may have meant who asked for one that is not there. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.text import slugify
from rapidfuzz import fuzz, process

CLOSE = 60  # of 100
CONTAINED = 90  # a word of the slug is as good as a slip in typing
MOST = 5
LONGEST = 120  # characters of an address that are worth comparing; slugs have 100


@dataclass(frozen=True)
class Known:
    """An entry with a public page."""

    kind: str  # as in publishing.models.Kind, or "topic"
    slug: str
    title: str


def segments(path: str) -> list[str]:
    """What stands between the slashes, in the letters that slugs have."""
    named = [segment.partition(".")[0] for segment in path.split("/")]
    return [slug for segment in named if (slug := slugify(segment[:LONGEST]))]


def section(path: str, sections: Iterable[str]) -> str:
    """The part of the site that an address begins with, or nearly so; empty where it names none."""
    first = segments(path)[:1] or [""]
    found = process.extractOne(first[0], list(sections), scorer=fuzz.ratio, score_cutoff=CLOSE)
    return found[0] if found else ""


def suggestions(word: str, known: Iterable[Known]) -> list[Known]:
    """The entries whose slug or title is like `word`, most alike first."""
    scored = [(_likeness(word, entry), entry) for entry in known]
    close = [(score, entry) for score, entry in scored if score]
    close.sort(key=lambda pair: (-pair[0], pair[1].slug))
    return [entry for _, entry in close[:MOST]]


def _likeness(word: str, entry: Known) -> float:
    """From 0 to 100; 0 for what is less than close."""
    best = 0.0
    for text in {entry.slug, slugify(entry.title)}:
        if set(word.split("-")) <= set(text.split("-")):
            best = max(best, CONTAINED)
        best = max(best, fuzz.ratio(word, text, score_cutoff=CLOSE))
    return best
