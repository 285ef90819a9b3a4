"""Which addresses somebody may have meant who asked for one that is not there. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher, get_close_matches

from django.utils.text import slugify

CLOSE = 0.6  # of 1; difflib's own default
CONTAINED = 0.9  # a word of the slug is as good as a slip in typing
MOST = 5
LONGEST = 120  # characters of an address that are worth comparing; slugs have 100


@dataclass(frozen=True)
class Known:
    """An entry with a public page."""

    kind: str  # as in publishing.models.Kind, or "topic"
    slug: str
    title: str


def parts(path: str) -> list[str]:
    """The words between the slashes, in the letters that slugs have."""
    named = [part.partition(".")[0] for part in path.split("/")]
    return [slug for part in named if (slug := slugify(part[:LONGEST]))]


def section(path: str, sections: Iterable[str]) -> str:
    """The part of the site that an address begins with, or nearly so; empty where it names none."""
    words = parts(path)
    return next(iter(get_close_matches(words[0], sections, n=1)), "") if words else ""


def near(word: str, known: Iterable[Known]) -> list[Known]:
    """The entries whose slug or title is like `word`, most alike first."""
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(word)  # it remembers what it learnt of the second
    scored = [(_likeness(matcher, word, entry), entry) for entry in known]
    close = [(score, entry) for score, entry in scored if score >= CLOSE]
    close.sort(key=lambda pair: (-pair[0], pair[1].slug))
    return [entry for _, entry in close[:MOST]]


def _likeness(matcher: SequenceMatcher, word: str, entry: Known) -> float:
    """From 0 to 1. The cheap bounds come first: most entries are nothing like it."""
    best = 0.0
    for text in {entry.slug, slugify(entry.title)}:
        if set(word.split("-")) <= set(text.split("-")):
            best = max(best, CONTAINED)
        matcher.set_seq1(text)
        if matcher.real_quick_ratio() >= CLOSE and matcher.quick_ratio() >= CLOSE:
            best = max(best, matcher.ratio())
    return best
