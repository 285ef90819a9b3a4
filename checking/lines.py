"""A pasted text line by line, and which of its lines name a duty."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extraction import Block, Candidate, find, read
from extraction.statements import denies
from extraction.units import units
from roles.aspects import Aspect
from roles.extraction import vocabulary
from roles.models import Role

# What a job description lists beside duties.
NO_DUTY = {
    Aspect.BACKGROUND,
    Aspect.SKILL,
    Aspect.DEFINITION,
    Aspect.CONTEXT,
    Aspect.REPORTING_LINE,
}
ADDRESS = re.compile(
    r"^(?:[\w’']+,? ){0,6}?(?:you(?:[’']ll| will| shall| must| should| are| have)?"
    r"(?: also)?(?: to)?"
    r"|your (?:job|role|task|mission|work|duty) (?:is|will be) to|(?:shall|must|will|should))\b ?",
    re.I,
)
# What the reader shall do; "you will be", "have" or "earn" tells of the post, not of a duty.
COMMANDS = re.compile(
    r"^(?!(?:what|who|how|why|where) (?:you|we)\b)(?:[\w’'-]+,? ){0,8}?"
    r"(?:you(?:[’']ll| will| shall| must)"
    r"|(?:expect|count on|ask|want|rely on|look to)s? you to)\b"
    r"(?! (?:also )?(?:be|have|need|report|receive|earn|enjoy|join|get an?|work (?:from|in|at))\b)",
    re.I,
)
POST = re.compile(
    r"^(?:[\w’'-]+,? ){0,4}?you(?:[’']ll| will| are|[’']re) (?:be )?"
    r"(?:an?|our|the|based|joining|reporting|one of)\b",
    re.I,
)
REQUIRED = re.compile(
    r"\b(?:(?:bachelor|master)[’']?s?|degree|diploma|track record|certifi\w+ (?:desirable|required)"
    r"|years[’']? (?:or more )?(?:of |in )?(?:\w+ )?(?:experience|consulting|management)"
    r"|\w+ years or more (?:in|of|as))\b",
    re.I,
)


@dataclass(frozen=True)
class Line:
    """A sentence, list item or table cell; `read_as` is what kind of statement it makes, if any."""

    text: str
    read_as: Aspect | None
    denies: bool = False

    @property
    def is_duty(self) -> bool:
        return not (self.read_as is None or self.read_as in NO_DUTY or self.denies)

    @property
    def duty(self) -> str:
        """What is to be done, without whom the line tells to do it."""
        return ADDRESS.sub("", self.text, count=1)


def lines(text: str, role: Role) -> Iterator[Line]:
    """Every line of the text, once. Its role is known, so "you" is whoever holds it. Raises
    Refusal for a text that can't be read."""
    document = read(f"# {role.title}\n\n{text}".encode(), "text.md", whole=True)
    found: dict[int, list[Candidate]] = {}
    for candidate in find(document, vocabulary(), holder=role.slug):
        found.setdefault(candidate.block, []).append(candidate)
    for block in document.blocks[1:]:
        yield from _of_block(block, found.get(block.number, []))


def _of_block(block: Block, candidates: list[Candidate]) -> Iterator[Line]:
    """A block's sentences, or a table row's cells."""
    found: dict[str, list[Candidate]] = {}
    for each in candidates:
        found.setdefault(each.text, []).append(each)
    parts = list(block.cells) or [unit.text for unit in units(block.text)] or [block.text]
    for part in dict.fromkeys([*parts, *found]):
        if part.strip():
            own = found.get(part, [])
            is_denial = any(each.denies for each in own) or denies(part, 0)
            yield Line(part, _kind(part, [Aspect(each.aspect) for each in own]), is_denial)


def _kind(text: str, aspects: list[Aspect]) -> Aspect | None:
    """A line that names a duty beside something else is a duty; one that only leads in is none."""
    if text.rstrip().endswith(":") or len(ADDRESS.sub("", text, count=1).split()) < 2:
        return None
    found = next((each for each in aspects if each not in NO_DUTY), None)
    if COMMANDS.match(text):
        return found or Aspect.RESPONSIBILITY
    if REQUIRED.search(text):
        return Aspect.BACKGROUND
    if POST.match(text):
        return Aspect.DEFINITION
    return found or next(iter(aspects), None)
