"""The database to content files: the same format that is loaded, in the order of the files."""

from collections import defaultdict
from pathlib import Path
from typing import Any

import yaml

from dataset import serialise
from dataset.kinds import KINDS
from dataset.problems import Fault
from dataset.reading import kind_of_file, read_text
from dataset.rewriting import filed, rewritten

Data = dict[str, Any]
WIDTH = 100


class NotOurs(Exception):
    """The directory holds something that an export would mix with its own files."""


class _Dumper(yaml.SafeDumper):
    """Without aliases, and with a text of several lines as several lines."""

    def ignore_aliases(self, data) -> bool:
        return True


def _text(dumper: _Dumper, text: str) -> yaml.ScalarNode:
    style = None
    if not text.replace("\n", "").isprintable():
        style = '"'  # what an editor does not show is escaped
    elif "\n" in text:
        style = "|"
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text)


def export(directory: Path) -> int:
    """Write every entry below `directory`, and take away content files of entries that are gone.

    Returns the number of files. Raises NotOurs, having written nothing, where something else
    stands there.
    """
    old = _content_files(directory)
    entries = serialise.everything()
    files = by_file(entries, serialise.passage_texts())
    moved = {
        (each["kind"], each["old_slug"]): each["new_slug"] for each in entries["redirect"].values()
    }
    for name, within in files.items():
        path = directory / name
        path.parent.mkdir(parents=True, exist_ok=True)
        known = _text_of(path) if path in old else ""
        path.write_text(render(name, within, known, moved), encoding="utf-8", newline="\n")
    for path in old - {directory / name for name in files}:
        path.unlink()
    return len(files)


def _text_of(path: Path) -> str:
    try:
        return read_text(path)
    except Fault:  # it is no text: nothing of it is kept
        return ""


def _content_files(directory: Path) -> set[Path]:
    if directory.exists() and not directory.is_dir():
        raise NotOurs(f"{directory} is a file: name a directory.")
    files = set()
    for path in directory.rglob("*"):
        relative = path.relative_to(directory)
        if path.is_dir() and relative.as_posix() in {kind.folder for kind in KINDS.values()}:
            continue
        if not path.is_file() or kind_of_file(relative) is None:
            raise NotOurs(
                f"{directory} holds {relative.as_posix()}, which is no content file: name an empty "
                "directory, or one that holds an export."
            )
        files.add(path)
    return files


def by_file(
    entries: dict[str, dict[str, Data]], texts: dict[str, dict[str, str]]
) -> dict[str, dict[str, Data]]:
    """File name -> key -> entry in its normal form."""
    files = defaultdict(dict)
    for name, kind in KINDS.items():
        for key, data in sorted(entries[name].items(), key=lambda each: _place(each[1])):
            if name == "article":
                files[f"articles/{key}.md"][key] = data
            elif name == "claim":
                files[f"claims/{data['role']}.yaml"][key] = _without_confirmed(data, texts)
            else:
                files[kind.file][key] = data
    return files


def render(
    name: str, entries: dict[str, Data], known: str, moved: dict[tuple[str, str], str]
) -> str:
    """The text of a file, which keeps what it can of the text that it had. `moved`: (kind, old
    slug) -> new slug.
    """
    path = Path(name)
    kind = kind_of_file(path)
    if known and (text := rewritten(known, path.stem, kind, entries, moved, _yaml)):
        return text
    plain = [filed(kind.name, data) for data in entries.values()]
    if kind.name != "article":
        return _yaml(plain)
    [body] = [data.get("body", "") for data in entries.values()]
    return f"---\n{_yaml(plain[0])}---\n" + (f"\n{body}\n" if body else "")


def _place(data: Data) -> tuple:
    """In a new file, entries that have an order keep it; the others stand by their slug."""
    return data.get("order", 0), data.get("slug", ""), data.get("kind"), data.get("old_slug")


def _without_confirmed(claim: Data, texts: dict[str, dict[str, str]]) -> Data:
    """`checked_text` is written only where it differs from the passage's words."""
    claim = dict(claim)
    citations = [dict(citation) for citation in claim.get("citations", [])]
    for citation in citations:
        article, _, anchor = citation["passage"].partition("#")
        if citation["checked_text"] == texts[article][anchor]:
            del citation["checked_text"]
    if citations:
        claim["citations"] = citations
    return claim


def _yaml(data: Data | list[Data]) -> str:
    return yaml.dump(
        data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=WIDTH, indent=2
    )
