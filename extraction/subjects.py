"""Which role a sentence is about: the titles it names, ranked by how clearly each is its
subject."""

import re
from collections import Counter
from dataclasses import dataclass
from itertools import islice

from .document import HEADING, Block, Document
from .lexicon import Lexicon, lexicon
from .titles import Titles

# What may stand right before a subject: the start of a clause, with an article and up to two
# adjectives.
OPENS = re.compile(
    r"(?:^|[,;:—–(\"“‘'/|]|--|- |\b(?:and|or|while|whereas|but|that|when|if|both|because|since"
    r"|as|where|then|so|although|though|"
    r"unless|until|than|only|therefore|thus|either|neither|nor)\b)"
    r"[\s\"“‘'(]*(?:(?:the|an?|each|every|most|many|some|all|your|our|their|its|this|any|such|no"
    r"|if|today['’]s|another|one|traditional|modern|"
    r"ideal|effective|successful|great|good)\b(?:\s[\w'’-]+){0,2}\s+)?$",
    re.I,
)
ROLE_OF = re.compile(
    r"(?:\b(?:role|job|position|duty|duties|responsibilit(?:y|ies)|focus|goal|aim|mission|task"
    r"|function|success|title|office|purpose|work|objective"
    r"|life|day|asset|value|skills?|qualit(?:y|ies)|mandate|post|rise|yardsticks?|measures?"
    r"|customers?)\s+(?:\w+\s+)?(?:of|for|in)|\b(?:up|falls?|belongs?|left) to|^for"
    r"|^as)\s+(?:the |an? |any |your |our |most |today['’]s )?(?:[\w-]+ ){0,2}$",
    re.I,
)
AGENT = re.compile(
    r"\b(?:\w+ed|led|held|made|run|set|done|given|taken|chosen|overseen|written) by (?:the |an? "
    r"|your |our )?(?:[\w-]+ ){0,2}$",
    re.I,
)
SAME_LIST = re.compile(
    r"\s*(?:,|/|&|\band\b|\bor\b|\bvs\.?|\bversus\b|\(|\)|,\s*and\b|,\s*or\b)+\s*(?:the |an? "
    r"|both |your |agency )?",
    re.I,
)
QUALIFIER = re.compile(
    r"\s*(?:\([^()]{1,60}\)\s*)?(?:['’]s?\s+(?:[\w-]+\s+){1,3})?(?:\s*(?:role|title|position|job"
    r"|post|office|function|seat)s?\b)?(?:,?\s*(?:of|for|at|in|designated|appointed|within"
    r"|under)\s[^,;:.]{1,70}?(?=\s(?:is|are|was|were|shall|must|may|will|has|have|should|can"
    r"|does)\b))?,?\s*",
    re.I,
)
SYMBOL = re.compile(r"\s*(?:\([^()]{1,60}\)\s*)?(?:[:=→—–]|--|- )")


@dataclass(frozen=True)
class Mention:
    role: str
    start: int
    end: int
    rank: float = 0.0


@dataclass(frozen=True)
class Profile:
    """What the whole document says about its roles: its main one, what titles mean, who says
    "I"."""

    role: str | None
    titles: Titles
    holder: str | None
    alias: re.Pattern | None
    alias_role: str | None
    addressed: bool


def mentions(text: str, titles: Titles) -> list[Mention]:
    lex, out = lexicon(), _plain_mentions(text, titles)
    return [
        Mention(m.role, m.start, m.end, _rank(text, m, out[:i], lex)) for i, m in enumerate(out)
    ]


def _rank(text: str, mention: Mention, before: list[Mention], lex: Lexicon) -> float:
    """2 for a clear subject, 1.5 for the agent or the owner of a role, 1 where only the place
    is right, else 0."""
    if before and SAME_LIST.fullmatch(text[before[-1].end : mention.start]):
        return _rank(text, before[-1], before[:-1], lex) if len(before) < 8 else 0.0
    lead, rest = (
        text[max(0, mention.start - 90) : mention.start],
        text[mention.end : mention.end + 160],
    )
    if ROLE_OF.search(lead) or AGENT.search(lead):
        return 1.5
    if not OPENS.search(lead):
        return 0.0
    following = rest[QUALIFIER.match(rest).end() :]
    if lex.verb_after.match(following) or SYMBOL.match(rest):
        return 2.0
    return 1.5 if re.match(r"['’]s?\s", rest) else 1.0


