"""The shapes of sentences that tell whose claim they are when they name no role."""

import re

from .lexicon import lexicon

FIRST_PERSON = re.compile(r"\b(?:I|me|my|mine|myself|I['’](?:m|ve|d|ll)|we|us|our)\b")
STRICTLY_I = re.compile(r"\b(?:I|my|mine|me|I['’](?:m|ve|d|ll))\b")
SECOND_PERSON = re.compile(
    r"^(?:\w+,? ){0,4}?[Yy]ou(?:['’]ll| (?:will|must|should|have to|need|are|report|lead|own))\b"
    r"|^And you need|^[Yy]our (?:role|job|main|primary|duties|responsib|task|mission|work)"
    r"|^(?:[\w’']+,? ){0,6}?(?:expects?|wants?|asks?|needs?|counts? on|look(?:s|ing)? to) you to\b"
)
YOU_DO = re.compile(r"^(?:\w+,? ){0,4}?[Yy]ou (?:also |then |\w+ly )?(\w+)")
ELLIPTIC = re.compile(r"^(?:\w+ly |[Aa]lso |[Oo]ften )?(\w+)")
OPEN_LEAD = re.compile(r"(?::|—|–|--|[^.!?;\"”’)])$")
ITS_ROLE = re.compile(
    r"^(?:It|This|That)(?: is|['’]s| was)? (?:\w+ ){0,6}?(?:role|position|job|title|executive"
    r"|officer|responsibility|leader|full[- ]time|part[- ]time)\b",
    re.I,
)
OWN_SUBJECT = re.compile(
    r"(?:The|An?|Each|Every|No|Any|All|Members|Most|Some|Such) (?:[\w'’,-]+ ){1,12}?"
    r"(?:shall|is|are|must|may|will|has|have|was|were|finds|does|should)\b"
)
SUBJECT_PRONOUN = re.compile(r"\b(?:he|she|they)\b")
BOTH = re.compile(
    r"Both (?:need|must|should|have|are|report|work|require|share|can|deal|lead|roles|positions"
    r"|jobs|of them)\b"
)
IT_MUST = re.compile(
    r"(?:\w+, )?(?:the )?IT(?: (?:budget|department|organi[sz]ation|function|team))? "
    r"(?:must|should|needs? to|doesn['’]t|does not|has to|is no longer)\b",
    re.I,
)
ADVICE = re.compile(
    r"(?:Let|Give|Have|Make|Ask|Judge|Leave|Put|Keep|Appoint|Hire|Pay) "
)  # "Give the CISO a veto"
ADDRESSED = re.compile(r"\b(?:job|position|role|vacancy|responsib|duties|your first)\b", re.I)
VERB_ENDING = re.compile(r"\w{3,}(?:ates|izes|ises|ifies)|[Rr]e\w+s")
NOUN_AFTER_ALL = re.compile(
    r" (?:include|are|is|was|were|show|can|must|should|may|will|have|has)\b"
)


def tells_you(text: str) -> bool:
    """Whether a sentence tells "you" what to do: "You will run ...", "You run ..."."""
    match = YOU_DO.match(text)
    return bool(
        SECOND_PERSON.match(text) or (match and lexicon().duty_verbs.fullmatch(match.group(1)))
    )


def elliptic(text: str, gerund: bool) -> bool:
    """Whether a text starts with its predicate, as items and notes do; `gerund` allows "ing"."""
    match = ELLIPTIC.match(text)
    if not match or not (
        lexicon().duty_verbs.match(match.group(1)) or VERB_ENDING.fullmatch(match.group(1))
    ):
        return False
    if NOUN_AFTER_ALL.match(text, match.end()):
        return False
    word = match.group(1).lower()
    if word.endswith("ing"):
        return gerund and not re.search(r"^\w+ing (?:\w+ ){0,6}(?:is|are|was)\b", text)
    return (
        gerund
        or word.endswith("s")
        or word
        in (
            "responsible",
            "accountable",
            "tasked",
            "must",
            "should",
            "typically",
            "usually",
            "often",
            "charged",
        )
    )
