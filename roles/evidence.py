"""How well a claim is supported, with the reason in words. Pure; the tables of cases stand in
docs/evidence.md and drive tests/test_evidence.py (docs/rules.md, rule 4).
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

NEUTRAL = {"independent", "unknown"}
LEVELS = {0: "thin", 1: "thin", 2: "moderate"}  # groups of sources; three or more are strong
# Kind of evidence -> one of them, and several; the weightiest first.
KINDS = {
    "statute": ("a statute", "statutes"),
    "official-guidance": ("an official guidance", "official guidances"),
    "study": ("a study", "studies"),
    "survey": ("a survey", "surveys"),
    "dataset": ("a dataset", "datasets"),
    "job-description": ("a job description", "job descriptions"),
    "handbook": ("a handbook", "handbooks"),
    "interview": ("an interview", "interviews"),
    "article": ("an article", "articles"),
    "summary": ("a summary", "summaries"),
    "opinion": ("an opinion", "opinions"),
    "vendor-article": ("a vendor's article", "vendors' articles"),
}
ASKING = {"study", "survey", "dataset"}  # kinds that are themselves what people were asked for
SCOPES_NAMED = 2  # beside a statement; of more their number is given
NUMBERS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]


@dataclass(frozen=True)
class Support:
    """One supporting citation, as far as it matters for strength."""

    article: str  # slug
    publisher: str = ""  # shared with nobody when empty
    authors: frozenset[str] = frozenset()  # names
    works: frozenset[str] = frozenset()  # its own address, and the work that it reports
    interest: str = "unknown"  # of the voice
    sells: bool = False  # the voice, or the publisher, sells or sponsors
    comment: bool = False  # the voice is a reader's
    kind: str = "article"  # of evidence
    year: str = ""  # empty where undated
    sample: str = ""  # who was asked, where the passage reports a survey: "142 CIOs, 2004"
    scope: str = ""  # whom the article speaks of, where that is not everybody


@dataclass(frozen=True)
class Strength:
    level: str  # contested, strong, moderate or thin
    sources: int  # independent groups of supporting sources
    reason: str  # one sentence for readers, two where it is contested
    interested: bool  # every supporting voice has an interest other than independent or unknown
    only_sellers: bool = False  # nobody else says so
    scopes: tuple[str, ...] = ()  # whom it is said of, where no source speaks of everybody

    @property
    def label(self) -> str:
        return self.level.capitalize()

    @property
    def scope(self) -> str:
        return in_short(self.scopes)


def strength(
    supports: Iterable[Support], *, disputed: bool = False, rival: bool = False
) -> Strength:
    """`disputed`: a public citation disputes the claim; `rival`: a published disagreement has a
    public claim in another position. Either makes it contested, whatever supports it.
    """
    supports = list(supports)
    sources = groups(supports)
    level = "contested" if disputed or rival else LEVELS.get(sources, "strong")
    return Strength(
        level,
        sources,
        _reason(level, _backing(supports, sources), disputed=disputed, rival=rival),
        interested=bool(supports) and all(each.interest not in NEUTRAL for each in supports),
        only_sellers=bool(supports) and all(each.sells for each in supports),
        scopes=scopes(supports),
    )


def groups(supports: Iterable[Support]) -> int:
    """The number of independent groups, as `members` tells them apart."""
    return len({*members(supports).values()})


def members(supports: Iterable[Support]) -> dict[str, int]:
    """Article -> its group: articles that share a publisher, an author or a work, directly or
    through others, are one (connected components). A reader's comment is no source of its own.
    """
    keys_of: dict[str, set[str]] = {}
    for each in supports:
        if not each.comment:
            keys_of.setdefault(each.article, {f"article:{each.article}"}).update(_keys(each))
    found: list[set[str]] = []
    for keys in keys_of.values():
        touching = [group for group in found if group & keys]
        found = [group for group in found if not group & keys]
        found.append(keys.union(*touching))
    return {
        article: number
        for article in keys_of
        for number, group in enumerate(found)
        if f"article:{article}" in group
    }


def _keys(each: Support) -> set[str]:
    names = {f"author:{name.strip().casefold()}" for name in each.authors if name.strip()}
    works = {f"work:{work.strip()}" for work in each.works if work.strip()}
    publisher = each.publisher.strip().casefold()
    return names | works | ({f"publisher:{publisher}"} if publisher else set())


def scopes(supports: Iterable[Support]) -> tuple[str, ...]:
    """Whom a claim is said of, where it rests on articles alone that do not speak of everybody."""
    found = [each.scope for each in supports if not each.comment]
    return tuple(dict.fromkeys(sorted(found))) if all(found) else ()


def in_short(scopes: Sequence[str]) -> str:
    """Beside a statement; the pages of its claim and of its question name them all."""
    if len(scopes) <= SCOPES_NAMED:
        return "; ".join(scopes)
    return f"{len(scopes)} particular organisations or kinds of them"


def _reason(level: str, backing: str, *, disputed: bool, rival: bool) -> str:
    """One source is the normal case, and has no word before it."""
    if level == "contested":
        against = [
            *(["a source disputes it"] if disputed else []),
            *(["sources take different positions on it"] if rival else []),
        ]
        return f"Contested: {' and '.join(against)}. {backing[0].upper()}{backing[1:]}"
    return f"{level.capitalize()}: {backing}" if level != "thin" else backing


def _backing(supports: list[Support], sources: int) -> str:
    """ "4 independent sources in 6 articles, 2003 to 2024, two undated: a statute, 5 articles." """
    if not supports:
        return "No source supports it."
    if not sources:
        return "Reader's comment only."
    articles: dict[str, list[Support]] = {}
    for each in supports:
        if not each.comment:
            articles.setdefault(each.article, []).append(each)
    words = "1 source" if sources == 1 else f"{sources} independent sources"
    if len(articles) > sources:
        words += f" in {len(articles)} articles"
        words += " that share a publisher, an author or an original work" * (sources == 1)
    return f"{words}, {_years(articles)}: {_kinds(articles)}."


def _years(articles: dict[str, list[Support]]) -> str:
    years = [own[0].year for own in articles.values()]
    known, undated = sorted(filter(None, years)), years.count("")
    if not known:
        return "undated"
    words = known[0] if known[0] == known[-1] else f"{known[0]} to {known[-1]}"
    number = NUMBERS[undated] if undated < len(NUMBERS) else str(undated)
    return f"{words}, {number} undated" if undated else words


def _kinds(articles: dict[str, list[Support]]) -> str:
    """The kinds of evidence; a survey with who was asked."""
    words = []
    for kind, (one, several) in KINDS.items():
        found = [own for own in articles.values() if own[0].kind == kind]
        samples = [sample for own in found if (sample := _sample(own))]
        link = "of" if kind in ASKING else "with a survey of"
        words += [f"{one} {link} {sample}" for sample in samples]
        if rest := len(found) - len(samples):
            words.append(one if rest == 1 else f"{rest} {several}")
    return ", ".join(words)


def _sample(own: list[Support]) -> str:
    """Who was asked, without the year, which the article's may not be."""
    samples = {re.sub(r",? \d{4}$", "", each.sample) for each in own if each.sample}
    return " and ".join(sorted(samples))
