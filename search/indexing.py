"""The index follows content: in the transaction of each change, or anew from the ground."""

from collections import Counter
from collections.abc import Callable, Iterable

from django.db import connection, transaction
from django.db.models import QuerySet

from publishing.services import hold
from search import affected
from search.affected import BATCH, Change, batches
from search.backends import backend
from search.document import Document, Tie
from search.documents import BUILDERS, build
from search.models import Kind, SearchDocument, SearchName, SearchTie, SearchTouched, SearchWord

COLUMNS = [
    "kind",
    "object_id",
    "url",
    "title",
    "weight",
    "role",
    "source",
    "names",
    "extra",
    "body",
]


@transaction.atomic(savepoint=False)
def follow() -> None:
    """Bring the index up to date with all that the triggers queued.

    `touch` holds the lock, so that one transaction at a time does it, each with what the one
    before has written.
    """
    touched = affected.take_queue()
    waiting = sum(map(len, touched.values()))
    if not waiting:
        return
    if waiting > BATCH:
        backend().analyse()
    changes = _renew(Kind.CLAIM, affected.claims(touched))  # the others build on their documents
    changes += _renew(Kind.CLAIM, affected.rivals(changes))
    reached = affected.reach(touched, changes)
    for kind in list(BUILDERS)[1:]:
        changes += _renew(kind, reached[kind])
    _count_words(changes)


def _renew(kind: str, keys: Iterable[int]) -> list[Change]:
    """Write the documents that have changed, and say what changed."""
    changes = []
    for some in batches(keys):
        before = {each.object_id: each for each in stored(kind, some)}
        after = {each.object_id: each for each in build(kind, some)}
        pairs = [(before.get(key), after.get(key)) for key in before | after]
        changed = [(old, new) for old, new in pairs if old != new]
        alike = [(old, new) for old, new in changed if old and new and _hangs(old) == _hangs(new)]
        rest = [pair for pair in changed if pair not in alike]
        _rewrite(alike)
        _remove([old for old, _ in rest if old])
        _add([new for _, new in rest if new])
        changes += changed
    return changes


def _hangs(document: Document) -> tuple:
    """What stands in other tables."""
    return document.called, document.ties


def stored(kind: str, keys: Iterable[int] | None = None) -> list[Document]:
    """Documents as the index has them."""
    rows = SearchDocument.objects.filter(kind=kind).prefetch_related("called", "ties")
    rows = rows if keys is None else rows.filter(object_id__in=keys)
    return [
        Document(
            **{column: getattr(row, column) for column in ("pk", *COLUMNS)},
            called=frozenset(called.name for called in row.called.all()),
            ties=frozenset(
                Tie(tie.name, tie.value, tie.label, tie.object_id) for tie in row.ties.all()
            ),
        )
        for row in rows
    ]


def _rewrite(changes: list[Change]) -> None:
    """Documents of the same names and ties keep their rows."""
    if not changes:
        return
    rows = [_row(new, pk=old.pk) for old, new in changes]
    backend().delete([row.pk for row in rows])
    SearchDocument.objects.bulk_update(rows, COLUMNS)
    backend().index([row.pk for row in rows])


def _row(document: Document, pk: int | None = None) -> SearchDocument:
    return SearchDocument(pk=pk, **{column: getattr(document, column) for column in COLUMNS})


def _remove(documents: list[Document]) -> None:
    if gone := [each.pk for each in documents]:
        backend().delete(gone)
        _drop(SearchTie.objects.filter(document__in=gone))
        _drop(SearchName.objects.filter(document__in=gone))
        _drop(SearchDocument.objects.filter(pk__in=gone))


def _drop(rows: QuerySet) -> None:
    """Delete rows as they stand: nothing else hangs on them, and nobody listens."""
    rows._raw_delete(rows.db)


def _add(documents: list[Document]) -> None:
    if not documents:
        return
    rows = SearchDocument.objects.bulk_create(map(_row, documents))
    SearchName.objects.bulk_create(
        SearchName(document=row, name=name)
        for row, each in zip(rows, documents, strict=True)
        for name in sorted(each.called)
    )
    SearchTie.objects.bulk_create(
        SearchTie(document=row, name=t.name, value=t.value, label=t.label, object_id=t.object_id)
        for row, each in zip(rows, documents, strict=True)
        for t in each.ties
    )
    backend().index([row.pk for row in rows])


def _count_words(changes: list[Change]) -> None:
    """Let the vocabulary know what came and went."""
    change: Counter[str] = Counter()
    for before, after in changes:
        change.update(after.words() if after else ())
        change.subtract(before.words() if before else ())
    for some in batches((word, number) for word, number in change.items() if number):
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO search_searchword (word, documents) VALUES {_pairs(some)} "
                "ON CONFLICT (word) DO UPDATE SET "
                "documents = search_searchword.documents + excluded.documents",
                [value for pair in some for value in pair],
            )
    _drop(SearchWord.objects.filter(documents=0))


def _pairs(rows: list) -> str:
    return ", ".join(["(%s, %s)"] * len(rows))


def _add_words(counted: dict[str, int]) -> None:
    SearchWord.objects.bulk_create(
        [SearchWord(word=word, documents=number) for word, number in sorted(counted.items())],
        batch_size=BATCH,
    )


@transaction.atomic
def rebuild(progress: Callable[[str, int, int], None] = lambda kind, done, of: None) -> int:
    """Build the index anew; `progress` hears of each kind how much is done. Returns the number of
    documents.
    """
    hold()
    empty()
    counted: Counter[str] = Counter()
    total = 0
    backend().analyse()
    for kind, (_, model) in BUILDERS.items():
        keys = list(model.objects.order_by("pk").values_list("pk", flat=True))
        done = 0
        for some in batches(keys):
            documents = list(build(kind, some))
            _add(documents)
            counted.update(word for each in documents for word in each.words())
            total += len(documents)
            done += len(some)
            progress(kind, done, len(keys))
        backend().analyse()
    _add_words(counted)
    backend().optimise()
    return total


def empty() -> None:
    """Forget everything, the queue too."""
    backend().delete_all()
    for model in (SearchTie, SearchName, SearchDocument, SearchWord, SearchTouched):
        _drop(model.objects.all())
