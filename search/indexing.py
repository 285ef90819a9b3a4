"""The index follows content: in the transaction of each change, or anew from the ground."""

from collections import Counter
from collections.abc import Callable, Iterable

from django.db import transaction
from django.db.models import F

from permalinks.models import ContentVersion
from search import affected
from search.affected import BATCH, batches
from search.backends import backend
from search.documents import BUILDERS, Document, Tie, build
from search.models import (
    SearchDocument,
    SearchName,
    SearchTie,
    SearchTouched,
    SearchTrigram,
    SearchWord,
)
from search.words import trigrams

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


def is_behind() -> bool:
    """Whether something was written past the services, which nobody has looked at yet."""
    return SearchTouched.objects.exists()


@transaction.atomic
def follow() -> None:
    """Bring the index up to date with all that the triggers queued.

    The lock lets one transaction at a time do it, each with what the one before has written.
    """
    ContentVersion.objects.select_for_update().get_or_create(pk=1)
    touched = affected.take_queue()
    if not touched:
        return
    reached = affected.reach(touched)
    gone, new = [], []
    for kind in BUILDERS:
        for keys in batches(reached[kind]):
            before = {each.object_id: each for each in stored(kind, keys)}
            after = {each.object_id: each for each in build(kind, keys)}
            gone += [each for key, each in before.items() if after.get(key) != each]
            new += [each for key, each in after.items() if before.get(key) != each]
    _remove(gone)
    _add(new)
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


def _remove(documents: list[Document]) -> None:
    for kind in {each.kind for each in documents}:
        for keys in batches(each.object_id for each in documents if each.kind == kind):
            rows = SearchDocument.objects.filter(kind=kind, object_id__in=keys)
            backend().forget(list(rows.values_list("pk", flat=True)))
            rows.delete()


def _add(documents: list[Document]) -> None:
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
    backend().learn([row.pk for row in rows])


def _count_words(gone: list[Document], new: list[Document]) -> None:
    """Let the vocabulary know what came and went."""
    change = Counter(word for each in new for word in each.words())
    change.subtract(Counter(word for each in gone for word in each.words()))
    change = {word: number for word, number in change.items() if number}
    known = set()
    for start in range(0, len(change), BATCH):
        some = sorted(change)[start : start + BATCH]
        known |= set(SearchWord.objects.filter(word__in=some).values_list("word", flat=True))
    for word in sorted(known):
        SearchWord.objects.filter(pk=word).update(documents=F("documents") + change[word])
    SearchWord.objects.filter(documents=0).delete()
    _add_words({word: number for word, number in change.items() if word not in known})


def _add_words(counted: dict[str, int]) -> None:
    SearchWord.objects.bulk_create(
        [SearchWord(word=word, documents=number) for word, number in sorted(counted.items())],
        batch_size=BATCH,
    )
    SearchTrigram.objects.bulk_create(
        [
            SearchTrigram(word_id=word, trigram=trigram)
            for word in sorted(counted)
            for trigram in sorted(trigrams(word))
        ],
        batch_size=BATCH,
    )


@transaction.atomic
def rebuild(progress: Callable[[str, int, int], None] = lambda kind, done, of: None) -> int:
    """Build the index anew; `progress` hears of each kind how much is done. Returns the number of
    documents.
    """
    ContentVersion.objects.select_for_update().get_or_create(pk=1)
    empty()
    counted: Counter[str] = Counter()
    total = 0
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
    _add_words(counted)
    backend().settle()
    return total


def empty() -> None:
    """Forget everything, the queue too."""
    backend().forget_all()
    for model in (
        SearchTie,
        SearchName,
        SearchDocument,
        SearchTrigram,
        SearchWord,
        SearchTouched,
    ):
        model.objects.all()._raw_delete("default")
