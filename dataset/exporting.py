"""The database to content files: the same format that is loaded, in one stable order."""

from collections import defaultdict
from pathlib import Path
from typing import Any

import yaml

from dataset import serialise
from dataset.kinds import KINDS
from dataset.reading import kind_of_file

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
    files = render(serialise.everything(), serialise.passage_texts())
    for name, text in files.items():
        path = directory / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    for path in old - {directory / name for name in files}:
        path.unlink()
    return len(files)


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


def render(entries: dict[str, dict[str, Data]], texts: dict[str, dict[str, str]]) -> dict[str, str]:
    """File name -> text, of entries in their normal form."""
    files = {f"articles/{slug}.md": _markdown(data) for slug, data in entries["article"].items()}
    lists = defaultdict(list)
    for name, kind in KINDS.items():
        for data in sorted(entries[name].values(), key=_place):
            if name == "claim":
                data = _without_confirmed(data, texts)
                lists[f"claims/{data.pop('role')}.yaml"].append(data)
            elif name != "article":
                lists[kind.file].append(data)
    return files | {name: _yaml(data) for name, data in lists.items()}


def _place(data: Data) -> tuple:
    """Entries that have an order keep it; the others stand by their slug."""
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


def _markdown(article: Data) -> str:
    front = {key: value for key, value in article.items() if key not in ("slug", "body")}
    body = article.get("body", "")
    return f"---\n{_yaml(front)}---\n\n{body}\n" if body else f"---\n{_yaml(front)}---\n"


def _yaml(data: Data | list[Data]) -> str:
    return yaml.dump(
        data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=WIDTH, indent=2
    )
