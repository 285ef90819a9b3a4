"""Where a unit stands: the headings, lead-ins and turns above it, and who was spoken of last."""

import re
from dataclasses import dataclass, field

from .document import HEADING, LIST_ITEM, Block
from .lexicon import lexicon
from .shapes import ADDRESSED, ADVICE, OPEN_LEAD, OWN_SUBJECT, STRICTLY_I, elliptic
from .statements import topic
from .subjects import Profile, heading_role, mentions, primary_roles
from .titles import OTHER
from .units import sentences


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
    # A job advertisement or a holder's guide says "you"; a seller says it to the customer.
    addressed: bool = False

    def enter(self, block: Block) -> None:
        """Take in what a block changes before its units are read."""
        if block.kind == HEADING:
            self.leads.clear()
            self.last = None
        elif block.asks:
            self.question = block.text
            found = primary_roles(block.text, self.profile.titles)
            self.question_role = found[0] if len(found) == 1 else None
            self.last = None
        self.section, self.off_topic = heading_role(block, self.profile.titles)
        self.addressed = (
            self.profile.holder is not None
            or self.profile.addressed
            or bool(ADDRESSED.search(" ".join(block.path)))
        )
        if block.kind == LIST_ITEM:
            self.leads = {level: lead for level, lead in self.leads.items() if level < block.level}

    def heard(self, roles: list[str], text: str) -> None:
        """Remember for pronouns who was spoken of; in "while the CTO ..., the CIO ..." it is
        the second."""
        if roles:
            main = self.profile.role if self.profile.role in roles else roles[0]
            self.last = (
                roles[-1] if re.match(r"(?:while|whereas|unlike|although)\b", text, re.I) else main
            )

    def says_more(self, text: str, block: Block) -> bool:
        """A lead-in that is a duty itself: "Run a training programme, including:"."""
        duty = block.kind == LIST_ITEM and elliptic(text, gerund=True) and len(text.split()) > 4
        return duty or bool(re.search(r"\w, (?:including|such as)\W*$", text))

    def stands_for_role(self, text: str, block: Block) -> bool:
        """Whether a unit that names roles only in passing has another subject: a list's, a
        pronoun, "I"."""
        if ADVICE.match(text):
            return False
        if block.kind == LIST_ITEM or (block.voice and re.match(r"It (?:is|['’]s) ", text)):
            return True
        lex, named = lexicon(), self.profile.titles.pattern.search(text)
        if block.voice and STRICTLY_I.search(text):
            return primary_roles(text, self.profile.titles) == [OTHER]
        before = text[: named.start()] if named else text
        return bool(
            lex.role_nouns.search(before[:60])
            or lex.pronouns.match(text)
            or elliptic(text, gerund=False)
        )

    def lead(self) -> Lead:
        return self.leads[max(self.leads)] if self.leads else Lead()

    def opens_list(self, block: Block, follows: Block | None) -> bool:
        """Whether the list or paragraph below stands under this block's last sentence; if so,
        remember it."""
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
        lex, titles = lexicon(), self.profile.titles
        named = [m for m in mentions(text, titles) if m.role in titles.primary]
        inherited = self.lead()
        if named:
            role = max(named, key=lambda m: (m.rank, -m.start)).role
            several = len({m.role for m in named}) > 1 and all(m.rank < 1.5 for m in named)
            return Lead(None if several else role, topic(text) or inherited.topic)
        if self.refers(text):
            return Lead(
                self.last or inherited.role or self.section or self.profile.role, topic(text)
            )
        if OWN_SUBJECT.match(text) or (
            lex.foreign.match(text) and not re.match(r"(?:we|you|your)\b", text, re.I)
        ):
            return Lead(foreign=True)
        return Lead(inherited.role, topic(text) or inherited.topic, inherited.foreign)

    def _spoken_of(self, text: str) -> str | None:
        titles = self.profile.titles
        named = [m for m in mentions(text, titles) if m.role in titles.primary]
        return max(named, key=lambda m: (m.rank, -m.start)).role if named else None

    def refers(self, text: str) -> bool:
        lex = lexicon()
        return bool(
            lex.role_nouns.search(text[:120])
            or lex.pronouns.match(text)
            or (self.profile.alias and self.profile.alias.search(text))
        )
