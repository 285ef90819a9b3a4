"""The history of a claim with what hangs on it: citations, contexts, tags. Four queries for any
number of changes.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta

from reading.history.changes import Change, Step, newest_first, public_records, steps_of
from roles.models import Citation, Claim, TaggedClaim

# A save writes the claim first and then what hangs on it. What comes later was saved by itself.
ONE_SAVE = timedelta(seconds=2)

Event = tuple[datetime, str]  # when, and what in words


def changes_of_claim(claim: Claim) -> list[Change]:
    """From its publication on, newest first. What came with its publication is no change."""
    records = public_records(claim)
    steps = _with_contexts(claim, records, steps_of(records))
    if not steps:
        return []
    starts = [step.at for step in steps]
    alone: dict[datetime, Step] = {}
    for at, words in sorted([*_citations(claim), *_tags(claim)]):
        place = bisect_right(starts, at) - 1
        if place >= 0 and at - starts[place] > ONE_SAVE:
            alone.setdefault(at, Step(at)).what.append(words)
        elif place > 0:
            steps[place].what.append(words)
    return newest_first(sorted([*steps, *alone.values()], key=lambda step: step.at))


def _with_contexts(claim: Claim, records: list, steps: list[Step]) -> list[Step]:
    """The steps, where a record that only another set of contexts made belongs to the one before:
    contexts are set after the claim is saved, each time with a record of its own.
    """
    rows = Claim.history.filter(id=claim.pk, historicalclaim_contexts__context__isnull=False)
    titles: dict[int, set[str]] = defaultdict(set)
    for record, title in rows.values_list("pk", "historicalclaim_contexts__context__title"):
        titles[record].add(title or "one that is gone")
    kept: list[Step] = []
    before: set[str] = set()
    for record, step in zip(records, steps, strict=True):
        now = titles[record.pk]
        if kept and not step.what and now != before:
            if len(kept) > 1:
                kept[-1].what += [f"context added: {each}" for each in sorted(now - before)]
                kept[-1].what += [f"context removed: {each}" for each in sorted(before - now)]
        else:
            kept.append(step)
        before = now
    return kept


def _citations(claim: Claim) -> Iterator[Event]:
    """Of passages that readers may see, or could before they left their body."""
    rows = Citation.history.filter(claim=claim.pk).order_by("history_date", "history_id")
    known: dict[int, tuple[int, str, str]] = {}
    for key, kind, at, stance, passage, anchor, title, status, text in rows.values_list(
        *("id", "history_type", "history_date", "stance", "passage", "passage__anchor"),
        *("passage__article__title", "passage__article__status", "passage__text"),
    ):
        place = f"{title}, {anchor}" if status == "published" and text else ""
        old = known.pop(key, None)
        if kind != "-":
            known[key] = passage, stance, place
        if known.get(key) == old:
            continue
        if old and kind != "-" and old[0] == passage:
            words = [
                (place, f"citation changed: {place} ({_stance(old[1])}, now {_stance(stance)})")
            ]
        else:
            gone = (old[2], f"citation removed: {old[2]} ({_stance(old[1])})") if old else ("", "")
            new = (place, f"citation added: {place} ({_stance(stance)})")
            words = [gone, new] if kind != "-" else [gone]
        yield from ((at, each) for shown, each in words if shown)


def _stance(stance: str) -> str:
    return Citation.Stance(stance).label.lower()


def _tags(claim: Claim) -> Iterator[Event]:
    rows = TaggedClaim.history.filter(content_object=claim.pk, history_type__in="+-")
    for kind, at, name in rows.values_list("history_type", "history_date", "tag__name"):
        if name:  # a deleted tag is no topic any more
            yield at, f"tag {'added' if kind == '+' else 'removed'}: {name}"
