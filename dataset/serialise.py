"""The whole database in the content format: what the exporter writes out, fingerprints are taken
of, and files are compared with.

A claim's `checked_text` always stands in it; the exporter leaves it out where it equals the
passage's words.
"""

from typing import Any

from articles.models import Passage
from dataset.kinds import KINDS, Kind, normal
from roles import serialisers

Data = dict[str, Any]


def everything() -> dict[str, dict[str, Data]]:
    """Kind -> key -> entry, of the whole database."""
    return {name: _of_kind(kind) for name, kind in KINDS.items()}


def _of_kind(kind: Kind) -> dict[str, Data]:
    keys = kind.whole.fields
    entries = serialisers.loaded(kind.model.objects.order_by("pk"), keys)
    found = (normal(kind.name, serialisers.data(entry, keys)) for entry in entries)
    return {key_of(kind.name, data): data for data in found}


def passage_texts() -> dict[str, dict[str, str]]:
    """Article -> anchor -> the passage's words, removed passages included."""
    found: dict[str, dict[str, str]] = {}
    for slug, anchor, text in Passage.objects.order_by().values_list(
        "article__slug", "anchor", "text"
    ):
        found.setdefault(slug, {})[anchor] = text
    return found


def key_of(kind: str, data: Data) -> str:
    return f"{data['kind']}/{data['old_slug']}" if kind == "redirect" else data["slug"]
