"""Claim candidates of a document: which sentence says what about which role, and why it is
proposed.

Pure and deterministic: the same document gives the same candidates, in the order of the text.
"""

import re
from dataclasses import dataclass, replace

from . import statements
from .context import Place
from .document import COMMENT, HEADING, LIST_ITEM, TABLE_ROW, Block, Document
from .furniture import piece_reason
from .inference import Subject, inferred
from .lexicon import lexicon
from .subjects import mentions, profile
from .tables import cell_units
from .units import Unit, units
from .vocabulary import Vocabulary

THRESHOLD = 0.5
SUBJECT = 0.85  # sure enough that the named role is the subject
# Weight from which a second aspect is a claim of its own (EDITORIAL: "a passage with both
# gives both").
SECOND_ASPECT = 4.0
PERSON_IS = re.compile(
    r"^(?:[A-Z][\w'’-]+ ){2,3}(?:is|was|has been|spent|served|became|joined|has|worked)\b"
)
CAPTION = re.compile(
    r"(?!.*\b(?:is|are|shall|must|may|will|has|have|be)\b)[A-Z][^.;:]{2,90}\s?\."
)  # "(b) Duties."


@dataclass(frozen=True)
class Candidate:
    """`aspect` to `contexts` use the words of docs/content-format.md; `block` is the block's
    number; `score` runs from 0 to 1.
    """

    text: str
    role: str
    aspect: str
    involvement: str | None
    modality: str
    denies: bool
    period: tuple[int | None, int | None] | None
    contexts: tuple[str, ...]
    block: int
    score: float
    reason: str


def find(
    document: Document,
    vocabulary: Vocabulary,
    with_comments: bool = False,
    holder: str | None = None,
) -> list[Candidate]:
    """The document's candidates on the roles and aspects of a vocabulary; readers' comments only
    on request.

    `holder`: the role of whoever a job description addresses as "you", where the caller knows.
    """
    blocks = [*document.blocks, *(document.comments if with_comments else ())]
    known = profile(document, vocabulary.titles)
    if holder:
        known = replace(known, role=holder, addressed=True)
    place, out = Place(known), []
    for block, follows in zip(blocks, [*blocks[1:], None][: len(blocks)], strict=True):
        place.enter(block)
        if block.kind == HEADING or block.asks:
            continue
        if block.kind == TABLE_ROW:
            out.extend(_row(block, place))
            continue
        opens = _opens(place, block, follows)
        out.extend(_block(block, place, opens))
        if opens:
            place.opens_list(block, follows)
    slugs = vocabulary.context_slugs()
    return [
        replace(each, contexts=tuple(slugs[name] for name in each.contexts if name in slugs))
        for each in dict.fromkeys(out)
        if each.aspect in vocabulary.aspects
    ]


def _opens(place: Place, block: Block, follows: Block | None) -> bool:
    return block.kind != COMMENT and place.opens_list(block, follows)


def _block(block: Block, place: Place, opens: bool) -> list[Candidate]:
    out = []
    parts = units(block.text)
    for number, unit in enumerate(parts):
        subjects = _subjects(unit, block, place)
        place.heard([s.role for s in subjects], unit.text)
        lead_in = opens and number == len(parts) - 1 and not place.says_more(unit.text, block)
        if subjects and not lead_in and not _says_nothing(unit.text, block, place):
            announced, weight = _announced(block, place)
            for subject in subjects:
                out.extend(
                    _candidates(unit.text, subject, block, announced, weight, len(subjects) > 1)
                )
    return out


def _row(block: Block, place: Place) -> list[Candidate]:
    out = []
    default = place.section or (None if place.off_topic else place.profile.role)
    for cell in cell_units(block, place.profile.titles, default):
        named = _named(cell.text, place) if not cell.role else []
        subjects = named or ([Subject(cell.role, 0.75, 0, cell.why)] if cell.role else [])
        for subject in subjects:
            out.extend(
                _candidates(
                    cell.text, subject, block, cell.topic, statements.IN_TABLE, len(subjects) > 1
                )
            )
    return out


