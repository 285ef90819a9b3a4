"""The nearest words that the index has: by shared trigrams first, then by letters. It searches
the vocabulary, never the documents.
"""

from django.db.models import Count, F

from search.models import SearchWord
from search.words import common_beginning, distance, trigrams, words

CANDIDATES = 40
COMMON = 5  # documents
SHORTEST = 3  # a shorter word has too many neighbours to guess one


def nearest(misspelt: list[str]) -> dict[str, str]:
    """For each word the nearest one that the index has; left out where none is near."""
    known = _neighbours(misspelt)
    found = {word: _best(word, known, 1 if len(word) < 5 else 2) for word in misspelt}
    return {word: best for word, best in found.items() if best}


def commoner(rare: list[str]) -> dict[str, str]:
    """For each word that a single document has: a much commoner one, a letter away."""
    known = {word: number for word, number in _neighbours(rare).items() if number >= COMMON}
    found = {word: _best(word, known, 1) for word in rare}
    return {word: best for word, best in found.items() if best}


def _neighbours(asked: list[str]) -> dict[str, int]:
    """Words that share the most trigrams with those asked, with their number of documents."""
    asked = [word for word in asked if len(word) >= SHORTEST and not word.isdigit()]
    wanted = {trigram for word in asked for trigram in trigrams(word)}
    if not wanted:
        return {}
    near = (
        SearchWord.objects.filter(trigrams__trigram__in=wanted)
        .annotate(shared=Count("trigrams"))
        .order_by("-shared", F("documents").desc(), "word")[: CANDIDATES * len(asked)]
    )
    return dict(near.values_list("word", "documents"))


def _best(word: str, known: dict[str, int], most: int) -> str:
    """The fewest letters apart, then the longest beginning in common, then the commonest."""
    ranked = sorted(
        (distance(word, other, most + 1), -common_beginning(word, other), -documents, other)
        for other, documents in known.items()
        if other != word
    )
    near = ranked and len(word) >= SHORTEST and ranked[0][0] <= most
    return ranked[0][3] if near else ""


def shared(text: str, other: str) -> set[str]:
    """Trigrams that two texts have in common: how near they sound, roughly."""
    found = [{t for word in words(each) for t in trigrams(word)} for each in (text, other)]
    return found[0] & found[1]
