"""What a caller hands in: the roles, aspects and contexts that candidates may name."""

from dataclasses import dataclass
from pathlib import Path

import yaml

from .lexicon import lexicon
from .titles import Role, Titles, titles_of

DEFAULT = Path(__file__).with_name("vocabulary.yaml")


@dataclass(frozen=True)
class Vocabulary:
    roles: tuple[Role, ...]
    aspects: frozenset[str]
    contexts: tuple[tuple[str, str], ...] = ()  # slug, title

    @property
    def titles(self) -> Titles:
        return titles_of(self.roles)

    def context_slugs(self) -> dict[str, str]:
        """The lexicon's names of the contexts handed in, whose titles tell which is which."""
        return {
            name: slug
            for name, pattern in lexicon().contexts
            for slug, title in self.contexts
            if title.casefold() == name or pattern.search(title)
        }


def load(path: Path = DEFAULT) -> Vocabulary:
    """A vocabulary from a file such as vocabulary.yaml, which is the default of the command."""
    return _vocabulary(**yaml.safe_load(path.read_text(encoding="utf-8")))


def _vocabulary(*, roles: dict, aspects: list, contexts: dict) -> Vocabulary:
    known = (Role(key, **each | {"titles": tuple(each["titles"])}) for key, each in roles.items())
    return Vocabulary(tuple(known), frozenset(aspects), tuple(contexts.items()))
