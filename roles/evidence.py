"""How well a claim is supported, with the reason in words. Pure; the table of cases stands in
docs/evidence.md and drives tests/test_evidence.py (docs/rules.md, rule 4).
"""

from collections.abc import Iterable
from dataclasses import dataclass

NEUTRAL = {"independent", "unknown"}
LEVELS = {0: "thin", 1: "thin", 2: "moderate"}  # groups of sources; three or more are strong


@dataclass(frozen=True)
class Support:
    """One supporting citation, as far as it matters for strength."""

    article: str  # slug
    publisher: str = ""  # shared with nobody when empty
    works: frozenset[str] = frozenset()  # its own address, and the work that it reports
    interest: str = "unknown"  # of the voice
    comment: bool = False  # the voice is a reader's


@dataclass(frozen=True)
class Strength:
    level: str  # contested, strong, moderate or thin
    sources: int  # independent groups of supporting sources
    reason: str  # one sentence for readers
    interested: bool  # every supporting voice has an interest other than independent or unknown

    @property
    def label(self) -> str:
        return self.level.capitalize()


def strength(
    supports: Iterable[Support], *, disputed: bool = False, rival: bool = False
) -> Strength:
    """`disputed`: a public citation disputes the claim; `rival`: a published disagreement has a
    public claim in another position. Either makes it contested, whatever supports it.
    """
    supports = list(supports)
    sources = groups(supports)
    interested = bool(supports) and all(each.interest not in NEUTRAL for each in supports)
    backing = _backing(supports, sources)
    if disputed or rival:
        against = " and ".join(
            words
            for words, holds in (
                ("a source disputes it", disputed),
                ("sources take different positions on it", rival),
            )
            if holds
        )
        return Strength("contested", sources, f"Contested: {against}. {backing}", interested)
    level = LEVELS.get(sources, "strong")
    return Strength(level, sources, f"{level.capitalize()}: {_lower_first(backing)}", interested)


def groups(supports: Iterable[Support]) -> int:
    """Independent groups: articles that share a publisher or a work, directly or through others,
    are one (connected components). A reader's comment is no source of its own.
    """
    keys_of: dict[str, set[str]] = {}
    for each in supports:
        if not each.comment:
            keys = keys_of.setdefault(each.article, {f"article:{each.article}"})
            keys |= {f"work:{work.strip()}" for work in each.works if work.strip()}
            if each.publisher.strip():
                keys.add(f"publisher:{each.publisher.strip().casefold()}")
    found: list[set[str]] = []
    for keys in keys_of.values():
        touching = [group for group in found if group & keys]
        found = [group for group in found if not group & keys]
        found.append(keys.union(*touching))
    return len(found)


def _backing(supports: list[Support], sources: int) -> str:
    if not supports:
        return "No source supports it."
    if not sources:
        return "Reader's comment only."
    articles = len({each.article for each in supports if not each.comment})
    if sources == 1 and articles > 1:
        return f"{articles} articles that share a publisher or an original count as one source."
    if articles > sources:
        return f"{sources} independent sources support it, in {articles} articles."
    return (
        "One source supports it." if sources == 1 else f"{sources} independent sources support it."
    )


def _lower_first(sentence: str) -> str:
    return sentence[0].lower() + sentence[1:]
