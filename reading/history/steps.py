"""What changed in an entry, when, by whom and why: from its own history and that of its parts.

All who ask read the same steps: readers (`changes`), the history page of admin (`steps`), and a
curator whose save comes after somebody else's (`since`).
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Field, ForeignKey, Model, OuterRef, QuerySet, Subquery
from django.utils.formats import date_format
from django.utils.timezone import localtime
from simple_history.models import HistoricalRecords

from articles.models import Article, Passage, TaggedArticle, Voice
from publishing.fields import key
from roles.models import (
    Answer,
    AnswerSentence,
    Citation,
    Claim,
    Disagreement,
    Position,
    Role,
    RoleTitle,
    SentenceClaim,
    TaggedClaim,
)

# Entry -> what is edited with it, and the column there that names the entry.
PARTS: dict[type[Model], dict[type[Model], str]] = {
    Answer: {AnswerSentence: "answer_id", SentenceClaim: "answer_id"},
    Article: {Voice: "article_id", TaggedArticle: "content_object_id"},
    Claim: {Citation: "claim_id", TaggedClaim: "content_object_id"},
    Disagreement: {Position: "disagreement_id"},
    Role: {RoleTitle: "role_id"},
}
# What an entry is called by, where it has no title.
NAMED_BY = {
    AnswerSentence: ["text"],
    Passage: ["article__title", "anchor"],
    Voice: ["name", "slug"],
}
NAMES = ("title", "name", "statement", "question", "slug")
SEEN = ["passage__article__status", "passage__text"]  # what readers may know of a citation
ROW = [
    *("history_id", "history_type", "history_date", "history_change_reason"),
    *("history_user__username", "change_set_id", "change_set__by", "change_set__loaded"),
]
LOADED = "Loaded from"  # how a reason begins that names a file of ours, which tells readers nothing
LOADER, UNKNOWN = "the content loader", "an unknown account"
# Rows of before there were change sets: a save wrote the entry first, and then its parts.
ONE_SAVE = timedelta(seconds=2)


@dataclass(frozen=True)
class Detail:
    """One column of one row, or a row that came or went (`verb`, without a column)."""

    what: str  # "Statement", "Citation “A survey, p1”: stance"
    verb: str = "changed"
    column: str = ""
    old: str = ""
    new: str = ""

    @property
    def sentence(self) -> str:
        if not self.column:
            return f"{self.what} was {self.verb}"
        shown = self.new if len(self.new) < 400 else f"{self.new[:400]} …"
        return f"{self.what} was changed to “{shown or 'nothing'}”"


@dataclass(frozen=True)
class Row:
    """A row of the history of an entry or of a part: before and after, None where it was not."""

    model: type[Model]
    history_id: int
    before: dict | None
    after: dict | None
    is_part: bool

    @property
    def details(self) -> Iterator[Detail]:
        name = self.model._meta.verbose_name.capitalize()
        called = f"{name} “{_title(self.after or self.before)}”" if self.is_part else name
        if not (self.before and self.after):
            yield Detail(called, "added" if self.after else "deleted")
            return
        for each in self.changed:
            label = str(each.verbose_name)
            what = f"{called}: {label}" if self.is_part else label[:1].upper() + label[1:]
            old, new = (_shown(each, values[each.name]) for values in (self.before, self.after))
            yield Detail(what, column=each.name, old=old, new=new)

    @property
    def changed(self) -> list[Field]:
        """The columns and relations that changed, where it was there before and is there still."""
        record, old, new = self.model.history.model, self.before, self.after
        fields = [*record.tracked_fields, *record._history_m2m_fields] if old and new else []
        keys = {each: each.name if each.many_to_many else each.attname for each in fields}
        return [each for each, column in keys.items() if old[column] != new[column]]


@dataclass
class Step:
    """What was saved at once."""

    at: datetime
    by: str
    set_id: UUID | None
    why: str = ""
    rows: list[Row] = field(default_factory=list)

    @property
    def details(self) -> list[Detail]:
        return [detail for row in self.rows for detail in row.details]

    @property
    def own(self) -> list[Row]:
        """The rows of the entry itself, without its parts."""
        return [row for row in self.rows if not row.is_part]


def version(entry: Model) -> str:
    """The version of a saved entry, such as "12.45.0": the newest row of its history, and of that
    of each of its parts. Where it has moved on, somebody else has saved.
    """
    kinds = _kinds(type(entry)).items()
    newest = [
        Subquery(_rows(model, column, entry.pk).order_by("-history_id").values("history_id")[:1])
        for model, column in kinds
    ]
    found = type(entry)._base_manager.filter(pk=entry.pk).values_list(*newest).first()
    return ".".join(str(each or 0) for each in found or [])


def since(seen: str, entry: Model) -> list[str]:
    """What was saved since version `seen`, each in a sentence: what, by whom and when."""
    if seen == version(entry):
        return []
    kinds = _kinds(type(entry))
    marks = [*seen.split("."), *("0" for _ in kinds)]  # what is missing has seen nothing
    known = {model: key(mark) or 0 for model, mark in zip(kinds, marks, strict=False)}
    return [
        f"{detail.sentence} by {step.by} on {date_format(localtime(step.at), 'j F Y, H:i')}."
        for step in steps(type(entry), entry.pk)
        for row in step.rows
        if row.history_id > known[row.model]
        for detail in row.details
    ]


def _kinds(model: type[Model]) -> dict[type[Model], str]:
    return {model: "id", **PARTS.get(model, {})}


def _rows(model: type[Model], column: str, pk: int) -> QuerySet:
    """The history of the entry, or of each part that ever was one of its own."""
    rows = model.history.all()
    if column == "id":
        return rows.filter(id=pk)
    if model is SentenceClaim:  # it hangs on a part, of which only the history may be left
        answer = AnswerSentence.history.filter(id=OuterRef("sentence_id")).values("answer_id")
        rows = rows.annotate(answer_id=Subquery(answer[:1]))
    return rows.filter(id__in=rows.filter(**{column: pk}).values("id"))


def steps(
    model: type[Model], pk: int, *, parts: Collection[type[Model]] | None = None
) -> list[Step]:
    """Oldest first; of all parts or of these. One query for each kind, whatever their number."""
    rows = [
        (row["history_date"], number, row["history_id"], kind, column, row)
        for number, (kind, column) in enumerate(_kinds(model).items())
        if number == 0 or parts is None or kind in parts
        for row in _records(kind, column, pk)
    ]
    found: list[Step] = []
    known: dict[tuple, dict] = {}
    for at, number, history_id, kind, column, row in sorted(rows, key=lambda row: row[:3]):
        after = row if row["history_type"] != "-" and row[column] == pk else None
        before = known.pop((kind, row["id"]), None)
        if after:
            known[kind, row["id"]] = after
        if before or after:  # else it is of a part that belonged to another entry then
            step = _step_of(row, at, found)
            step.why = step.why or row["history_change_reason"] or ""
            step.rows.append(Row(kind, history_id, before, after, is_part=number > 0))
    return found


def _step_of(row: dict, at: datetime, found: list[Step]) -> Step:
    """The step that a row belongs to: the last one, or a new one."""
    set_id = row["change_set_id"]
    last = found[-1] if found and found[-1].set_id == set_id else None
    if last is None or (set_id is None and at - last.at > ONE_SAVE):
        last = Step(at, _by(row), set_id)
        found.append(last)
    return last


def _by(row: dict) -> str:
    if row["change_set_id"]:
        signed_in = row["change_set__by"] or "nobody signed in"
        return LOADER if row["change_set__loaded"] else signed_in
    loaded = (row["history_change_reason"] or "").startswith(LOADED)
    return row["history_user__username"] or (LOADER if loaded else UNKNOWN)


def _records(model: type[Model], column: str, pk: int) -> list[dict]:
    """The rows, with each foreign key replaced by what it is called, beside its key."""
    tracked = model.history.model.tracked_fields
    called = {
        each: [f"{each.name}__{name}" for name in _names(each.related_model)]
        for each in tracked
        if isinstance(each, ForeignKey) and each.attname != column
    }
    names = [name for each in called.values() for name in each]
    columns = dict.fromkeys([*(each.attname for each in tracked), column])
    extra = SEEN if model is Citation else []
    rows = list(_rows(model, column, pk).values(*ROW, *columns, *names, *extra))
    for row in rows:
        for each, paths in called.items():
            label = ", ".join(row[path] for path in paths if row[path])
            row[each.name] = label or ("one that is gone" if row[each.attname] else "")
    for each in model.history.model._history_m2m_fields:
        _add_related(rows, each, column, pk)
    return rows


def _names(model: type[Model]) -> list[str]:
    columns = {each.name for each in model._meta.fields}
    return NAMED_BY.get(model) or [next(each for each in NAMES if each in columns)]


def _add_related(rows: list[dict], relation, column: str, pk: int) -> None:
    (name,) = _names(relation.related_model)
    path = f"{relation.m2m_reverse_field_name()}__{name}"
    found: dict[int, list[str]] = {}
    of_rows = HistoricalRecords.m2m_models[relation].objects.filter(**{f"history__{column}": pk})
    for history_id, label in of_rows.values_list("history_id", path):
        found.setdefault(history_id, []).append(label or "one that is gone")
    for row in rows:
        row[relation.name] = "; ".join(sorted(found.get(row["history_id"], [])))


def _shown(field, value) -> str:
    choices = dict(field.flatchoices) if getattr(field, "choices", None) else {}
    return "" if value is None else str(choices.get(value, value))


def _title(values: dict) -> str:
    """What a part is called among its like."""
    names = ("passage", "tag", "label", "text", "claim", *NAMES)
    return next(values[name] for name in names if values.get(name))
