"""The topics of claims and articles, for the index: found by their names, at lowest weight."""

from collections import defaultdict
from collections.abc import Collection

from django.db.models import Model


def tags_of(model: type[Model], keys: Collection[int] | None) -> dict[int, list[str]]:
    """The names of each entry's topics, in one query; of all entries where `keys` is None."""
    rows = model.tags.through.objects.order_by("tag__name", "pk")
    if keys is not None:
        rows = rows.filter(content_object__in=keys)
    found: dict[int, list[str]] = defaultdict(list)
    for key, tag in rows.values_list("content_object", "tag__name"):
        found[key].append(tag)
    return found
