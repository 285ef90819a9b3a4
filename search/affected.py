"""Which documents a change reaches. A withdrawn article silences claims; a silent claim contests
nobody, and its role leaves the pages of a duty, an area, a passage.

What a claim leant on before the change stands in its ties; what it leans on now, in content.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from articles.models import Passage, TaggedArticle
from roles.models import Citation, Claim, Position
from search.models import Kind, SearchTie, SearchTouched

Keys = dict[str, set[int]]  # kind -> primary keys
BATCH = 500

# How a claim hangs on another entry. Contexts and tags are no documents, but claims have their
# words.
_HANGS_ON = {
    "role": ["role", "other_role"],
    "responsibility": ["responsibility"],
    "decision_area": ["decision_area", "responsibility__decision_area"],
    "context": ["contexts"],
    "tag": ["taggedclaim__tag"],
    "disagreement": ["positions__disagreement"],
    "passage": ["citations__passage"],
    "article": ["citations__passage__article"],
}


def take_queue() -> Keys:
    """What the triggers queued, taken off the queue."""
    touched: Keys = defaultdict(set)
    rows = list(SearchTouched.objects.values_list("pk", "kind", "object_id"))
    for _, kind, key in rows:
        touched[kind].add(key)
    for batch in batches([pk for pk, _, _ in rows]):
        SearchTouched.objects.filter(pk__in=batch).delete()
    return touched


def reach(touched: Keys) -> Keys:
    """Everything whose document may look different now."""
    claims = set(touched["claim"])
    for kind, keys in touched.items():
        claims |= _claims_on(kind, keys)
    claims |= _claims_on("disagreement", _around(claims, {"disagreement"})["disagreement"])
    found = defaultdict(set, {kind: set(keys) for kind, keys in touched.items()})
    for kind, keys in _around(claims, set(Kind.values)).items():
        found[kind] |= keys
    found["claim"] |= claims
    # An article has the words of its passages, and they have its title.
    found["article"] |= set(_column(Passage, "pk", found["passage"], "article"))
    found["passage"] |= set(_column(Passage, "article", touched["article"], "pk"))
    found["article"] |= set(_column(TaggedArticle, "tag", touched["tag"], "content_object"))
    return found


def _claims_on(kind: str, keys: set[int]) -> set[int]:
    paths = _HANGS_ON.get(kind, [])
    found = {pk for path in paths for pk in _column(Claim, path, keys, "pk")}
    return found | set(_tied(kind, keys)) if paths else found


def _tied(kind: str, keys: set[int]) -> Iterator[int]:
    """Claims whose documents are tied to an entry, as they stood before the change."""
    for batch in batches(keys):
        ties = SearchTie.objects.filter(document__kind=Kind.CLAIM, name=kind, object_id__in=batch)
        yield from ties.values_list("document__object_id", flat=True)


def _around(claims: set[int], kinds: set[str]) -> Keys:
    """What claims lean on, before the change and after it."""
    found: Keys = defaultdict(set)
    for batch in batches(claims):
        ties = SearchTie.objects.filter(
            document__kind=Kind.CLAIM, document__object_id__in=batch, object_id__isnull=False
        )
        for kind, key in ties.values_list("name", "object_id"):
            found[kind].add(key)
        rows = Claim.objects.filter(pk__in=batch).order_by()
        for role, duty, area, duty_area in rows.values_list(
            "role", "responsibility", "decision_area", "responsibility__decision_area"
        ):
            found["role"].add(role)
            found["responsibility"].add(duty)
            found["decision_area"] |= {area, duty_area}
        cited = Citation.objects.filter(claim__in=batch).order_by()
        for passage, article in cited.values_list("passage", "passage__article"):
            found["passage"].add(passage)
            found["article"].add(article)
        positions = Position.objects.filter(claims__in=batch).order_by()
        found["disagreement"] |= set(positions.values_list("disagreement", flat=True))
    return {kind: keys - {None} for kind, keys in found.items() if kind in kinds} | {
        kind: set() for kind in kinds - set(found)
    }


def _column(model, path: str, keys: Iterable[int], column: str) -> Iterator[int]:
    for batch in batches(keys):
        rows = model.objects.filter(**{f"{path}__in": batch}).order_by()
        yield from rows.values_list(column, flat=True)


def batches(keys: Iterable) -> Iterator[list]:
    """As many keys as a query takes at once."""
    keys = sorted(keys)
    for start in range(0, len(keys), BATCH):
        yield keys[start : start + BATCH]
