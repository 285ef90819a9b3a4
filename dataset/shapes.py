"""How nodes are read as data, and how data is brought into its one normal form.

A shape is made of readers: functions for single values, `Many`, `Table` and `Record` for what
holds others. The shapes of the entries stand in `dataset.kinds`.
"""

import datetime
import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.text import slugify

from dataset.nodes import Listing, Mapping, Node, Scalar
from publishing.fields import SLUG_LENGTH, validate_slug, validate_text

TAG_LENGTH = 100
Note = Callable[[int, str], None]  # takes a line and what is wrong there


@dataclass(frozen=True)
class Many:
    of: "Reader"
    by: Callable[[Any], Any] | None = None  # sorts what has no order of its own
    once: Callable[[Any], Any] | None = None  # what no two items share


@dataclass(frozen=True)
class Table:
    """A mapping whose keys are data, such as block numbers."""

    key: Callable[[Scalar, Note], Any]
    of: "Reader"
    by: Callable[[Any], Any]


@dataclass(frozen=True)
class Link:
    """The slug of another entry. `of` reads it where more stands after it, such as #p27."""

    kind: str
    of: "Reader | None" = None

    def __call__(self, node: Node, note: Note) -> str | None:
        return (self.of or slug)(node, note)


@dataclass(frozen=True)
class Field:
    of: "Reader"
    default: Any = None  # stands where the key is left out
    required: bool = False
    quiet: bool = False  # the default is not written out
    keeps_empty: bool = False  # an empty text is something else than none


@dataclass(frozen=True)
class Record:
    fields: dict[str, Field]


Reader = Callable[[Node, Note], Any] | Many | Table | Record


def read(reader: Reader, node: Node, note: Note) -> Any:
    """The data in `node`; what is wrong is noted, and read as None."""
    if isinstance(reader, Record):
        return _read_record(reader, node, note)
    if isinstance(reader, Many):
        if not isinstance(node, Listing):
            note(node.line, "Write a list here: each item on a line of its own, after “- ”.")
            return None
        items = [read(reader.of, item, note) for item in node.items]
        if reader.once:
            _note_doubles(reader.once, items, node, note)
        return items
    if isinstance(reader, Table):
        if not _is_mapping(node, note):
            return None
        return {
            reader.key(Scalar(key, node.key_lines[key]), note): read(reader.of, value, note)
            for key, value in node.pairs.items()
        }
    return reader(node, note)


def _note_doubles(once: Callable[[Any], Any], items: list, node: Listing, note: Note) -> None:
    seen: dict[Any, int] = {}
    for item, line in zip(items, (each.line for each in node.items), strict=True):
        key = None if item is None else once(item)
        if key is not None and seen.setdefault(key, line) != line:
            note(line, f"“{key}” stands on line {seen[key]} already: keep one of the two.")


def _is_mapping(node: Node, note: Note) -> bool:
    if not isinstance(node, Mapping):
        note(node.line, "Write keys with their values here, such as “title: Set the IT strategy”.")
        return False
    for key, line in node.doubled:
        note(line, f"“{key}” stands on line {node.key_lines[key]} already: remove one of the two.")
    return True


def _read_record(record: Record, node: Node, note: Note) -> dict[str, Any] | None:
    if not _is_mapping(node, note):
        return None
    data = {}
    for key, value in node.pairs.items():
        line = node.key_lines[key]
        if key not in record.fields:
            known = ", ".join(record.fields)
            note(line, f"The key “{key}” is unknown here: remove it, or use one of {known}.")
        elif isinstance(value, Scalar) and value.is_nothing:
            note(
                line,
                f"“{key}” has no value: write one, or leave the key out. (A text that reads "
                f"“{value.text or 'null'}” is written in quotes.)",
            )
        else:
            data[key] = read(
                record.fields[key].of, value, lambda at, why, k=key: note(at, f"{k}: {why}")
            )
    for key, field in record.fields.items():
        if field.required and key not in node.pairs:
            note(node.line, f"“{key}” is missing: add it.")
    return data


