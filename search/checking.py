"""Whether index and content agree: the whole index against documents built from content."""

from collections import Counter
from collections.abc import Iterator

from search.backends import backend
from search.document import Document
from search.documents import BUILDERS, build
from search.indexing import stored
from search.models import SearchTouched, SearchWord


def differences() -> Iterator[str]:
    """Each difference in a line; none where the index is right."""
    waiting = SearchTouched.objects.count()
    if waiting:
        yield f"{waiting} changes wait in the queue: they were written past the services."
    counted: Counter[str] = Counter()
    for kind in BUILDERS:
        before = {each.object_id: each for each in stored(kind)}
        for each in build(kind, None):
            yield from _difference(before.pop(each.object_id, None), each)
            counted.update(each.words())
        for each in before.values():
            yield f"{_named(each)} is in the index and no longer public."
    yield from _words(counted)
    yield from backend().problems()


def _difference(found: Document | None, expected: Document) -> Iterator[str]:
    if found is None:
        yield f"{_named(expected)} is public and not in the index."
    elif found != expected:
        pairs = [(key, value) for key, value in vars(expected).items() if key != "pk"]
        names = [key for key, value in pairs if getattr(found, key) != value]
        yield f"{_named(expected)} differs in {', '.join(names)}."


def _named(document: Document) -> str:
    return f"{document.kind.replace('_', ' ').capitalize()} {document.url}"


def _words(counted: Counter[str]) -> Iterator[str]:
    known = dict(SearchWord.objects.values_list("word", "documents"))
    wrong = {word for word in counted.keys() | known if counted.get(word, 0) != known.get(word, 0)}
    if wrong:
        yield f"The vocabulary is wrong on {len(wrong)} words, such as “{min(wrong)}”."
