"""The directory of content files to entries, each of which knows its file and its lines."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError

from articles import passages
from dataset import nodes
from dataset.kinds import KINDS, Kind
from dataset.nodes import Listing, Mapping, Scalar
from dataset.problems import Fault, Problems
from dataset.serialise import key_of
from dataset.shapes import read
from publishing.fields import SLUG_LENGTH, validate_slug, validate_text


@dataclass
class Entry:
    kind: str
    key: str
    data: dict[str, Any]
    file: str
    node: Mapping
    body_line: int = 1
    problems: Problems = field(default_factory=Problems)

    @property
    def name(self) -> str:
        """As `--overwrite` and reports spell it."""
        return f"{self.kind}:{self.key}"

    @property
    def line(self) -> int:
        return self.node.line

    def line_of(self, *path: str | int) -> int:
        """The line of a value, or of the nearest that holds it."""
        if path == ("body",):
            return self.body_line
        node, line = self.node, self.node.line
        for step in path:
            if isinstance(node, Mapping) and str(step) in node.pairs:
                line, node = node.key_lines[str(step)], node.pairs[str(step)]
            elif isinstance(node, Listing) and isinstance(step, int) and step < len(node.items):
                node = node.items[step]
                line = node.line
            else:
                break
        return line

    def problem(self, message: str, *path: str | int) -> None:
        self.problems.add(self.file, self.line_of(*path), message)


@dataclass
class Files:
    """All entries, and what is wrong with the files that hold them."""

    entries: list[Entry]
    problems: Problems
    unread: bool = False  # a file could not be read: its entries are not known

    def all_problems(self) -> Problems:
        return Problems(self.problems.found.union(*(each.problems.found for each in self.entries)))


def read_directory(directory: Path, shown: str) -> Files:
    """Every entry below `directory`, which messages call `shown`."""
    files = Files([], Problems())
    for path in sorted(directory.rglob("*")):
        relative = path.relative_to(directory)
        if path.is_dir() or any(part.startswith(".") for part in relative.parts):
            continue
        file = f"{shown}/{relative.as_posix()}"
        kind = kind_of_file(relative)
        if kind is None:
            files.problems.add(
                file, 1, "This is no content file: move it out, or correct its name."
            )
            files.unread = True
            continue
        try:
            files.entries += read_entries(read_text(path), relative, file, kind, files.problems)
        except Fault as fault:
            files.problems.add(file, fault.line, fault.message)
            files.unread = True
    return files


def kind_of_file(relative: Path) -> Kind | None:
    """The kind of entries in a file, by its place and name; None where it is none of ours."""
    for kind in KINDS.values():
        suffix = ".md" if kind.name == "article" else ".yaml"
        if relative.as_posix() == kind.file:
            return kind
        if kind.folder and is_folder(relative.parent, kind) and relative.suffix == suffix:
            return kind
    return None


def is_folder(relative: Path, kind: Kind) -> bool:
    """Whether files of this kind may stand there: a role's claims may have a folder of their own,
    with a file for each decision area.
    """
    folders = {relative.as_posix()}
    if kind.name == "claim" and relative.name:
        folders.add(relative.parent.as_posix())
    return kind.folder in folders


def read_entries(
    text: str, relative: Path, file: str, kind: Kind, problems: Problems
) -> list[Entry]:
    """The entries in the text of the file at `relative`, which messages call `file`. Raises Fault
    where they cannot be told.
    """
    names = [*relative.parent.parts, relative.stem][1:]
    for name in names:
        _check_name(name)
    if kind.name == "article":
        return [_read_article(text, names[0], file)]
    node = nodes.parse(text)
    if not isinstance(node, Listing):
        raise Fault(node.line, "Write a list of entries: begin each with “- slug: ...”.")
    carried = {"role": names[0]} if kind.name == "claim" else {}
    entries = [_read_entry(each, kind, carried, file, problems) for each in node.items]
    return [entry for entry in entries if entry]


def read_text(path: Path) -> str:
    """The text of a file, line ends as \\n. Raises Fault for what is no text."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise Fault(
            1, f"The file cannot be read ({error.strerror}): give it back its rights."
        ) from error
    try:
        text = raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise Fault(line, "This is not UTF-8: save the file in that encoding.") from error
    for number, line in enumerate(text.split("\n"), 1):
        try:
            validate_text(line)
        except ValidationError as error:
            raise Fault(number, error.messages[0]) from error
    return text


def _check_name(name: str) -> None:
    """Of a file or of its folder."""
    try:
        validate_slug(name)
    except ValidationError as error:
        raise Fault(1, f"The file's name is a slug. {error.messages[0]}") from error
    if len(name) > SLUG_LENGTH:
        raise Fault(1, f"The file's name is a slug: shorten it to {SLUG_LENGTH} characters.")


def _read_entry(node, kind: Kind, carried: dict, file: str, problems: Problems) -> Entry | None:
    own = Problems()
    data = read(kind.shape, node, lambda line, message: own.add(file, line, message))
    names = ("kind", "old_slug") if kind.name == "redirect" else ("slug",)
    if data is None or any(data.get(name) is None for name in names):
        problems.found |= own.found  # there is no entry to carry them
        return None
    data = {key: value for key, value in data.items() if value is not None}
    return Entry(kind.name, key_of(kind.name, data), carried | data, file, node, problems=own)


def _read_article(text: str, slug: str, file: str) -> Entry:
    matter, body, body_line = nodes.split_front_matter(text)
    node = nodes.parse(matter, first_line=2)
    if isinstance(node, Listing | Scalar):
        raise Fault(2, "Write the front matter as keys with values, such as “title: ...”.")
    carried = {"slug": slug, "body": passages.normalise(body)}
    own = Problems()
    data = read(KINDS["article"].shape, node, lambda line, message: own.add(file, line, message))
    data = {key: value for key, value in data.items() if value is not None}
    body_line += len(body) - len(body.lstrip("\n"))
    return Entry("article", slug, carried | data, file, node, body_line, own)
