"""A load from the files to its report: read, plan, check, write, remember."""

from dataclasses import dataclass, field
from pathlib import Path

from dataset import plan, serialise, writing
from dataset.models import LoadedEntry, fingerprint
from dataset.plan import Plan
from dataset.problems import LoadError, Problems
from dataset.reading import Entry, read_directory
from dataset.references import References, check_entries
from dataset.state import State, of_files
from publishing.services import one_writer
from roles.models import Claim

_SAID = {
    "kept": "Kept {name}: a curator changed it since the last load, or made it ({place}). "
    "--overwrite {name} takes the file's version.",
    "deleted": "Not created {name}: a curator deleted it ({place}). Take it out of the file, or "
    "bring it back with --overwrite {name}.",
    "renamed": "Renamed {name}: a curator calls it “{to}” now ({place}). Rename it in "
    "the file too.",
}


@dataclass
class Report:
    counts: dict[str, int] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)  # what a person should know, one line each

    def summary(self) -> str:
        names = ("created", "updated", "unchanged", "kept", "gone")
        return ", ".join(f"{self.counts.get(name, 0)} {name}" for name in names)


class _DryRun(Exception):
    """Takes everything back."""


def load(
    directory: Path, *, shown: str = "content", overwrite: set[str] = frozenset(), dry: bool = False
) -> Report:
    """Load `directory`, which messages call `shown`.

    Raises LoadError, having written nothing, with everything that is wrong with the files. A dry
    run writes too, and takes it all back: it tells what a load would do, refusals included.
    """
    files = read_directory(directory, shown)
    try:
        with one_writer(loading=True):
            report = _load(files, overwrite)
            if dry:
                raise _DryRun
    except _DryRun:
        pass
    return report


def _load(files, overwrite: set[str]) -> Report:
    entries = files.entries
    check_entries(entries)
    _check_overwrite(entries, overwrite)
    state = State.read()
    planned = plan.make(entries, of_files(entries, state), state, overwrite)
    silent = _silent()
    references = References(planned, state, entries, all_read=not files.unread)
    writing.write(planned, state, references)
    _raise(files.all_problems())
    if any(each.is_written for each in planned.planned):
        state.entries = serialise.everything()
    _remember(planned, state)
    return _report(planned, state, silent)


def _raise(problems: Problems) -> None:
    if problems:
        raise LoadError(problems)


def _check_overwrite(entries: list[Entry], overwrite: set[str]) -> None:
    problems = Problems()
    for name in sorted(overwrite - {entry.name for entry in entries}):
        problems.add("--overwrite", 1, f"There is no entry “{name}” in the files: correct the key.")
    _raise(problems)


def _silent() -> set[str]:
    return set(Claim.objects.published_not_public().values_list("slug", flat=True))


def _remember(planned: Plan, state: State) -> None:
    """Keep the fingerprint of what is in the database and in the files alike, and forget what is
    in neither.
    """
    for kind, key in planned.forgotten:
        LoadedEntry.objects.filter(kind=kind, key=key).delete()
    new = []
    for each in planned.planned:
        if each.is_written or each.step == "unchanged":
            kind, key = each.entry.kind, each.entry.key
            print_now = fingerprint(state.entries[kind][key])
            if state.loaded.get((kind, key)) != print_now:
                new.append(LoadedEntry(kind=kind, key=key, fingerprint=print_now))
    LoadedEntry.objects.bulk_create(
        new,
        update_conflicts=True,
        unique_fields=["kind", "key"],
        update_fields=["fingerprint"],
    )


def _report(planned: Plan, state: State, silent_before: set[str]) -> Report:
    report = Report({"gone": len(planned.gone)})
    filed = set()
    for each in planned.planned:
        entry = each.entry
        step = "kept" if each.step in ("deleted", "renamed") else each.step
        report.counts[step] = report.counts.get(step, 0) + 1
        if entry.kind == "claim":
            filed.add(entry.key)
        if each.step in _SAID:
            report.lines.append(
                _SAID[each.step].format(
                    name=entry.name,
                    place=f"{entry.file}:{entry.line}",
                    to=state.redirects.get((entry.kind, entry.key)),
                )
            )
    for kind, key in planned.gone:
        report.lines.append(
            f"Gone {kind}:{key}: no longer in the files, still in the database. Withdraw or delete "
            "it in admin, or put it back."
        )
    for slug in sorted(_silent() & (filed | (_silent() - silent_before))):
        report.lines.append(
            f"Silent claim:{slug}: published, but not public: its role is not published, or only "
            "withdrawn articles support it."
        )
    return report
