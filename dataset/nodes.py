"""Strict YAML: text to nodes that know their line, and no guess at what a value means.

PyYAML's loaders turn `2016` into a number and `no` into False, keep the last of two equal keys
without a word, and forget where a value stood. So only its parser is used here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from dataset.problems import Fault

try:
    from yaml import CSafeLoader as Parser  # ten times as quick
except ImportError:
    from yaml import SafeLoader as Parser

DEPTH = 8  # the format needs five
NOTHING = {"", "~", "null", "Null", "NULL"}
_HINT = "Check the indentation, and quote a text that holds “: ” or “ #” or begins with a sign."


@dataclass(frozen=True)
class Scalar:
    text: str
    line: int
    plain: bool = False  # written without quotes

    @property
    def is_nothing(self) -> bool:
        return self.plain and self.text in NOTHING


@dataclass(frozen=True)
class Listing:
    items: list["Node"]
    line: int


@dataclass(frozen=True)
class Mapping:
    pairs: dict[str, "Node"]
    key_lines: dict[str, int]
    line: int
    doubled: list[tuple[str, int]]  # keys that came again, and where


Node = Scalar | Listing | Mapping


def parse(text: str, *, first_line: int = 1) -> Node:
    """The one document in `text`. Raises Fault where it is not YAML, or too clever for people."""
    try:
        events = [
            event for event in yaml.parse(text, Loader=Parser) if not _is_frame(event, first_line)
        ]
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + first_line
        raise Fault(
            line, f"Remove the character U+{_code(error):04X}: no file may hold it."
        ) from error
    except yaml.MarkedYAMLError as error:
        unclosed = error.context_mark and "end of stream" in error.problem
        mark = error.context_mark if unclosed else error.problem_mark
        line = min(mark.line, text.count("\n")) + first_line
        raise Fault(line, f"YAML: {error.problem}. {_HINT}") from error
    except ValueError as error:  # an escape beyond Unicode, in PyYAML's own scanner
        raise Fault(first_line, f"YAML: {error}. Correct the escaped character.") from error
    if not events:
        return Listing([], first_line)
    stream = iter(events)
    return _node(next(stream), stream, first_line, 0)


def _code(error: yaml.reader.ReaderError) -> int:
    return error.character if isinstance(error.character, int) else ord(error.character)


def _is_frame(event: yaml.Event, first_line: int) -> bool:
    """Is it the stream's or the document's start or end? A second document is refused."""
    if isinstance(event, yaml.DocumentStartEvent) and event.start_mark.line and event.explicit:
        raise Fault(
            event.start_mark.line + first_line, "Remove the line “---”: a file is one document."
        )
    frames = (yaml.StreamStartEvent, yaml.StreamEndEvent)
    return isinstance(event, (*frames, yaml.DocumentStartEvent, yaml.DocumentEndEvent))


def _node(event: Any, events: Iterator[Any], first_line: int, depth: int) -> Node:
    line = event.start_mark.line + first_line
    if isinstance(event, yaml.AliasEvent) or event.anchor:
        raise Fault(line, "Write the value out in both places: anchors and aliases are not used.")
    if event.tag and not (isinstance(event, yaml.ScalarEvent) and event.tag == "!"):
        raise Fault(line, f"Remove the tag “{event.tag}”: the key decides what a value is.")
    if depth > DEPTH:
        raise Fault(line, "This is nested too deeply: see docs/content-format.md.")
    if isinstance(event, yaml.ScalarEvent):
        return Scalar(event.value, line, event.style is None or not event.style.strip())
    if isinstance(event, yaml.SequenceStartEvent):
        return _listing(events, line, first_line, depth)
    return _mapping(events, line, first_line, depth)


def _listing(events: Iterator[Any], line: int, first_line: int, depth: int) -> Listing:
    items = []
    while not isinstance(event := next(events), yaml.SequenceEndEvent):
        items.append(_node(event, events, first_line, depth + 1))
    return Listing(items, line)


def _mapping(events: Iterator[Any], line: int, first_line: int, depth: int) -> Mapping:
    pairs, key_lines, doubled = {}, {}, []
    while not isinstance(event := next(events), yaml.MappingEndEvent):
        key = _node(event, events, first_line, depth + 1)
        if not isinstance(key, Scalar):
            raise Fault(key.line, "Write a word as the key, not a list or a mapping.")
        value = _node(next(events), events, first_line, depth + 1)
        if key.text in pairs:
            doubled.append((key.text, key.line))
        else:
            pairs[key.text], key_lines[key.text] = value, key.line
    return Mapping(pairs, key_lines, line, doubled)


_FENCE = re.compile(r"---[ \t]*\Z")


def split_front_matter(text: str) -> tuple[str, str, int]:
    """(front matter, body, line of the body's start). Raises Fault where the fences are missing."""
    lines = text.split("\n")
    if not _FENCE.match(lines[0]):
        raise Fault(1, "Begin the file with a line “---”, the front matter, and “---” again.")
    for number, line in enumerate(lines[1:], 1):
        if _FENCE.match(line):
            return "\n".join(lines[1:number]), "\n".join(lines[number + 1 :]), number + 2
    raise Fault(1, "End the front matter with a line “---”, and write the body below it.")
