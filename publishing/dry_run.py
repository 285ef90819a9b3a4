"""What would be refused, and what would follow, found by doing it and rolling it back."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.core.exceptions import ValidationError
from django.db import transaction


class _Rollback(Exception):
    """Ends a dry run that nothing refused."""


@contextmanager
def dry_run() -> Iterator[None]:
    """Whatever is written within is rolled back at the end."""
    try:
        with transaction.atomic():
            yield
            raise _Rollback
    except _Rollback:
        pass


def refusals(act: Callable[[], object]) -> list[str]:
    """Why the services would refuse `act`, in their own words; empty where they would not."""
    try:
        with dry_run():
            act()
    except ValidationError as problem:
        return problem.messages
    return []
