"""A content file with what changed in the database: every other line stays as a person wrote it,
and where, so that a curator's change is a small diff.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from dataset import nodes
from dataset.kinds import Kind, normal
from dataset.plan import same
from dataset.problems import Fault, Problems
from dataset.reading import Entry, read_entries

Data = dict[str, Any]
Dump = Callable[[Data | list[Data]], str]


def filed(kind: str, data: Data) -> Data:
    """The keys of an entry that stand in its file: others are the file's name, or its body."""
    left_out = {"article": ("slug", "body"), "claim": ("role",)}.get(kind, ())
    return {key: value for key, value in data.items() if key not in left_out}


def rewritten(
    text: str,
    path: Path,
    kind: Kind,
    wanted: dict[str, Data],
    moved: dict[tuple[str, str], str],
    dump: Dump,
) -> str | None:
    """`text`, the file at `path`, with the entries `wanted` (key -> normal form); `moved` tells
    (kind, old slug) -> new slug. None where the text cannot be read, or is laid out otherwise than
    is expected here.
    """
    try:
        entries = read_entries(text, path, "", kind, problems := Problems())
        if problems or any(entry.problems for entry in entries):
            return None
        for entry in entries:
            if entry.key not in wanted:
                entry.key = moved.get((kind.name, entry.key), entry.key)
        if kind.name == "article":
            result = _article(text, entries, wanted, dump)
        else:
            result = _list(text, entries, kind.name, dict(wanted), dump)
        found = read_entries(result, path, "", kind, problems)
    except Fault:
        return None
    standing = {entry.key: normal(kind.name, entry.data) for entry in found if not entry.problems}
    faithful = standing.keys() == wanted.keys() and len(found) == len(wanted)
    return result if faithful and all(same(standing[key], wanted[key]) for key in wanted) else None


def _article(text: str, entries: list[Entry], wanted: dict[str, Data], dump: Dump) -> str:
    [entry], [data] = entries, wanted.values()
    _, body, body_line = nodes.split_front_matter(text)
    front = _keys(entry, text.split("\n")[: body_line - 2], data, dump)
    if entry.data.get("body") != data.get("body"):
        body = f"\n{data['body']}\n" if data.get("body") else ""
    return f"---\n{''.join(front)}---\n{body}"


def _list(text: str, entries: list[Entry], kind: str, wanted: dict[str, Data], dump: Dump) -> str:
    lines = text.removesuffix("\n").split("\n")
    starts = [entry.line - 1 for entry in entries]
    pieces = [f"{line}\n" for line in lines[: min(starts, default=0)]]
    for entry, end in zip(entries, [*starts[1:], len(lines)], strict=False):
        if entry.key in wanted:
            keys = _keys(entry, lines[:end], wanted.pop(entry.key), dump, indent="  ")
            pieces.append(f"- {''.join(keys)[2:]}")
    added = [filed(kind, data) for data in wanted.values()]
    return "".join(pieces) + (dump(added) if added else "")


def _keys(entry: Entry, lines: list[str], data: Data, dump: Dump, indent: str = "") -> list[str]:
    """The text of each key of an entry that ends with `lines`. A key that is new stands where the
    format has it; one whose value is what it was keeps its lines.
    """
    known, data = filed(entry.kind, normal(entry.kind, entry.data)), filed(entry.kind, data)
    starts = list(entry.node.key_lines.values())
    ends = [*(start - 1 for start in starts[1:]), len(lines)]
    found: dict[str, str] = {}
    for key, start, end in zip(entry.node.key_lines, starts, ends, strict=True):
        if _is_same(key, known, data):
            found[key] = "".join(f"{line}\n" for line in lines[start - 1 : end])
        elif key in data:
            found[key] = _dumped(key, data, dump, indent)
    order = list(found)
    for place, key in enumerate(data):
        if key not in found and not _is_same(key, known, data):
            before = [order.index(each) for each in list(data)[:place] if each in order]
            order.insert(max(before, default=-1) + 1, key)
            found[key] = _dumped(key, data, dump, indent)
    return [found[key] for key in order]


def _is_same(key: str, known: Data, data: Data) -> bool:
    one, other = ({name: each[name] for name in each.keys() & {key}} for each in (known, data))
    return same(one, other)


def _dumped(key: str, data: Data, dump: Dump, indent: str) -> str:
    lines = dump({key: data[key]}).splitlines(keepends=True)
    return "".join(f"{indent}{line}" if line.strip() else line for line in lines)
