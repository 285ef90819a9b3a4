"""Whose claim a unit is where it names no role itself: lead-ins, headings, pronouns, the speaker, the document."""

import re
from dataclasses import dataclass, field

from .document import HEADING, LIST_ITEM, Block
from .lexicon import lexicon
from .statements import topic
from .subjects import Profile, heading_role, mentions, primary_roles
from .units import sentences

FIRST_PERSON = re.compile(r"\b(?:I|me|my|mine|myself|I['’](?:m|ve|d|ll)|we|us|our)\b")
STRICTLY_I = re.compile(r"\b(?:I|my|mine|me|I['’](?:m|ve|d|ll))\b")
SECOND_PERSON = re.compile(
    r"^(?:\w+,? ){0,4}?[Yy]ou(?:['’]ll| (?:will|must|should|have to|need|are|report|lead|own))\b|^And you need|^[Yy]our (?:role|job|main|primary|duties|responsib)"
)
ELLIPTIC = re.compile(r"^(?:\w+ly |[Aa]lso |[Oo]ften )?(\w+)")
OPEN_LEAD = re.compile(r"(?::|—|–|--|[^.!?;\"”’)])$")
ITS_ROLE = re.compile(
    r"^(?:It|This|That)(?: is|['’]s| was)? (?:\w+ ){0,6}?(?:role|position|job|title|executive|officer|responsibility|leader|full[- ]time|part[- ]time)\b",
    re.I,
)
OWN_SUBJECT = re.compile(
    r"(?:The|An?|Each|Every|No|Any|All|Members|Most|Some|Such) (?:[\w'’,-]+ ){1,12}?"
    r"(?:shall|is|are|must|may|will|has|have|was|were|finds|does|should)\b"
)
SUBJECT_PRONOUN = re.compile(r"\b(?:he|she|they)\b")
BOTH = re.compile(
    r"Both (?:need|must|should|have|are|report|work|require|share|can|deal|lead|roles|positions|jobs|of them)\b"
)
IT_MUST = re.compile(
    r"(?:\w+, )?(?:the )?IT(?: (?:budget|department|organi[sz]ation|function|team))? "
    r"(?:must|should|needs? to|doesn['’]t|does not|has to|is no longer)\b",
    re.I,
)
ADVICE = re.compile(r"(?:Let|Give|Have|Make|Ask|Judge|Leave|Put|Keep|Appoint|Hire|Pay) ")  # "Give the CISO a veto"
ADDRESSED = re.compile(r"\b(?:job|position|role|vacancy|responsib|duties|your first)\b", re.I)
VERB_ENDING = re.compile(r"\w{3,}(?:ates|izes|ises|ifies)|[Rr]e\w+s")
NOUN_AFTER_ALL = re.compile(
    r" (?:include|are|is|was|were|show|can|must|should|may|will|have|has)\b"
)
FAMILY = {"fractional-cio": "cio", "cio": "cio"}


@dataclass(frozen=True)
class Subject:
    """The role, how sure that is (0 to 1), where its name ends in the text, and why."""

    role: str
    sure: float
    end: int
    why: str


@dataclass(frozen=True)
class Lead:
    """What a list stands under. `foreign`: somebody else does these things."""

    role: str | None = None
    topic: str | None = None
    foreign: bool = False


