"""The roles that a text may be about, as the caller hands them in, and the titles that name
them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache

from .lexicon import Office, lexicon, titles_pattern

OTHER = "other"  # a leader of technology who is none of the roles handed in
CAPITALS = re.compile(r"[A-Z]{2,}")


@dataclass(frozen=True)
class Role:
    """`titles` holds acronyms too, the first title first; `main`: claims are made about it, even
    where it leads no technology; `broader`: the key of the role that it is a variant of."""

    key: str
    titles: tuple[str, ...]
    main: bool = True
    broader: str = ""


@dataclass(frozen=True)
class Meaning:
    """What a title may mean: a role's key, and the whole title that tells it from others."""

    key: str
    title: str


@dataclass(frozen=True)
class Titles:
    """Every title as one pattern, with a group for each and what it means."""

    pattern: re.Pattern
    meanings: tuple[tuple[Meaning, ...], ...]
    primary: frozenset[str]  # statements about these are claims
    hired: frozenset[str]  # "you" is their customer
    leads_it: frozenset[str]  # "IT must ..." may be said of these
    broader: dict[str, str]
    chosen: dict[tuple[Meaning, ...], str] = field(default_factory=dict)

    def found(self, text: str) -> Iterator[tuple[str, re.Match]]:
        """Each title in the text with the key of its role."""
        for match in self.pattern.finditer(text):
            yield self._key(self.meanings[int(match.lastgroup[1:])]), match

    def token(self, match: re.Match) -> str:
        """One word that stands for an office, whichever of its turns of phrase is used."""
        name = self.meanings[int(match.lastgroup[1:])][0].title
        return next(office.word for office in lexicon().offices if office.name == name)

    def _key(self, meanings: tuple[Meaning, ...]) -> str:
        return self.chosen.get(meanings, meanings[0].key)

    def read_in(self, text: str) -> "Titles":
        """What is shared (CDO: digital or data?) means what the document spells out more often,
        or else the first of the roles as they were handed in."""
        lowered = text.lower()
        shared = {each for each in self.meanings if len(each) > 1}
        return replace(self, chosen={each: _most_spelt_out(each, lowered) for each in shared})

    def family(self, key: str | None) -> str | None:
        """The role that it is a variant of, over all levels."""
        passed = set()
        while key in self.broader and key not in passed:
            passed.add(key)
            key = self.broader[key]
        return key


def _most_spelt_out(meanings: tuple[Meaning, ...], text: str) -> str:
    """By the first two words of the titles; in a tie between offices, by the words that differ:
    "information" alone says little for a CIO, but whoever else is a CIO is not in the lexicon."""
    words = [each.title.lower().split() for each in meanings]
    common = set(words[0]).intersection(*words)
    offices = {office.name for office in lexicon().offices}
    tell = all(each.title in offices for each in meanings)

    def count(place: int) -> tuple[int, int]:
        own = next((word for word in words[place] if tell and word not in common), "\0")
        return text.count(" ".join(words[place][:2])), text.count(f" {own}")

    return meanings[max(range(len(meanings)), key=count)].key


@lru_cache(maxsize=8)
def titles_of(roles: tuple[Role, ...]) -> Titles:
    """Titles of ours, the longest first, then those of the lexicon, then acronyms."""
    owners, literal, known = _owners(roles)
    offices = {office.name: _meaning(office, owners) for office in lexicon().offices}
    groups = [
        (rf"(?i:{re.escape(title)}s?)", tuple(Meaning(r.key, r.titles[0]) for r in own))
        for title, own in sorted(literal.items(), key=lambda pair: -len(pair[0]))
    ]
    groups += [(office.titles, (offices[office.name],)) for office in lexicon().offices]
    groups += [(f"(?:{each}s?)", own) for each, own in _acronyms(roles, offices).items()]
    main = {role.key for role in roles if role.main}
    return Titles(
        pattern=titles_pattern(pattern for pattern, _ in groups),
        meanings=tuple(meanings for _, meanings in groups),
        primary=frozenset({OTHER} | main | {k for k, o in known.items() if o.technology}),
        hired=frozenset(key for key, office in known.items() if office.hired),
        leads_it=frozenset(key for key, office in known.items() if office.leads_it),
        broader={role.key: role.broader for role in roles if role.broader},
    )


def _meaning(office: Office, owners: dict[str, Role]) -> Meaning:
    if owner := owners.get(office.name):
        return Meaning(owner.key, office.name)
    return Meaning(OTHER if office.technology else office.name, office.name)


def _acronyms(roles: Iterable[Role], offices: dict[str, Meaning]) -> dict[str, tuple[Meaning, ...]]:
    """What each may mean: the roles that have it, as they were handed in, then the lexicon's."""
    found: dict[str, dict[str, Meaning]] = {}
    by_key = {meaning.key: meaning for meaning in offices.values()}
    for role in roles:
        for each in filter(CAPITALS.fullmatch, role.titles):
            own = by_key.get(role.key, Meaning(role.key, role.titles[0]))
            found.setdefault(each, {})[role.key] = own
    for office in lexicon().offices:
        for each in office.acronyms:
            meaning = offices[office.name]
            found.setdefault(each, {}).setdefault(meaning.key, meaning)
    return {each: tuple(own.values()) for each, own in found.items()}


def standard_titles() -> Titles:
    """The titles that the language has, whoever is handed in."""
    return titles_of(())


def _owners(
    roles: Iterable[Role],
) -> tuple[dict[str, Role], dict[str, list[Role]], dict[str, Office]]:
    """Which role takes over which office of the lexicon, the titles that none of them covers, and
    the office of each role. A role whose titles no office fits takes over its acronym's."""
    owners: dict[str, Role] = {}
    literal: dict[str, list[Role]] = {}
    known: dict[str, Office] = {}
    offices = lexicon().offices
    for role in roles:
        for title in role.titles:
            if CAPITALS.fullmatch(title):
                continue
            office = next((o for o in offices if re.fullmatch(o.titles, title)), None)
            if office:
                known.setdefault(role.key, office)
            if not office or office.several or owners.setdefault(office.name, role) != role:
                literal.setdefault(title.lower(), []).append(role)
    for role in roles:
        fits = [o for o in offices if set(o.acronyms) & set(role.titles) and o.name not in owners]
        if role.key not in known and fits:
            known[role.key], owners[fits[0].name] = fits[0], role
    return owners, literal, known