def tidy(reader: Reader, value: Any) -> Any:
    """`value` in its normal form, so that two that mean the same are equal."""
    if isinstance(reader, Record):
        return _tidy_record(reader, value)
    if isinstance(reader, Many):
        items = [tidy(reader.of, item) for item in value]
        return sorted(items, key=reader.by) if reader.by else items
    if isinstance(reader, Table):
        items = {key: tidy(reader.of, item) for key, item in value.items()}
        return {key: items[key] for key in sorted(items, key=reader.by) if items[key]}
    return value


def _tidy_record(record: Record, data: dict[str, Any]) -> dict[str, Any]:
    result = {}
    for key, field in record.fields.items():
        value = data.get(key)
        if value is None or (value == "" and not field.keeps_empty):
            value = field.default
        if value is None or (field.quiet and value == field.default):
            continue
        value = tidy(field.of, value)
        if value not in ("", [], {}) or field.keeps_empty:
            result[key] = value
    return result


def relinked(reader: Reader, value: Any, change: Callable[..., str], *path: str | int) -> Any:
    """`value` with each slug of another entry replaced by `change(kind, slug, *path)`."""
    if isinstance(reader, Link):
        linked, mark, rest = value.partition("#")
        return change(reader.kind, linked, *path) + mark + rest
    if isinstance(reader, Record):
        return {
            key: relinked(reader.fields[key].of, each, change, *path, key)
            for key, each in value.items()
        }
    if isinstance(reader, Many):
        return [relinked(reader.of, each, change, *path, place) for place, each in enumerate(value)]
    return value


# Single values. Each notes what is wrong and gives None, or gives the value.


def text(node: Node, note: Note) -> str | None:
    if not isinstance(node, Scalar):
        note(node.line, "Write a text here, in quotes where it holds “: ” or “[”.")
        return None
    if node.is_nothing:
        note(node.line, f"Write a text here, or “{node.text or 'null'}” in quotes.")
        return None
    try:
        validate_text(node.text)
    except ValidationError as error:
        note(node.line, error.messages[0])
        return None
    return node.text


def matching(pattern: str, remedy: str, make: Callable[[str], Any] = str) -> Reader:
    """A reader of a text that fits `pattern` and that `make` makes something of."""

    def reader(node: Node, note: Note) -> Any:
        if (found := text(node, note)) is None:
            return None
        try:
            if re.fullmatch(pattern, found):
                return make(found)
        except ValueError:
            pass
        note(node.line, f"“{found[:100]}” does not fit: {remedy}")
        return None

    return reader


def slug(node: Node, note: Note) -> str | None:
    if (found := text(node, note)) is None:
        return None
    try:
        validate_slug(found)
    except ValidationError as error:
        note(node.line, f"“{found[:100]}” is no slug. {error.messages[0]}")
        return None
    if len(found) > SLUG_LENGTH:
        note(node.line, f"This slug has {len(found)} characters: shorten it to {SLUG_LENGTH}.")
        return None
    return found


def tag(node: Node, note: Note) -> str | None:
    found = text(node, note)
    if found is None or (found.strip() and len(found) <= TAG_LENGTH):
        return found
    note(node.line, f"Write 1 to {TAG_LENGTH} characters for each tag.")
    return None


def title(node: Node, note: Note) -> str | None:
    """A text that makes an address of its own."""
    found = text(node, note)
    if found is None or slugify(found):
        return found
    note(node.line, f"“{found[:100]}” makes no address: use Latin letters.")
    return None


def choice(values: Collection[str]) -> Reader:
    def reader(node: Node, note: Note) -> str | None:
        found = text(node, note)
        if found is None or found in values:
            return found
        note(node.line, f"“{found[:100]}” is unknown: write one of {', '.join(values)}.")
        return None

    return reader


def _up_to(most: int, found: str) -> int:
    if int(found) > most:
        raise ValueError
    return int(found)


whole = matching(r"\d{1,9}", "write a whole number.", int)
small = matching(
    r"\d{1,5}", "write a whole number up to 32767.", lambda found: _up_to(32767, found)
)
flag = matching("true|false", "write true or false.", lambda found: found == "true")
day = matching(r"\d{4}-\d{2}-\d{2}", "write the date as 2026-11-21.", datetime.date.fromisoformat)
anchor = matching(r"p[1-9]\d{0,6}", "an anchor is p and a number, such as p14.")
