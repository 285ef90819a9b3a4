"""Which claims readers would no longer see."""

from collections.abc import Callable, Iterable

from publishing.dry_run import dry_run
from publishing.models import Publishable
from roles.models import Claim


def falling_silent(
    withdraw: Callable[[Publishable], object], entries: Iterable[Publishable]
) -> list[Claim]:
    """The claims, beside `entries` themselves, that withdrawing the entries takes from readers."""
    entries = list(entries)
    before = set(Claim.objects.public().values_list("pk", flat=True))
    with dry_run():
        for entry in entries:
            withdraw(entry)
        after = set(Claim.objects.public().values_list("pk", flat=True))
    gone = before - after - {entry.pk for entry in entries if isinstance(entry, Claim)}
    return list(Claim.objects.filter(pk__in=gone).select_related("role"))
