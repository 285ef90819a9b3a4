"""What the database holds before a load, and what it will hold after one."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from articles import passages
from articles.services import words
from dataset import serialise
from dataset.kinds import KINDS, normal
from dataset.models import LoadedEntry
from dataset.reading import Entry
from dataset.shapes import Link, relinked
from publishing.models import Redirect

Data = dict[str, Any]
Change = Callable[..., str]  # (kind, slug, *path) -> slug


@dataclass
class State:
    entries: dict[str, dict[str, Data]]  # kind -> key -> normal form
    texts: dict[str, dict[str, str]]  # article -> anchor -> words
    loaded: dict[tuple[str, str], str]  # (kind, key) -> fingerprint
    redirects: dict[tuple[str, str], str] = field(default_factory=dict)

    @classmethod
    def read(cls) -> "State":
        return cls(
            entries=serialise.everything(),
            texts=serialise.passage_texts(),
            loaded={(each.kind, each.key): each.fingerprint for each in LoadedEntry.objects.all()},
            redirects={
                (each.kind, each.old_slug): each.new_slug for each in Redirect.objects.all()
            },
        )

    def follow(self, kind: str, slug: str, *path) -> str:
        """The slug that stands today where a curator renamed an entry."""
        if slug in self.entries[kind]:
            return slug
        return self.redirects.get((kind, slug), slug)

    def follow_passage(self, reference: str) -> str:
        return relinked(Link("article"), reference, self.follow)


def with_references(kind: str, data: Data, change: Change) -> Data:
    """`data` with each slug that it refers to replaced by `change(kind, slug, *path)`."""
    data = relinked(KINDS[kind].whole, data, change)
    if kind == "redirect":
        data["new_slug"] = change(data["kind"], data["new_slug"], "new_slug")
    return data


@dataclass
class Words:
    """The words of passages as the files have them, else as the database has them."""

    state: State
    articles: dict[str, Data]  # of the files
    _found: dict[str, dict[str, str]] = field(default_factory=dict)

    def of(self, article: str) -> dict[str, str]:
        """Anchor -> words, removed passages included."""
        if article not in self._found:
            self._found[article] = self.state.texts.get(article, {}) | self._filed(article)
        return self._found[article]

    def _filed(self, article: str) -> dict[str, str]:
        data = self.articles.get(article)
        if data is None or data == self.state.entries["article"].get(article):
            return {}
        return {each["anchor"]: each.get("text", "") for each in data.get("removed", [])} | {
            block.anchor: words(block)["text"] for block in passages.split(data["body"])
        }


def anchors(article: Data) -> set[str]:
    """The anchors that stand in an article's body."""
    return {block.anchor for block in passages.split(article.get("body", ""))}


def of_files(entries: list[Entry], state: State) -> dict[tuple[str, str], Data]:
    """(kind, key) -> normal form of each sound entry, as it would stand in this database."""
    found = {}
    for entry in entries:
        if not entry.problems:
            data = with_references(entry.kind, entry.data, state.follow)
            found[entry.kind, entry.key] = normal(entry.kind, data)
    articles = {key: data for (kind, key), data in found.items() if kind == "article"}
    for key, data in articles.items():
        _remember_removed(data, state.entries["article"].get(key, {}))
    words_of = Words(state, articles).of
    for (kind, _), data in found.items():
        if kind == "claim":
            for citation in data.get("citations", []):
                article, _, anchor = citation["passage"].partition("#")
                citation.setdefault("checked_text", words_of(article).get(anchor, ""))
    return found


def _remember_removed(data: Data, known: Data) -> None:
    """An anchor is never reused: what the database knows as removed stays so, filed or not."""
    if removed := known.get("removed"):
        filed = anchors(data) | {each["anchor"] for each in data.get("removed", [])}
        removed = [each for each in removed if each["anchor"] not in filed]
        merged = normal("article", data | {"removed": [*data.get("removed", []), *removed]})
        data.clear()
        data.update(merged)