def primary_roles(text: str, titles: Titles) -> list[str]:
    """The roles with claims that a heading, lead-in or column names, each once, in order."""
    found = dict.fromkeys(m.role for m in mentions(text[:400], titles))
    return [role for role in found if role in titles.primary]


def profile(document: Document, titles: Titles) -> Profile:
    text = "\n".join(block.text[:5000] for block in document.blocks)
    titles = titles.read_in(text)
    role = _main_role(document, text, titles)
    alias, alias_role = _alias(text, titles)
    addressed = role not in titles.hired and _addresses_holder(text)
    return Profile(role, titles, _holder(document, text, titles), alias, alias_role, addressed)


def _addresses_holder(text: str) -> bool:
    """Whether "you" is whoever holds the role: often told what to do, and by nobody who sells."""
    command = r"\b[Yy]ou(?:['’]ll| (?:will|must|should|have to|need|are|can))\b"
    commands = len(re.findall(command, text))
    sold = len(re.findall(r"\b(?:[Ww]e|[Oo]ur|[Uu]s)\b", text))
    return commands >= 3 and sold < commands


def _main_role(document: Document, text: str, titles: Titles) -> str | None:
    """The role the title names, if one; else the role named in most places."""
    headings = [b.text for b in document.blocks[:6] if b.kind == HEADING][:2] + [
        b.path[0] for b in document.blocks[-1:] if b.path
    ]
    for heading in headings:
        if found := primary_roles(heading, titles):
            return found[0] if len(found) == 1 else None
    counts = Counter(key for key, _ in titles.found(text) if key in titles.primary)
    if not counts:
        return None
    role, count = counts.most_common(1)[0]
    return role if count >= 2 and count >= 0.65 * counts.total() else None


def _plain_mentions(text: str, titles: Titles) -> list[Mention]:
    return [Mention(key, match.start(), match.end()) for key, match in titles.found(text)]


def _alias(text: str, titles: Titles) -> tuple[re.Pattern | None, str | None]:
    """ "The director shall be the chief information officer": from there on "the director" is
    the role."""
    lex = lexicon()
    opening = re.compile(
        rf"\b(?:the|an?) {lex.aliases},?(?: who)? (?:shall be|is|(?:shall )?(?:serves?|acts?) as)"
        r"(?: the| an?)?(?: [\w'’]+){0,3}? $",
        re.I,
    )
    for key, match in islice(titles.found(text), 50):
        if found := opening.search(text[max(0, match.start() - 80) : match.start()]):
            return re.compile(rf"\bthe {found.group(1)}\b", re.I), key
    return None, None


def _holder(document: Document, text: str, titles: Titles) -> str | None:
    """The role of whoever says "I": the interviewee's as title or opening names it, or an
    essayist's own."""
    lex = lexicon()
    opening = "\n".join(b.text for b in document.blocks[:4])[:1500]
    interview = any(b.asks for b in document.blocks)
    for place, mention in (
        [(opening, m) for m in _plain_mentions(opening, titles)] if interview else []
    ):
        window = (
            place[max(0, mention.start - 60) : mention.end] + place[mention.end : mention.end + 5]
        )
        own = lex.holder.replace("{role}", re.escape(place[mention.start : mention.end]))
        if mention.role in titles.primary and re.search(own, window, re.I):
            return mention.role
    own = re.compile(
        r"\bI(?: am|['’]m| was| became| served| work(?:ed)?|['’]ve been"
        r"| have been)(?: as)?(?: an?| the)?(?: [\w-]+){0,2} $|\b[Aa]s (?:an?"
        r"|the) (?:[\w-]+ ){0,2}$"
    )
    for key, match in islice(titles.found(text), 200):
        follows = text[match.end() : match.end() + 4]
        lead = text[max(0, match.start() - 60) : match.start()]
        if (found := own.search(lead)) and (
            found.group().startswith("I") or re.match(r",? I\b", follows)
        ):
            return key
    return None


def heading_role(block: Block, titles: Titles) -> tuple[str | None, bool]:
    """The role of the nearest heading that names one, and whether a heading on the way leads
    off the subject."""
    lex = lexicon()
    for heading in reversed(block.path):
        found = primary_roles(heading, titles)
        if len(found) == 1:
            return found[0], False
        if found or lex.off_topic.search(heading):
            return None, True
    return None, False
