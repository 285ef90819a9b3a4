"""The database to content files: the same format that is loaded, in the order of the files."""

from collections import defaultdict
from pathlib import Path
from typing import Any

import yaml

from dataset import serialise
from dataset.kinds import KINDS
from dataset.problems import Fault, Problems
from dataset.reading import Entry, is_folder, kind_of_file, read_entries, read_text
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
    paths = _content_files(directory)
    old = {path.relative_to(directory).as_posix(): _text_of(path) for path in paths}
    entries = serialise.everything()
    moved = {
        (each["kind"], each["old_slug"]): each["new_slug"] for each in entries["redirect"].values()
    }
    places = claim_files(entries, claims_on_file(old, moved))
    files = by_file(entries, serialise.passage_texts(), places)
    for name, within in files.items():
        path = directory / name
        path.parent.mkdir(parents=True, exist_ok=True)
        text = render(name, within, old.get(name, ""), moved)
        path.write_text(text, encoding="utf-8", newline="\n")
    for name in old.keys() - files.keys():
        (directory / name).unlink()
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
        if path.is_dir() and any(is_folder(relative, kind) for kind in KINDS.values()):
            continue
        if not path.is_file() or kind_of_file(relative) is None:
            raise NotOurs(
                f"{directory} holds {relative.as_posix()}, which is no content file: name an empty "
                "directory, or one that holds an export."
            )
        files.add(path)
    return files


def by_file(
    entries: dict[str, dict[str, Data]],
    texts: dict[str, dict[str, str]],
    places: dict[str, str],
) -> dict[str, dict[str, Data]]:
    """File name -> key -> entry in its normal form. `places`: claim -> its file."""
    files = defaultdict(dict)
    for name, kind in KINDS.items():
        for key, data in sorted(entries[name].items(), key=lambda each: _place(each[1])):
            if name == "article":
                files[f"articles/{key}.md"][key] = data
            elif name == "claim":
                files[places[key]][key] = _without_confirmed(data, texts)
            else:
                files[kind.file][key] = data
    return files


def claim_files(
    entries: dict[str, dict[str, Data]], filed: dict[str, tuple[str, str]]
) -> dict[str, str]:
    """Claim -> its file. It stays where it is `filed`. A new one goes to the file of its decision
    area where its role has a folder, else to the role's one file.
    """
    split = {role for role, area in filed.values() if area}
    files = {}
    for key, claim in entries["claim"].items():
        duty = entries["responsibility"].get(claim.get("responsibility"), {})
        area = claim.get("decision_area") or duty.get("decision_area") or "general"
        _, area = filed.get(key, ("", area if claim["role"] in split else ""))
        files[key] = f"claims/{claim['role']}{area and '/'}{area}.yaml"
    return files


def claims_on_file(
    old: dict[str, str], moved: dict[tuple[str, str], str]
) -> dict[str, tuple[str, str]]:
    """Claim -> its role, and its file in the role's folder: empty where the role has one file."""
    found = {}
    for name, text in old.items():
        path = Path(name)
        if path.parts[0] == "claims":
            area = path.stem if len(path.parts) > 2 else ""
            for entry in _entries_of(text, path):
                key, role = (
                    moved.get(each, each[1])
                    for each in (("claim", entry.key), ("role", entry.data["role"]))
                )
                found[key] = role, area
    return found


def _entries_of(text: str, path: Path) -> list[Entry]:
    try:
        return read_entries(text, path, "", KINDS["claim"], Problems())
    except Fault:
        return []


def render(
    name: str, entries: dict[str, Data], known: str, moved: dict[tuple[str, str], str]
) -> str:
    """The text of a file, which keeps what it can of the text that it had. `moved`: (kind, old
    slug) -> new slug.
    """
    path = Path(name)
    kind = kind_of_file(path)
    if known and (text := rewritten(known, path, kind, entries, moved, _yaml)):
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
