"""What a load does with each entry: three versions of it, and who wins. Pure.

| file | database | since the last load | what happens |
|---|---|---|---|
| there | not there, never loaded | | created |
| there | not there | renamed by a curator | renamed: reported |
| there | not there | deleted by a curator | deleted: reported; created with --overwrite |
| there | the same | | unchanged |
| there | other | the database did not change | updated |
| there | other | a curator changed it, or made it | kept: reported; updated with --overwrite |
| not there | there, loaded once | | gone: reported, left as it is |
"""

from dataclasses import dataclass, field
from typing import Any

from dataset.models import fingerprint
from dataset.reading import Entry
from dataset.state import State

WRITTEN = ("created", "updated")


@dataclass
class Planned:
    entry: Entry
    data: dict[str, Any]
    step: str  # created, updated, unchanged, kept, deleted or renamed

    @property
    def address(self) -> tuple[str, str]:
        return self.entry.kind, self.entry.key

    @property
    def is_written(self) -> bool:
        return self.step in WRITTEN


@dataclass
class Plan:
    planned: list[Planned]
    gone: list[tuple[str, str]]  # (kind, key): in the database, no longer in the files
    forgotten: list[tuple[str, str]]  # (kind, key): loaded once, now in neither
    after: dict[str, dict[str, dict[str, Any]]] = field(default_factory=dict)

    def written(self, kind: str) -> list[Planned]:
        return [each for each in self.planned if each.entry.kind == kind and each.is_written]


def make(
    entries: list[Entry],
    files: dict[tuple[str, str], dict[str, Any]],
    state: State,
    overwrite: set[str],
) -> Plan:
    """`files` holds the normal form of each sound entry; the others are left out of the plan."""
    planned = []
    for entry in entries:
        address = (entry.kind, entry.key)
        if address in files:
            step = _step(entry, files[address], state, entry.name in overwrite)
            planned.append(Planned(entry, files[address], step))
    named = {(entry.kind, entry.key) for entry in entries}
    left = sorted(state.loaded.keys() - named)
    plan = Plan(
        planned,
        gone=[(kind, key) for kind, key in left if key in state.entries[kind]],
        forgotten=[(kind, key) for kind, key in left if key not in state.entries[kind]],
    )
    plan.after = {kind: dict(known) for kind, known in state.entries.items()}
    for each in planned:
        if each.is_written or each.step == "unchanged":
            plan.after[each.entry.kind][each.entry.key] = each.data
    return plan


def _step(entry: Entry, data: dict[str, Any], state: State, overwrite: bool) -> str:
    address = (entry.kind, entry.key)
    known, loaded = state.entries[entry.kind].get(entry.key), state.loaded.get(address)
    if entry.kind == "redirect" and data["old_slug"] in state.entries[data["kind"]]:
        return "kept"
    if known is None:
        if address in state.redirects:
            return "renamed"
        return "created" if loaded is None or overwrite else "deleted"
    if same(data, known):
        return "unchanged"
    return "updated" if overwrite or loaded == fingerprint(known) else "kept"


def same(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Equal but for the case of tags, which the database does not tell apart."""
    return _folded(one) == _folded(other)


def _folded(data: dict[str, Any]) -> dict[str, Any]:
    return data | {"tags": sorted(tag.casefold() for tag in data.get("tags", []))}
