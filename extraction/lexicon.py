"""The lexicon as compiled patterns: `lexicon.yaml` is the place to change them.

Every pattern is built from bounded repeats, so matching stays linear in the length of a sentence.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

STRONG, FAIR = 3.0, 1.5
_WEIGHTS = {"strong": STRONG, "fair": FAIR}


@dataclass(frozen=True)
class Office:
    """A role as the language knows it; `titles` is a pattern. The rest: see lexicon.yaml."""

    name: str
    titles: str
    acronyms: tuple[str, ...] = ()
    technology: bool = False
    hired: bool = False
    leads_it: bool = False
    several: bool = False

    @property
    def word(self) -> str:
        """One word for it, as short as an acronym, so that no title outweighs a sentence."""
        return self.acronyms[0].lower() if self.acronyms else self.name.replace(" ", "")


@dataclass(frozen=True)
class Lexicon:
    offices: tuple[Office, ...]
    not_a_role: str
    role_nouns: re.Pattern
    aliases: str
    pronouns: re.Pattern
    foreign: re.Pattern
    duty_verbs: re.Pattern
    duty_start: re.Pattern
    verb_after: re.Pattern
    domain: re.Pattern
    topics: tuple[tuple[str, re.Pattern], ...]
    aspects: tuple[tuple[str, float, re.Pattern], ...]
    involvement: tuple[tuple[str, re.Pattern], ...]
    modality: tuple[tuple[str, re.Pattern], ...]
    contexts: tuple[tuple[str, re.Pattern], ...]
    denial: re.Pattern
    no_denial: re.Pattern
    chatter: re.Pattern
    off_topic: re.Pattern
    several_roles: re.Pattern
    holder: str


def _any(patterns) -> re.Pattern:
    return re.compile("|".join(f"(?:{p})" for p in patterns), re.I)


def _office(name: str, titles: list[str], acronyms: Iterable[str] = (), **marks) -> Office:
    return Office(name, f"(?i:{'|'.join(titles)})", tuple(acronyms), **marks)


def titles_pattern(patterns: Iterable[str]) -> re.Pattern:
    """One alternation with a group for each pattern."""
    groups = "|".join(f"(?P<t{number}>{each})" for number, each in enumerate(patterns))
    return re.compile(rf"(?<![\w.-])(?:{groups})(?!\w)(?![ -]?(?i:{lexicon().not_a_role})\b)")


def _inflected(base: str) -> list[str]:
    """A verb's base form, third person and gerund: "plan" gives plan, plans, planning."""
    if base.endswith("e"):
        return [base, base + "s", base[:-1] + "ing"]
    if re.search(r"(?:s|sh|ch|x|z)$", base):
        return [base, base + "es", base + "ing"]
    if re.search(r"[^aeiou]y$", base):
        return [base, base[:-1] + "ies", base + "ing"]
    doubled = [base + base[-1] + "ing"] if re.search(r"[aeiou][bdglmnprt]$", base) else []
    return [base, base + "s", base + "ing", *doubled]


def _verbs(data: dict) -> list[str]:
    forms = [form for base in data["duty_verbs"].split() for form in _inflected(base)]
    return sorted(set(forms) | set(data["irregular_verbs"]), key=len, reverse=True)


@cache
def lexicon() -> Lexicon:
    data = yaml.safe_load(Path(__file__).with_name("lexicon.yaml").read_text(encoding="utf-8"))
    return Lexicon(
        offices=tuple(_office(name, **office) for name, office in data["offices"].items()),
        not_a_role=data["not_a_role"],
        role_nouns=re.compile(rf"(?<!\w)(?:{'|'.join(data['role_nouns'])})(?!\w)", re.I),
        aliases=data["aliases"],
        pronouns=re.compile(rf"\b{data['pronouns']}\b", re.I),
        foreign=_any(data["foreign_subjects"]),
        domain=re.compile(data["domain"].replace(" ", ""), re.I),
        topics=tuple((aspect, re.compile(p, re.I)) for aspect, p in data["topics"]),
        aspects=tuple(_aspects(data["aspects"])),
        involvement=_pairs(data["involvement"]),
        modality=_pairs(data["modality"]),
        contexts=_pairs(data["contexts"]),
        denial=re.compile(data["denial"], re.I),
        no_denial=re.compile(data["no_denial"], re.I),
        chatter=_any(data["chatter"]),
        off_topic=re.compile(data["off_topic_headings"], re.I),
        several_roles=re.compile(data["several_roles"], re.I),
        holder=data["holder"],
        **_verb_patterns(data),
    )


def _verb_patterns(data: dict) -> dict[str, re.Pattern]:
    """A verb of duty, one that opens a predicate, and any verb that may follow a subject."""
    verbs = "|".join(map(re.escape, _verbs(data)))
    not_a_duty = "|".join([*data["irregular_verbs"], data["not_duties"]])
    helpers = r"(?:(?:will|shall|must|should|can|may|to|also|often|\w+ly)\s+){0,3}"
    auxiliaries = "are|were|do|did|had|would|could|might|cannot|can't|isn't|aren't|doesn't|don't"
    adverb = r"(?:\w+ly |also |often |now |then |still |always )?"
    end = r"(?![\w'’])"
    return {
        "duty_verbs": re.compile(rf"(?:{verbs}){end}", re.I),
        "duty_start": re.compile(rf"[\s,]*{helpers}(?!(?:{not_a_duty})\b)(?:{verbs}){end}", re.I),
        "verb_after": re.compile(rf"{adverb}(?:{verbs}|{auxiliaries}|who|\w+ed|\w+s){end}", re.I),
    }


def _aspects(data: dict) -> Iterator[tuple[str, float, re.Pattern]]:
    for aspect, by_weight in data.items():
        for weight, patterns in by_weight.items():
            yield aspect, _WEIGHTS[weight], _any(patterns)


def _pairs(patterns: dict) -> tuple[tuple[str, re.Pattern], ...]:
    return tuple((name, re.compile(pattern, re.I)) for name, pattern in patterns.items())
