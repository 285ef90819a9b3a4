"""What a query asks for beyond its words: one role, several beside each other, or who decides.
Pure.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from search.models import Kind
from search.query import Query
from search.words import STOP_WORDS, singular, words

COMPARING = {"vs", "v", "versus", "difference", "differ", "different", "compare", "comparison"}
COMPARING |= {"compared", "comparing", "or", "between", "than", "differs", "against"}
# What "who decides ..." asks; the rest of the question says about what.
DECIDING = {"decide", "decides", "own", "owns", "responsible", "accountable", "answer", "answers"}
DECIDING |= {"answerable", "charge"}
MOST_ROLES = 4


@dataclass(frozen=True)
class KnownRole:
    """A public role as a query may name it."""

    slug: str
    title: str
    short: str
    palette: int
    url: str
    main: bool  # it is compared; a counterpart has its page only
    names: frozenset[tuple[str, ...]]  # its titles, each as words in the singular


def name_words(title: str) -> tuple[str, ...]:
    return tuple(singular(word) for word in words(title))


def compared(query: Query, roles: Iterable[KnownRole]) -> list[KnownRole]:
    """The roles that the query sets beside each other; none where it does not compare."""
    found, rest = _named(query.typed, list(roles))
    asks = COMPARING & set(rest) or not [w for w in rest if w not in STOP_WORDS]
    return found if 2 <= len(found) <= MOST_ROLES and asks else []


def _named(typed: tuple[str, ...], roles: list[KnownRole]) -> tuple[list[KnownRole], list[str]]:
    """Roles by their longest names, in the order of the query, and the words that name none. Of
    two roles with one name the first is meant.
    """
    by_name: dict[tuple[str, ...], KnownRole] = {}
    for role in roles:
        for each in role.names:
            by_name.setdefault(each, role)
    longest = max(map(len, by_name), default=0)
    found, rest, at = [], [], 0
    while at < len(typed):
        for size in range(min(longest, len(typed) - at), 0, -1):
            role = by_name.get(tuple(singular(word) for word in typed[at : at + size]))
            if role:
                found.append(role)
                at += size
                break
        else:
            rest.append(typed[at])
            at += 1
    return list(dict.fromkeys(found)), rest


def meant(query: Query, roles: Iterable[KnownRole]) -> Query:
    """The query without the words that only say what is asked: "versus", "who is responsible"."""
    asking = set(DECIDING) if query.asks_who else set()
    asking |= COMPARING if compared(query, roles) else set()
    kept = tuple(term for term in query.terms if term.word not in asking)
    return replace(query, terms=kept) if kept else query


def factors(query: Query) -> dict[str, float]:
    """How much more each kind counts for this query."""
    if query.asks_who:
        return {Kind.ANSWER: 3.0, Kind.DECISION_AREA: 3.0, Kind.DISAGREEMENT: 2.0}
    return {}
