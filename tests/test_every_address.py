"""Each page has a query budget, a place in the sitemap, and is walked by the accessibility tests,
or `tests/addresses.py` says why not.
"""

import re

import pytest
from django.urls import URLPattern, resolve

from cio_kb.urls import urlpatterns
from tests.addresses import BUDGETS, NO_BUDGET, NOT_IN_SITEMAP, NOT_WALKED, WALKED
from tests.pages.small_site import Site

# The admin has tests of its own.
NAMES = {pattern.name for pattern in urlpatterns if isinstance(pattern, URLPattern)}


def names(addresses) -> set[str]:
    known = (address.partition("?")[0] for address in addresses if address != "/no-such-page/")
    return {resolve(path).url_name for path in known}


def test_every_page_has_a_query_budget():
    assert names(BUDGETS) | NO_BUDGET.keys() == NAMES
    assert names(BUDGETS) & NO_BUDGET.keys() == set()


def test_every_page_is_walked_by_the_accessibility_tests():
    assert names(WALKED) | NOT_WALKED.keys() == NAMES
    assert names(WALKED) & NOT_WALKED.keys() == set()


@pytest.mark.django_db
def test_every_page_is_in_the_sitemap(client):
    Site()
    text = client.get("/sitemap.xml").content.decode()
    found = names(re.findall(r"<loc>http://testserver(.*?)</loc>", text))
    assert found | NOT_IN_SITEMAP.keys() == NAMES
    assert found & NOT_IN_SITEMAP.keys() == set()
