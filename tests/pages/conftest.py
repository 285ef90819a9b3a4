"""One small site for all tests of a module that only read; who writes builds a world of its own."""

import pytest
from django.db import transaction

from tests.pages.small_site import Site


@pytest.fixture(scope="module")
def site(django_db_setup, django_db_blocker):
    """A `Site`, undone after the module. What a single test changes is undone after the test."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield Site()
        transaction.set_rollback(True)
