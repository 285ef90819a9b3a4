"""The index follows content: in the transaction of each change, or anew from the ground."""

from collections import Counter
from collections.abc import Callable, Iterable

from django.db import transaction
from django.db.models import F, QuerySet

from publishing.services import hold
from search import affected
from search.affected import BATCH, batches
from search.backends import backend
from search.documents import BUILDERS, Document, Tie, build
from search.models import SearchDocument, SearchName, SearchTie, SearchTouched, SearchWord

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


@transaction.atomic
def follow() -> None:
    """Bring the index up to date with all that the triggers queued.

    The lock lets one transaction at a time do it, each with what the one before has written.
    """
    hold()
    touched = affected.take_queue()
    if not touched:
        return
    if sum(map(len, touched.values())) > BATCH:
        backend().analyse()
    reached = affected.reach(touched)
    gone, new = [], []
    for kind in BUILDERS:  # claims first: the others build on their documents
        for keys in batches(reached[kind]):
            before = {each.object_id: each for each in stored(kind, keys)}
            after = {each.object_id: each for each in build(kind, keys)}
            out = [each for key, each in before.items() if after.get(key) != each]
            into = [each for key, each in after.items() if before.get(key) != each]
            _remove(kind, out)
            _add(into)
            gone, new = gone + out, new + into
    _count_words(gone, new)


def stored(kind: str, keys: Iterable[int] | None = None) -> list[Document]:
    """Documents as the index has them."""
    rows = SearchDocument.objects.filter(kind=kind).prefetch_related("called", "ties")
    rows = rows if keys is None else rows.filter(object_id__in=keys)
    return [
        Document(
            **{column: getattr(row, column) for column in COLUMNS},
            called=frozenset(called.name for called in row.called.all()),
            ties=frozenset(
                Tie(tie.name, tie.value, tie.label, tie.object_id) for tie in row.ties.all()
            ),
        )
        for row in rows
    ]


def _remove(kind: str, documents: list[Document]) -> None:
    keys = [each.object_id for each in documents]
    rows = SearchDocument.objects.filter(kind=kind, object_id__in=keys).values_list("pk", flat=True)
    if gone := list(rows):
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
    rows = SearchDocument.objects.bulk_create(
        SearchDocument(**{column: getattr(each, column) for column in COLUMNS})
        for each in documents
    )
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


def _count_words(gone: list[Document], new: list[Document]) -> None:
    """Let the vocabulary know what came and went."""
    change = Counter(word for each in new for word in each.words())
    change.subtract(Counter(word for each in gone for word in each.words()))
    change = {word: number for word, number in change.items() if number}
    known: set[str] = set()
    for some in batches(change):
        known |= set(SearchWord.objects.filter(word__in=some).values_list("word", flat=True))
    for number in set(change.values()):
        for some in batches(word for word in known if change[word] == number):
            rows = SearchWord.objects.filter(word__in=some)
            rows.update(documents=F("documents") + number)
    _drop(SearchWord.objects.filter(documents=0))
    _add_words({word: number for word, number in change.items() if word not in known})


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
