"""A text held against a role: what it covers, what it misses, what belongs to others.

Nothing here is stored: a text and claims go in, a result comes out.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from articles.extraction import Block, Candidate, find, read
from articles.extraction.matching import Entry, Matcher, stems
from roles.aspects import INVOLVING, Aspect
from roles.models import Claim, DecisionArea, Responsibility, Role
from roles.notes import Notes, Source, sources

Topic = Responsibility | DecisionArea


@dataclass
class Point:
    """A responsibility or a decision area, with the claims that put it on a role."""

    topic: Topic
    claims: list[Claim]
    lines: list[str] = field(default_factory=list)

    @property
    def sources(self) -> list[Source]:
        return sources(self.claims)

    @property
    def is_area(self) -> bool:
        return isinstance(self.topic, DecisionArea)


@dataclass
class Elsewhere:
    """A line whose duty our sources give to other roles, or deny this one."""

    line: str
    points: list[Point]


@dataclass
class Unread:
    """A line without a duty, and what it was read as, if as anything."""

    line: str
    read_as: str = ""


@dataclass
class Result:
    role: Role
    covered: list[Point] = field(default_factory=list)
    missed: list[Point] = field(default_factory=list)
    elsewhere: list[Elsewhere] = field(default_factory=list)
    unmatched: list[str] = field(default_factory=list)
    without: list[Unread] = field(default_factory=list)

    @property
    def duties(self) -> int:
        covered = {line for point in self.covered for line in point.lines}
        return len(covered) + len(self.elsewhere) + len(self.unmatched)

    def claims(self) -> list[Claim]:
        points = [*self.covered, *self.missed, *(p for e in self.elsewhere for p in e.points)]
        return list(dict.fromkeys(claim for point in points for claim in point.claims))

    @property
    def notes(self) -> Notes:
        return self._notes

    def number_notes(self) -> "Result":
        self._notes = Notes(self.claims())
        return self


def check(text: str, role: Role, claims: Iterable[Claim]) -> Result:
    """`claims`: public ones on responsibilities and decisions, of all roles. Raises Refusal for
    a text that can't be read."""
    known = _by_topic(claims)
    own = {each.pk for each in role.with_ancestors()}
    mine = {
        topic: [claim for claim in found if claim.role_id in own] for topic, found in known.items()
    }
    stated = {
        topic: Point(topic, found)
        for topic, found in mine.items()
        if any(not claim.denies for claim in found)
    }
    result, matcher = Result(role), _matcher(known)
    topics = {_key(topic): topic for topic in known}
    for line, candidates in _lines(text, role):
        duty = next((each for each in candidates if each.aspect in INVOLVING), None)
        if duty is None:
            aspect = Aspect(candidates[0].aspect).label if candidates else ""
            result.without.append(Unread(line, aspect))
            continue
        touched = [topics[key] for key in _touched(matcher, duty.text)]
        ours = [topic for topic in touched if topic in stated]
        for topic in ours:
            stated[topic].lines.append(line)
        if not ours and touched:
            result.elsewhere.append(Elsewhere(line, [Point(t, known[t]) for t in touched]))
        elif not ours:
            result.unmatched.append(line)
    return _sorted(result, stated)


def _sorted(result: Result, stated: dict[Topic, Point]) -> Result:
    """A decision area is covered by a line on any duty in it."""
    lines: dict[int, list[str]] = {}
    for point in stated.values():
        if not point.is_area:
            lines.setdefault(point.topic.decision_area_id, []).extend(point.lines)
    for point in stated.values():
        if point.is_area:
            point.lines = list(dict.fromkeys([*point.lines, *lines.get(point.topic.pk, [])]))
    points = sorted(stated.values(), key=_reading_order)
    result.covered = [point for point in points if point.lines]
    result.missed = [point for point in points if not point.lines]
    result.missed.sort(key=lambda point: -len(point.sources))
    return result.number_notes()


def _reading_order(point: Point) -> tuple:
    area = point.topic if point.is_area else point.topic.decision_area
    return area.order, area.title, not point.is_area, point.topic.title


def _by_topic(claims: Iterable[Claim]) -> dict[Topic, list[Claim]]:
    found: dict[Topic, list[Claim]] = {}
    for claim in claims:
        found.setdefault(claim.responsibility or claim.decision_area, []).append(claim)
    return found


def _key(topic: Topic) -> str:
    return f"{type(topic).__name__} {topic.pk}"


def _matcher(known: dict[Topic, list[Claim]]) -> Matcher:
    """Each topic by its own words and by those of its claims, whichever come closest."""
    entries = []
    for topic, claims in known.items():
        entries.append(Entry("topic", _key(topic), topic.title))
        entries += [Entry("topic", _key(topic), claim.statement) for claim in claims]
    return Matcher(dict.fromkeys(entries))


_AND = re.compile(r",? and |[,;] ")
NEARLY = 0.85  # of the best likeness: a part that says one thing seldom means two
MOST_TOPICS = 3  # that one line is held to name


def _touched(matcher: Matcher, text: str) -> list[str]:
    """A line may name several duties ("review the strategy and write the roadmap"): its parts are
    held against the topics too."""
    parts = [part for part in _AND.split(text) if len(stems(part)) > 1]
    found: dict[str, float] = {}
    for part in dict.fromkeys([text, *parts]):
        near = matcher.nearest(part, kind="topic", limit=6)
        for match in near:
            if match.verdict == "same as" and match.score >= NEARLY * near[0].score:
                found[match.entry.slug] = max(match.score, found.get(match.entry.slug, 0))
    return sorted(found, key=lambda key: -found[key])[:MOST_TOPICS]


def _lines(text: str, role: Role) -> list[tuple[str, list[Candidate]]]:
    """Each line of the text with what was found in it. The role's title above it says who is
    meant."""
    document = read(f"# {role.title}\n\n{text}".encode(), "text.md")
    found: dict[int, list[Candidate]] = {}
    for candidate in find(document):
        found.setdefault(candidate.block, []).append(candidate)
    pieces: list[Block] = [block for block in document.blocks[1:] if block.text.strip()]
    lines = []
    for block in pieces:
        own = found.get(block.number, [])
        by_text: dict[str, list[Candidate]] = {}
        for each in own:
            by_text.setdefault(each.text, []).append(each)
        lines += list(by_text.items()) or [(block.text, [])]
    return lines
