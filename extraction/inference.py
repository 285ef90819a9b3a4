"""Whose claim a unit is that names no role: the list's, a pronoun's, the speaker's or the
document's."""

import re
from dataclasses import dataclass

from .context import Place
from .document import LIST_ITEM, Block
from .lexicon import lexicon
from .shapes import (
    BOTH,
    FIRST_PERSON,
    IT_MUST,
    ITS_ROLE,
    OWN_SUBJECT,
    SECOND_PERSON,
    STRICTLY_I,
    SUBJECT_PRONOUN,
    elliptic,
    tells_you,
)
from .statements import topic

CUSTOMER = re.compile(r"You(?:['’]re| (?:pay|get|have|need|are|receive))\b")


@dataclass(frozen=True)
class Subject:
    """The role, how sure that is (0 to 1), where its name ends in the text, and why."""

    role: str
    sure: float
    end: int
    why: str


def inferred(place: Place, text: str, block: Block, whole: bool, first: bool) -> Subject | None:
    if place.profile.alias and place.profile.alias.search(text[:200]):
        return Subject(
            place.profile.alias_role,
            0.8,
            0,
            "the office that is the role by this text's own words",
        )
    if block.voice and not block.asks and (found := _answer(place, text)):
        return found
    item = block.kind == LIST_ITEM
    found = _item(place, text, block, whole, first) if item else None
    return found if found or (item and place.lead().foreign) else _prose(place, text)


def _answer(place: Place, text: str) -> Subject | None:
    """In an interview "I" is the person interviewed, "he" and "they" whom the question
    names. A fractional CIO asked about the CIO speaks of himself."""
    family = place.profile.titles.family
    holder, asked = place.profile.holder, place.question_role
    same = asked is not None and holder is not None and family(asked) == family(holder)
    own = asked if same else holder
    if re.match(r"It (?:is|['’]s)|A (?:fractional|virtual) one", text) and asked:
        return Subject(asked, 0.75, 0, "answers what the question asks")
    if own and STRICTLY_I.search(text):
        return Subject(own, 0.65, 0, "the speaker holds the role")
    if lexicon().pronouns.match(text) or re.match(r"(?:\w+,? ){1,4}(?:he|she|they)\b", text):
        other = place.last or (asked if not same else None)
        return Subject(other, 0.6, 0, "a pronoun for the role last named") if other else None
    if own and (FIRST_PERSON.search(text) or SECOND_PERSON.match(text) or topic(place.question)):
        return Subject(own, 0.5, 0, "answers a question about the role")
    return None


def _item(place: Place, text: str, block: Block, whole: bool, first: bool) -> Subject | None:
    """A list item is its lead-in's, else its heading's; the document's only where it reads
    as a duty or trait."""
    lead = place.lead()
    if lead.foreign or (place.off_topic and not lead.role):
        return None
    labelled = first and bool(re.match(r"[^.:]{2,60}(?::| [-–—]{1,2} )", text))
    if not whole and not labelled and not elliptic(text, gerund=True):
        return None
    if lead.role:
        return Subject(lead.role, 0.8, 0, "listed under a lead-in on the role")
    if OWN_SUBJECT.match(text) and not place.refers(text):
        return None
    if place.section:
        return Subject(place.section, 0.75, 0, "listed under the role's heading")
    announced = lead.topic or (topic(block.path[-1]) if block.path else None)
    if (
        place.profile.role
        and (announced or elliptic(text, gerund=True))
        and not lexicon().foreign.match(text)
    ):
        return Subject(place.profile.role, 0.6, 0, "listed in a document on the role")
    return None


def _prose(place: Place, text: str) -> Subject | None:
    lex, here = lexicon(), place.last or place.section
    known = here or (None if place.off_topic else place.profile.role)
    if not known:
        return None
    match = lex.role_nouns.search(text)
    if match and match.start() < 80 and (match.start() == 0 or not lex.foreign.match(text)):
        return Subject(known, 0.65, match.end(), f"“{match.group()}” stands for the role")
    early = lex.pronouns.match(text) or BOTH.match(text)
    early = early or (None if OWN_SUBJECT.match(text) else SUBJECT_PRONOUN.search(text[:70]))
    quoted = re.match(r"[\"“]", text) and STRICTLY_I.search(text)
    if quoted and place.last:
        return Subject(place.last, 0.55, 0, "somebody in the role is quoted")
    if early and place.last and not lex.foreign.match(text):
        return Subject(place.last, 0.6, early.end(), "a pronoun for the role last named")
    if place.last in place.profile.titles.leads_it and IT_MUST.match(text):
        return Subject(place.last, 0.55, 0, "IT stands for its leader's position here")
    if here and elliptic(text, gerund=len(text) < 160) and not text.endswith(":"):
        return Subject(here, 0.6, 0, "a predicate without subject, in a passage on the role")
    if known and not here and elliptic(text, gerund=False):
        return Subject(known, 0.52, 0, "a predicate without subject, in a document on the role")
    if here and ITS_ROLE.match(text):
        return Subject(here, 0.55, 0, "says what the role last named is")
    return _addressed(place, text, here)


def _addressed(place: Place, text: str, here: str | None) -> Subject | None:
    """ "You" is the customer of a rented role, or the holder whom an advertisement addresses."""
    if here in place.profile.titles.hired and CUSTOMER.match(text):
        return Subject(here, 0.52, 0, "tells the customer what the role gives")
    to_you = tells_you(text) or re.search(r"\b(?:to|with|by|for) you\b", text)
    if place.profile.role and to_you and place.addressed:
        return Subject(place.profile.role, 0.6, 0, "addressed to whoever holds the role")
    return None
