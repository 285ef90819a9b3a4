"""What would be refused, and what would follow, found by doing it and taking it back."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.core.exceptions import ValidationError
from django.db import transaction


class _TakeBack(Exception):
    """Ends a trial that nothing refused."""


@contextmanager
def trial() -> Iterator[None]:
    """Whatever is written within is taken back at the end."""
    try:
        with transaction.atomic():
            yield
            raise _TakeBack
    except _TakeBack:
        pass


def refusals(act: Callable[[], object]) -> list[str]:
    """Why the services would refuse `act`, in their own words; empty where they would not."""
    try:
        with trial():
            act()
    except ValidationError as problem:
        return problem.messages
    return []