@dataclass
class Place:
    """The running context of a document, moved on block by block."""

    profile: Profile
    section: str | None = None
    off_topic: bool = False
    last: str | None = None
    question: str = ""
    question_role: str | None = None
    leads: dict[float, Lead] = field(default_factory=dict)
    addressed: bool = False  # a job advertisement or a holder's guide says "you"; a seller says it to the customer

    def enter(self, block: Block) -> None:
        """Take in what a block changes before its units are read."""
        if block.kind == HEADING:
            self.leads.clear()
            self.last = None
        elif block.asks:
            self.question = block.text
            found = primary_roles(block.text, self.profile.cdo)
            self.question_role = found[0] if len(found) == 1 else None
            self.last = None
        self.section, self.off_topic = heading_role(block, self.profile.cdo)
        self.addressed = (
            self.profile.holder is not None
            or self.profile.addressed
            or bool(ADDRESSED.search(" ".join(block.path)))
        )
        if block.kind == LIST_ITEM:
            self.leads = {level: lead for level, lead in self.leads.items() if level < block.level}

    def heard(self, roles: list[str], text: str) -> None:
        """Remember for pronouns who was spoken of; in "while the CTO ..., the CIO ..." it is the second."""
        if roles:
            main = self.profile.role if self.profile.role in roles else roles[0]
            self.last = (
                roles[-1] if re.match(r"(?:while|whereas|unlike|although)\b", text, re.I) else main
            )

    def says_more(self, text: str, block: Block) -> bool:
        """A lead-in that is a duty itself: "Run a training programme, including:"."""
        duty = (
            block.kind == LIST_ITEM and self._elliptic(text, gerund=True) and len(text.split()) > 4
        )
        return duty or bool(re.search(r"\w, (?:including|such as)\W*$", text))

    def stands_for_role(self, text: str, block: Block) -> bool:
        """Whether a unit that names roles only in passing has another subject: a list's, a pronoun, "I"."""
        if ADVICE.match(text):
            return False
        if block.kind == LIST_ITEM or (block.voice and re.match(r"It (?:is|['’]s) ", text)):
            return True
        lex, named = lexicon(), lexicon().roles.search(text)
        if block.voice and STRICTLY_I.search(text):
            return primary_roles(text, self.profile.cdo) == ["other"]
        before = text[: named.start()] if named else text
        return bool(
            lex.role_nouns.search(before[:60])
            or lex.pronouns.match(text)
            or self._elliptic(text, gerund=False)
        )

    def lead(self) -> Lead:
        return self.leads[max(self.leads)] if self.leads else Lead()

    def opens_list(self, block: Block, follows: Block | None) -> bool:
        """Whether the list or paragraph below stands under this block's last sentence; if so, remember it."""
        deeper = (
            follows is not None
            and follows.kind == LIST_ITEM
            and (block.kind != LIST_ITEM or follows.level > block.level)
        )
        if not deeper and not (
            follows is not None and block.text.endswith(":") and block.kind != HEADING
        ):
            if block.kind not in (LIST_ITEM, HEADING):
                self.leads.clear()
            return False
        last = (sentences(block.text[-600:]) or [""])[-1]
        opens = bool(OPEN_LEAD.search(last)) or last.endswith(":")
        level = block.level if block.kind == LIST_ITEM else (follows.level if deeper else 1) - 0.5
        self.leads[level] = (
            self._lead(block, last)
            if opens
            else Lead(self._spoken_of(last), topic(last) if len(last) < 160 else None)
        )
        return opens

    def _lead(self, block: Block, text: str) -> Lead:
        lex = lexicon()
        named = [m for m in mentions(text, self.profile.cdo) if m.role in lex.primary]
        inherited = self.lead()
        if named:
            role = max(named, key=lambda m: (m.rank, -m.start)).role
            several = len({m.role for m in named}) > 1 and all(m.rank < 1.5 for m in named)
            return Lead(None if several else role, topic(text) or inherited.topic)
        if self._refers(text):
            return Lead(
                self.last or inherited.role or self.section or self.profile.role, topic(text)
            )
        if OWN_SUBJECT.match(text) or (
            lex.foreign.match(text) and not re.match(r"(?:we|you|your)\b", text, re.I)
        ):
            return Lead(foreign=True)
        return Lead(inherited.role, topic(text) or inherited.topic, inherited.foreign)

    def _spoken_of(self, text: str) -> str | None:
        named = [m for m in mentions(text, self.profile.cdo) if m.role in lexicon().primary]
        return max(named, key=lambda m: (m.rank, -m.start)).role if named else None

    def _refers(self, text: str) -> bool:
        lex = lexicon()
        return bool(
            lex.role_nouns.search(text[:120])
            or lex.pronouns.match(text)
            or (self.profile.alias and self.profile.alias.search(text))
        )

    # From here on: a unit that names no role.

    def inferred(self, text: str, block: Block, whole: bool, first: bool) -> Subject | None:
        if self.profile.alias and self.profile.alias.search(text[:200]):
            return Subject(
                self.profile.alias_role,
                0.8,
                0,
                "the office that is the role by this text's own words",
            )
        if block.voice and not block.asks and (found := self._answer(text)):
            return found
        if block.kind == LIST_ITEM:
            if (found := self._item(text, block, whole, first)) or self.lead().foreign:
                return found
        return self._prose(text)

    def _answer(self, text: str) -> Subject | None:
        """In an interview "I" is the person interviewed, "he" and "they" whom the question names."""
        holder, asked = self.profile.holder, self.question_role
        same = (
            asked is not None
            and holder is not None
            and FAMILY.get(asked, asked) == FAMILY.get(holder, holder)
        )
        own = asked if same else holder
        if re.match(r"It (?:is|['’]s)|A (?:fractional|virtual) one", text) and asked:
            return Subject(asked, 0.75, 0, "answers what the question asks")
        if own and STRICTLY_I.search(text):
            return Subject(own, 0.65, 0, "the speaker holds the role")
        if lexicon().pronouns.match(text) or re.match(r"(?:\w+,? ){1,4}(?:he|she|they)\b", text):
            other = self.last or (asked if not same else None)
            return Subject(other, 0.6, 0, "a pronoun for the role last named") if other else None
        if own and (FIRST_PERSON.search(text) or SECOND_PERSON.match(text) or topic(self.question)):
            return Subject(own, 0.5, 0, "answers a question about the role")
        return None

    def _item(self, text: str, block: Block, whole: bool, first: bool) -> Subject | None:
        """A list item is its lead-in's, else its heading's; the document's only where it reads as a duty or trait."""
        lead = self.lead()
        if lead.foreign or (self.off_topic and not lead.role):
            return None
        labelled = first and bool(re.match(r"[^.:]{2,60}(?::| [-–—]{1,2} )", text))
        if not whole and not labelled and not self._elliptic(text, gerund=True):
            return None
        if lead.role:
            return Subject(lead.role, 0.8, 0, "listed under a lead-in on the role")
        if OWN_SUBJECT.match(text) and not self._refers(text):
            return None
        if self.section:
            return Subject(self.section, 0.75, 0, "listed under the role's heading")
        announced = lead.topic or (topic(block.path[-1]) if block.path else None)
        if (
            self.profile.role
            and (announced or self._elliptic(text, gerund=True))
            and not lexicon().foreign.match(text)
        ):
            return Subject(self.profile.role, 0.6, 0, "listed in a document on the role")
        return None

    def _prose(self, text: str) -> Subject | None:
        lex, here = lexicon(), self.last or self.section
        known = here or (None if self.off_topic else self.profile.role)
        if not known:
            return None
        match = lex.role_nouns.search(text)
        if match and match.start() < 80 and (match.start() == 0 or not lex.foreign.match(text)):
            return Subject(known, 0.65, match.end(), f"“{match.group()}” stands for the role")
        early = lex.pronouns.match(text) or BOTH.match(text)
        early = early or (None if OWN_SUBJECT.match(text) else SUBJECT_PRONOUN.search(text[:70]))
        quoted = re.match(r"[\"“]", text) and STRICTLY_I.search(text)
        if quoted and self.last:
            return Subject(self.last, 0.55, 0, "somebody in the role is quoted")
        if early and self.last and not lex.foreign.match(text):
            return Subject(self.last, 0.6, early.end(), "a pronoun for the role last named")
        if self.last == "cio" and IT_MUST.match(text):
            return Subject("cio", 0.55, 0, "IT stands for the CIO's position here")
        if here and self._elliptic(text, gerund=len(text) < 160) and not text.endswith(":"):
            return Subject(here, 0.6, 0, "a predicate without subject, in a passage on the role")
        if known and not here and self._elliptic(text, gerund=False):
            return Subject(known, 0.52, 0, "a predicate without subject, in a document on the role")
        if here and ITS_ROLE.match(text):
            return Subject(here, 0.55, 0, "says what the role last named is")
        if here == "fractional-cio" and re.match(
            r"You(?:['’]re| (?:pay|get|have|need|are|receive))\b", text
        ):
            return Subject(here, 0.52, 0, "tells the customer what the role gives")
        told = SECOND_PERSON.match(text) or re.search(r"\b(?:to|with|by|for) you\b", text)
        if self.profile.role and told and self.addressed:
            return Subject(self.profile.role, 0.6, 0, "addressed to whoever holds the role")
        return None

    def _elliptic(self, text: str, gerund: bool) -> bool:
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
