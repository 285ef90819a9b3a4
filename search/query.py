"""What a reader typed, as a query that either back end can run. Pure: it never fails.

A query is a list of terms, each a list of alternatives, each a list of words that stand together:
`"shadow it" budget -cloud` is [[shadow it]], [[budget]], not [[cloud]].
"""

import re
from dataclasses import dataclass, replace

from search.words import STOP_WORDS, SYNONYMS, words

MOST_CHARACTERS = 200
MOST_WORDS = 12

Phrase = tuple[str, ...]
_PART = re.compile(
    r'(?P<minus>(?<!\S)-)?(?:["“”](?P<phrase>[^"“”]*)(?:["“”]|$)|(?P<plain>[^\s"“”]+))'
)


@dataclass(frozen=True)
class Term:
    alternatives: tuple[Phrase, ...]
    quoted: bool = False

    @property
    def word(self) -> str:
        """The word as typed; empty for a phrase, which is meant as it stands."""
        first = self.alternatives[0]
        return "" if self.quoted or len(first) > 1 else first[0]

    def or_else(self, *phrases: Phrase) -> "Term":
        return replace(self, alternatives=tuple(dict.fromkeys((*self.alternatives, *phrases))))


@dataclass(frozen=True)
class Query:
    text: str  # as typed, within the limit
    terms: tuple[Term, ...] = ()
    excluded: tuple[Phrase, ...] = ()
    typed: tuple[str, ...] = ()  # every word outside -, stop words too
    unfinished: str = ""  # the last word, where it may go on
    any_term: bool = False  # some terms will do; more are better
    cut: str = ""  # what the limits left out, in words for the page
    asks_who: bool = False

    def __bool__(self) -> bool:
        return bool(self.terms)


def parse(text: str) -> Query:
    text = " ".join(text.replace("\x00", " ").split())
    cut = [f"Only the first {MOST_CHARACTERS} characters are used."] if _too_long(text) else []
    text = text[:MOST_CHARACTERS].strip()
    wanted, excluded = _parts(text)
    kept = _first_words(wanted)
    if kept != wanted:
        cut.append(f"Only the first {MOST_WORDS} words are used.")
    typed = tuple(word for phrase, _ in kept for word in phrase)
    return Query(
        text=text,
        terms=tuple(_term(phrase, quoted) for phrase, quoted in _meaningful(kept)),
        excluded=tuple(excluded[:MOST_WORDS]),
        typed=typed,
        unfinished=_unfinished(text, kept),
        cut=" ".join(cut),
        asks_who=bool({"who", "whose", "whom"} & set(typed)),
    )


def _first_words(parts: list[tuple[Phrase, bool]]) -> list[tuple[Phrase, bool]]:
    """As many words as are used, a phrase cut where need be."""
    kept, room = [], MOST_WORDS
    for phrase, quoted in parts:
        if phrase[:room]:
            kept.append((phrase[:room], quoted))
        room = max(room - len(phrase), 0)
    return kept


def _too_long(text: str) -> bool:
    return len(text) > MOST_CHARACTERS


def _parts(text: str) -> tuple[list[tuple[Phrase, bool]], list[Phrase]]:
    """What is wanted, with whether it was quoted, and what is excluded. "e-mail" is a phrase."""
    wanted, excluded = [], []
    for part in _PART.finditer(text):
        quoted = part["phrase"] is not None
        phrase = tuple(words(part["phrase"] if quoted else part["plain"]))
        if phrase and part["minus"]:
            excluded.append(phrase)
        elif phrase:
            wanted.append((phrase, quoted))
    return wanted, excluded


def _meaningful(parts: list[tuple[Phrase, bool]]) -> list[tuple[Phrase, bool]]:
    """Without stop words, unless there is nothing else, and each once."""
    kept = [(p, quoted) for p, quoted in parts if quoted or len(p) > 1 or p[0] not in STOP_WORDS]
    return list(dict.fromkeys(kept or parts))


def _term(phrase: Phrase, quoted: bool) -> Term:
    term = Term((phrase,), quoted)
    if quoted:
        return term
    known = SYNONYMS.get("-".join(phrase), [])
    return term.or_else(*((word,) for word in known))


def _unfinished(text: str, kept: list[tuple[Phrase, bool]]) -> str:
    last, quoted = kept[-1] if kept else ((), True)
    ends = bool(text) and (text[-1].isalnum())
    return last[-1] if ends and not quoted and len(last) == 1 and text.split()[-1][0] != "-" else ""
