"""What kind of claim a sentence makes: aspect, involvement, modality, denial, period, contexts.

The rules are EDITORIAL's ("How a sentence becomes a claim"); their words are in the lexicon.
"""

import re
from dataclasses import dataclass

from .lexicon import lexicon
from .titles import standard_titles

NEAR = 45  # characters after the subject in which the main verb stands
IN_TABLE, IN_LIST, IN_PROSE = (
    6.0,
    4.5,
    1.6,
)  # what a column, a lead-in or a heading above adds to its aspect
GENERAL = {
    IN_TABLE: 4.0,
    IN_LIST: 3.0,
    IN_PROSE: 0.8,
    0.0: 0.0,
}  # "responsibilities" says less: it is the default
DEFAULT, DUTY, CONTRAST = 1.0, 2.0, 4.0
SAME_VERB = 30  # characters within which two verbs share an object
FAR_DUTY = 0.5  # verbs of duty stand in many a purpose clause
DECADE = re.compile(r"\b(?:the )?(?:early |late |mid-?)?((?:19|20)\d)0['’]?s\b")
SHORT_DECADE = re.compile(r"['’‘]([5-9])0s\b")
WORD_DECADES = {"sixties": 1960, "seventies": 1970, "eighties": 1980, "nineties": 1990}
YEAR = re.compile(r"(?<![\d.$€£,/(-])\b((?:19[5-9]|20[0-4])\d)\b(?![\d,]*\d)")
BY_YEAR = re.compile(r"\b[Bb]y (?:the end of )?(20\d\d)\b")
FIRST_DECADE = re.compile(r"first decade of the (?:21st|twenty-first) century", re.I)
LAW_REFERENCE = re.compile(
    r"\b(?:act|section|title|u\.s\.c|pub\.|stat\.|public law|code|chapter|§|order|version)\b", re.I
)


@dataclass(frozen=True)
class Reading:
    aspects: tuple[tuple[str, float], ...]
    cue: str


def masked(text: str) -> str:
    """The text with longer titles blanked, so that "business relationship executive" is no sign
    of a relationship."""
    return standard_titles().pattern.sub(
        lambda m: "officer".ljust(len(m.group())) if len(m.group()) > 6 else m.group(), text
    )


def topic(text: str) -> str | None:
    """The aspect that a heading, lead-in, column or question announces."""
    text = masked(text[-300:])
    return next((aspect for aspect, pattern in lexicon().topics if pattern.search(text)), None)


def aspects(
    text: str, subject_end: int, announced: str | None, weight: float, contrast: bool = False
) -> Reading:
    """Aspects by weight: the statement's own words, those near its subject counting more, and what
    was announced.

    `weight` is how much the announcement counts; `contrast` says that two roles are set against
    each other.
    """
    lex, scores, cues = lexicon(), {"responsibility": DEFAULT}, {}
    if lex.duty_start.match(text[subject_end:]):
        scores["responsibility"] += DUTY
    if contrast:
        scores["focus"] = CONTRAST
    hidden = masked(text)
    for aspect, strength, pattern in lex.aspects:
        match = (pattern.search(hidden, subject_end) if subject_end else None) or pattern.search(
            hidden
        )
        if not match:
            continue
        near = subject_end - 1 <= match.start() <= subject_end + NEAR
        gain = strength * (1.5 if near else FAR_DUTY if aspect == "responsibility" else 1.0)
        cues.setdefault(aspect, match.group().strip())
        scores[aspect] = scores.get(aspect, 0.0) + gain
    if announced:
        general = GENERAL[weight] if announced == "responsibility" else weight
        scores[announced] = scores.get(announced, 0.0) + general
    ranked = tuple(sorted(scores.items(), key=lambda item: (-item[1], item[0])))
    return Reading(ranked, cues.get(ranked[0][0], ""))


def denies(text: str, subject_end: int) -> bool:
    """Whether the main clause says it is not so; "not only" and the like never do."""
    clause = re.split(r"[;:]|, (?:but|because|although|since)\b", text[subject_end:], maxsplit=1)[
        0
    ][:120]
    lex = lexicon()
    match = lex.denial.search(clause)
    if not match or lex.no_denial.search(clause):
        return False
    before = clause[: match.start()]
    return len(before.split()) <= 6 and not re.search(r"\b(?:what|which|who|that|others)\b", before)


def involvement(text: str, subject_end: int, aspect: str, denied: bool) -> str | None:
    """RACI plus "excluded", for responsibilities and decisions only; the verb nearest the subject
    tells.

    A plain duty is responsible; of two verbs at one place the stronger letter, listed first,
    counts.
    """
    if aspect not in ("responsibility", "decision"):
        return None
    if denied:
        return "excluded"
    found = [
        (m.start() // SAME_VERB, i, letter)
        for i, (letter, p) in enumerate(lexicon().involvement)
        if (m := p.search(text, subject_end))
    ]
    return min(found)[2] if found else ("responsible" if aspect == "responsibility" else None)


def modality(text: str) -> str:
    return next((mood for mood, pattern in lexicon().modality if pattern.search(text)), "describes")


def contexts(text: str) -> tuple[str, ...]:
    return tuple(name for name, pattern in lexicon().contexts if pattern.search(text))


def period(text: str) -> tuple[int | None, int | None] | None:
    """First and last year, only from years and decades in the text; numbers of laws are no
    years."""
    if match := BY_YEAR.search(text):
        return None, int(match.group(1))
    spans = [(int(m.group(1)) * 10, int(m.group(1)) * 10 + 9) for m in DECADE.finditer(text)]
    spans += [
        (1900 + int(m.group(1)) * 10, 1909 + int(m.group(1)) * 10)
        for m in SHORT_DECADE.finditer(text)
    ]
    spans += [
        (start, start + 9)
        for word, start in WORD_DECADES.items()
        if re.search(rf"\b{word}\b", text, re.I)
    ]
    if FIRST_DECADE.search(text):
        spans.append((2000, 2009))
    if not spans and not LAW_REFERENCE.search(text):
        spans = [(int(m.group(1)), int(m.group(1))) for m in YEAR.finditer(text)]
        if len(spans) == 1 and re.search(
            rf"\b(?:since|after|from|around) {spans[0][0]}", text, re.I
        ):
            return spans[0][0], None
    return (min(s for s, _ in spans), max(e for _, e in spans)) if spans else None
