"""Which documents a change reaches. A withdrawn article silences claims; a silent claim contests
nobody, and its role leaves the pages of a duty, an area, a passage.

Claims are looked at first. What leans on a claim is looked at only where the claim hands on
something else than before, which its document says; what it leant on stands in its ties.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.db import connection
from django.db.models import Q

from articles.models import Passage, TaggedArticle
from roles.models import Answer, AnswerSentence, Claim, Disagreement, Position, Role, SentenceClaim
from search.document import Document
from search.models import Kind, SearchTie, SearchTouched

Keys = dict[str, set[int]]  # kind -> primary keys
Change = tuple[Document | None, Document | None]  # before and after
BATCH = 500

# How a claim hangs on another entry. Points, contexts and tags are no documents, but claims have
# their words.
_HANGS_ON = {
    "role": ["role", "other_role"],
    "responsibility": ["responsibility"],
    "decision_area": ["decision_area", "responsibility__decision_area"],
    "point": ["point"],
    "context": ["contexts"],
    "tag": ["taggedclaim__tag"],
    "disagreement": ["positions__disagreement"],
    "passage": ["citations__passage"],
    "article": ["citations__passage__article"],
}


def take_queue() -> Keys:
    """What the triggers queued, taken off the queue."""
    touched: Keys = defaultdict(set)
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {SearchTouched._meta.db_table} RETURNING kind, object_id")
        for kind, key in cursor.fetchall():
            touched[kind].add(key)
    touched["disagreement"].update(_column(Position, "pk", touched["position"], "disagreement"))
    touched["answer"].update(_column(AnswerSentence, "pk", touched["sentence"], "answer"))
    return touched


def claims(touched: Keys) -> set[int]:
    """Those whose documents may look different now."""
    found = set(touched["claim"])
    for kind, keys in touched.items():
        found |= _claims_on(kind, keys)
    return found


def rivals(changes: list[Change]) -> set[int]:
    """The claims that one which came or went contests."""
    moved = (before or after for before, after in changes if not (before and after))
    return _claims_on("disagreement", _tied_to(moved)["disagreement"])


def reach(touched: Keys, changes: list[Change]) -> Keys:
    """Everything beside claims whose document may look different now, `changes` being theirs."""
    other = [pair for pair in changes if len({*map(_handed_on, pair)}) > 1]
    retitled = [pair for pair in changes if len({each and each.title for each in pair}) > 1]
    found = _tied_to(each for pair in other for each in pair if each)
    for kind, keys in touched.items():
        found[kind] |= keys
    if keys := _keys(retitled):
        said = Role.objects.filter(Q(summary_claim__in=keys) | Q(focus_claim__in=keys))
        found["role"].update(said.values_list("pk", flat=True))
    for path in ("roles", "decision_area", "context"):
        found["answer"].update(_column(Answer, path, touched[path.removesuffix("s")], "pk"))
    found["answer"].update(_column(SentenceClaim, "claim", _keys(other), "sentence__answer"))
    areas = touched["decision_area"]
    found["disagreement"].update(_column(Disagreement, "decision_area", areas, "pk"))
    # An article has the words of its passages, and they have its title.
    found["article"].update(_column(Passage, "pk", touched["passage"], "article"))
    found["article"].update(_column(TaggedArticle, "tag", touched["tag"], "content_object"))
    found["passage"].update(_column(Passage, "article", touched["article"], "pk"))
    return found


def _handed_on(claim: Document | None) -> tuple | None:
    """What others take from a claim: its ties, what its role does not carry, its place in order."""
    return claim and (claim.ties, claim.role, claim.url)


def _keys(changes: list[Change]) -> list[int]:
    return [(before or after).object_id for before, after in changes]


def _tied_to(claims: Iterable[Document]) -> Keys:
    found: Keys = defaultdict(set)
    for claim in claims:
        for tie in claim.ties:
            if tie.object_id:
                found[tie.name].add(tie.object_id)
    return found


def _claims_on(kind: str, keys: set[int]) -> set[int]:
    """As content has it now, and as their documents stood before the change."""
    paths = _HANGS_ON.get(kind, [])
    found = {pk for path in paths for pk in _column(Claim, path, keys, "pk")}
    for batch in batches(keys if paths else ()):
        ties = SearchTie.objects.filter(document__kind=Kind.CLAIM, name=kind, object_id__in=batch)
        found.update(ties.values_list("document__object_id", flat=True))
    return found


def _column(model, path: str, keys: Iterable[int], column: str) -> Iterator[int]:
    for batch in batches(keys):
        rows = model.objects.filter(**{f"{path}__in": batch}).order_by()
        yield from rows.values_list(column, flat=True)


def batches(keys: Iterable) -> Iterator[list]:
    """As many keys as a query takes at once."""
    keys = sorted(keys)
    for start in range(0, len(keys), BATCH):
        yield keys[start : start + BATCH]
