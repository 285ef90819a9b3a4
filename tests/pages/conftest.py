"""One small site for all tests of a module that only read; who writes builds a world of its own."""

import pytest

from tests.pages.small_site import Site


@pytest.fixture(scope="module")
def site(module_transaction):
    return Site()
