"""A text held against a role: what it covers, what it misses, what belongs to others.

Nothing here is stored: a text and claims go in, a result comes out.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from checking.lines import Line, lines
from checking.topics import SIMILAR, Topic, Topics
from reading.notes import Notes, Source, sources
from roles.models import Claim, DecisionArea, Role


@dataclass
class Finding:
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
    findings: list[Finding]


@dataclass
class Unmatched:
    """A duty that no claim matches, with topics of similar words."""

    line: str
    similar: list[Topic]


@dataclass
class Result:
    role: Role
    covered: list[Finding] = field(default_factory=list)
    missed: list[Finding] = field(default_factory=list)
    elsewhere: list[Elsewhere] = field(default_factory=list)
    unmatched: list[Unmatched] = field(default_factory=list)
    without: list[Line] = field(default_factory=list)

    @property
    def matched(self) -> int:
        """Lines that name a topic of this role or of another."""
        covered = {line for finding in self.covered for line in finding.lines}
        return len(covered | {each.line for each in self.elsewhere})

    @property
    def duties(self) -> int:
        return self.matched + len(self.unmatched)

    def claims(self) -> list[Claim]:
        findings = [*self.covered, *self.missed, *(p for e in self.elsewhere for p in e.findings)]
        return list(dict.fromkeys(claim for finding in findings for claim in finding.claims))

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
    stated = {topic: Finding(topic, found) for topic, found in mine.items() if _given(found)}
    result, topics = Result(role), Topics(known)
    for line in {each.text: each for each in lines(text, role)}.values():
        if not line.is_duty:
            result.without.append(line)
            continue
        found = topics.named(line.duty)
        ours = [topic for topic in found.same if topic in stated]
        for topic in ours:
            stated[topic].lines.append(line.text)
        others = [t for t in found.same if t not in stated and (mine[t] or _given(known[t]))]
        if others:
            findings = [Finding(topic, known[topic]) for topic in others]
            result.elsewhere.append(Elsewhere(line.text, findings))
        if not (ours or others):
            result.unmatched.append(Unmatched(line.text, [*found.same, *found.similar][:SIMILAR]))
    return _sorted(result, stated)


def _given(claims: list[Claim]) -> bool:
    """Whether some claim gives it to its role; else it is only denied."""
    return any(not claim.denies for claim in claims)


def _sorted(result: Result, stated: dict[Topic, Finding]) -> Result:
    """A decision area is covered by a line on any duty in it."""
    lines: dict[int, list[str]] = {}
    for finding in stated.values():
        if not finding.is_area:
            lines.setdefault(finding.topic.decision_area_id, []).extend(finding.lines)
    for finding in stated.values():
        if finding.is_area:
            finding.lines = list(dict.fromkeys([*finding.lines, *lines.get(finding.topic.pk, [])]))
    findings = sorted(stated.values(), key=_reading_order)
    result.covered = [finding for finding in findings if finding.lines]
    result.missed = [finding for finding in findings if not finding.lines]
    result.missed.sort(key=lambda finding: -len(finding.sources))
    return result.number_notes()


def _reading_order(finding: Finding) -> tuple:
    area = finding.topic if finding.is_area else finding.topic.decision_area
    return area.order, area.title, not finding.is_area, finding.topic.title


def _by_topic(claims: Iterable[Claim]) -> dict[Topic, list[Claim]]:
    found: dict[Topic, list[Claim]] = {}
    for claim in claims:
        found.setdefault(claim.responsibility or claim.decision_area, []).append(claim)
    return found
