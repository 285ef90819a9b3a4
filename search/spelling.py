"""The nearest words that the index has, by letters inserted, left out, changed or swapped with
their neighbour. It searches the vocabulary, never the documents.
"""

from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA, Prefix

from search.models import SearchWord

COMMON = 5  # documents
SHORTEST = 3  # a shorter word has too many neighbours to guess one


def nearest(misspelt: list[str], version: int) -> dict[str, str]:
    """For each word the nearest one that the index has; left out where none is near."""
    return _found({word: 1 if len(word) < 5 else 2 for word in misspelt}, version)


def commoner(rare: list[str], version: int) -> dict[str, str]:
    """For each word that a single document has: a much commoner one, a letter away."""
    return _found(dict.fromkeys(rare, 1), version, COMMON)


def _found(asked: dict[str, int], version: int, documents: int = 1) -> dict[str, str]:
    """For each word, with the letters that it may differ by, the best that so many documents have:
    the fewest letters apart, then the longest beginning in common, then the commonest."""
    found: dict[str, str] = {}
    for word, most in asked.items():
        if len(word) < SHORTEST or word.isdigit():
            continue
        known, counts = vocabulary(version)
        near = process.extract(word, known, scorer=OSA.distance, score_cutoff=most, limit=None)
        ranked = sorted(
            (distance, -Prefix.similarity(word, other), -counts[place], other)
            for other, distance, place in near
            if counts[place] >= documents
        )
        if ranked:
            found[word] = ranked[0][-1]
    return found


@lru_cache(maxsize=1)
def vocabulary(version: int) -> tuple[list[str], list[int]]:
    """All words, and in how many documents each is: held by a process for one version of the
    content (docs/decisions/0007)."""
    rows = list(SearchWord.objects.values_list("word", "documents"))
    return [word for word, _ in rows], [documents for _, documents in rows]