def _subjects(unit: Unit, block: Block, place: Place) -> list[Subject]:
    """The roles named as subjects; else whom the place implies; else whoever is named at all."""
    named = _named(unit.text, place)
    if named and (named[0].sure >= SUBJECT or not place.stands_for_role(unit.text, block)):
        return named
    found = inferred(place, unit.text, block, unit.whole, unit.first)
    if found is None:
        return named
    bare = block.kind != LIST_ITEM and not named and not lexicon().domain.search(unit.text)
    return [] if bare and not statements.aspects(unit.text, 0, None, 0.0).cue else [found]


def _named(text: str, place: Place) -> list[Subject]:
    """The roles that are subjects of this sentence; where none clearly is, the first it names."""
    titles = place.profile.titles
    found = [m for m in mentions(text, titles) if m.role in titles.primary]
    if not found:
        return []
    best = max(found, key=lambda m: (m.rank, -m.start))
    sure = {2.0: 0.95, 1.5: 0.85, 1.0: 0.75}.get(best.rank, 0.6)
    out = [
        Subject(
            best.role,
            sure,
            best.end,
            "names the role as its subject" if best.rank >= 1.5 else "names the role",
        )
    ]
    for other in found:
        if other.rank >= 2.0 and other.role not in {s.role for s in out} and best.rank >= 1.5:
            out.append(Subject(other.role, 0.8, other.end, "names a second role as subject"))
    return out


def _announced(block: Block, place: Place) -> tuple[str | None, float]:
    """The aspect that the lead-in, the question or the nearest heading announces; the title is
    too general."""
    whole = block.kind == LIST_ITEM and len(units(block.text)) == 1
    if block.kind == LIST_ITEM and (lead := place.lead()).topic:
        return lead.topic, statements.IN_LIST if whole else statements.IN_PROSE
    if block.voice:
        return statements.topic(place.question), statements.IN_PROSE
    headings = reversed(block.path if whole else block.path[1:])
    announced = next((t for heading in headings if (t := statements.topic(heading))), None)
    return announced, statements.IN_LIST if whole else statements.IN_PROSE


def _says_nothing(text: str, block: Block, place: Place) -> bool:
    """Questions, chatter about the text, calls to act, biographies and mere lists of titles
    claim nothing."""
    lex, titles = lexicon(), place.profile.titles.pattern
    if (text.endswith(("?", "?”", '?"')) and ": " not in text) or lex.chatter.search(text):
        return True
    if block.marker.startswith("(") and CAPTION.fullmatch(text):
        return True
    if block.kind != LIST_ITEM and (piece_reason(text) or len(text.split()) < 3):
        return True
    if (
        PERSON_IS.match(text)
        and not titles.match(text)
        and titles.search(text)
        and text.split()[0] not in ("The", "A", "An", "This", "That")
    ):
        return re.search(r"\b(?:of|at|for)\b", text) is not None
    rest = titles.sub("", text)
    return len(re.findall(r"[A-Za-z]{2,}", rest)) < (1 if block.kind == LIST_ITEM else 2)


def _candidates(
    text: str, subject: Subject, block: Block, announced: str | None, weight: float, contrast: bool
) -> list[Candidate]:
    """One candidate an aspect, two at most; none where the role is too unsure."""
    reading = statements.aspects(text, subject.end, announced, weight, contrast)
    denied = statements.denies(text, subject.end)
    score = min(0.99, subject.sure + 0.03 * min(reading.aspects[0][1], 5) - 0.05)
    if score < THRESHOLD:
        return []
    strong = [aspect for aspect, gain in reading.aspects[:2] if gain >= SECOND_ASPECT]
    chosen = strong or [reading.aspects[0][0]]
    cue = (
        f"“{reading.cue}”"
        if reading.cue
        else f"under a heading on {announced}"
        if announced
        else ""
    )
    return [
        _candidate(text, subject, aspect, denied, block, score - 0.1 * rank, cue)
        for rank, aspect in enumerate(chosen)
    ]


def _candidate(
    text: str, subject: Subject, aspect: str, denied: bool, block: Block, score: float, cue: str
) -> Candidate:
    return Candidate(
        text=text,
        role=subject.role,
        aspect=aspect,
        involvement=statements.involvement(text, subject.end, aspect, denied),
        modality=statements.modality(text),
        denies=denied,
        period=statements.period(text),
        contexts=statements.contexts(text),
        block=block.number,
        score=round(score, 2),
        reason=f"{subject.why}; {cue}" if cue else subject.why,
    )
