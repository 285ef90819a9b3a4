"""What a sentence of an answer may say, by its claims. Pure; the tables of cases stand in
docs/answers.md and drive tests/test_answers.py (docs/rules.md, rule 9).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from roles.comparison import CAUTIONS
from roles.evidence import Support, groups, in_short, scopes

REQUIRED = "required"
MARKS = ["required", "recommended", "predicted"]  # in the order in which they are shown


@dataclass(frozen=True)
class Basis:
    """A public claim that a sentence needs, or that bears it out; as a filter leaves it."""

    claim: str  # slug
    supports: tuple[Support, ...] = ()
    modality: str = "describes"
    contested: bool = False
    disagreements: tuple[str, ...] = ()  # slugs of those in which it takes a position


@dataclass(frozen=True)
class Contest:
    """What "sources differ" leads to."""

    kind: str  # disagreement or claim
    slug: str


@dataclass(frozen=True)
class Verdict:
    """What stands beside a statement."""

    sources: int  # the fewest independent groups that a needed claim has
    marks: tuple[str, ...] = ()  # required, recommended, predicted
    scopes: tuple[str, ...] = ()  # whom it is said of, where a needed claim is not of everybody
    contest: Contest | None = None
    only_sellers: bool = False  # of one of the needed claims

    @property
    def scope(self) -> str:
        return in_short(self.scopes)


def judge(needed: Sequence[Basis | None], backing: Iterable[Basis | None] = ()) -> Verdict | None:
    """None where the statement is not shown: it needs claims, and one that is not public, or that a
    reader's filter hides, stands there as None.
    """
    if not needed or None in needed:
        return None
    further = tuple(support for each in backing if each for support in each.supports)
    said_of = dict.fromkeys(scope for each in needed for scope in scopes(each.supports))
    return Verdict(
        sources=min(groups((*each.supports, *further)) for each in needed),
        marks=_marks(each.modality for each in needed),
        scopes=tuple(said_of),
        contest=_contest(each for each in needed if each.contested),
        only_sellers=any(_sellers_alone(each) for each in needed),
    )


def _marks(modalities: Iterable[str]) -> tuple[str, ...]:
    words = {REQUIRED if each == "requires" else CAUTIONS.get(each, "") for each in modalities}
    return tuple(mark for mark in MARKS if mark in words)


def _contest(contested: Iterable[Basis]) -> Contest | None:
    """The disagreement; the claim where there is none, or several."""
    claims = list(contested)
    if not claims:
        return None
    known = {slug for each in claims for slug in each.disagreements}
    alone = len(known) == 1 and all(each.disagreements for each in claims)
    return Contest("disagreement", known.pop()) if alone else Contest("claim", claims[0].claim)


def _sellers_alone(each: Basis) -> bool:
    return bool(each.supports) and all(support.sells for support in each.supports)
