"""The search page on sites of its own: what it costs, and odd content."""

import html

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories as make
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.search_index]


# Text -> queries: typed well, typed badly, found nowhere, narrowed, and with nothing to look for.
BUDGETS = {
    "q=claim": 6,
    "q=clam": 6,
    "q=zzzzzzzz": 6,
    "q=clam+zzzzz+duti": 6,
    "q=claim&role=cio": 5,
    "q=claim&role=nobody": 6,
    "q=cio+vs+cto": 5,
    "q=cio+vs+ctoo": 6,
    "q=": 2,
}


@pytest.mark.parametrize("size", [2, 20])
def test_a_page_takes_at_most_six_queries(client, size):
    World(size)
    client.get("/search/?q=claim")  # the index follows what was written past the services
    took = {}
    for query in BUDGETS:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"/search/?{query}").status_code == 200
        took[query] = len(queries)
    assert {query: n for query, n in took.items() if n > BUDGETS[query]} == {}


def test_markup_in_content_and_query_is_harmless(client):
    make.claim(statement="The role types <script>alert('quinces')</script> & more.")
    page = client.get("/search/", {"q": 'quinces "><script>alert(2)</script>'}).content.decode()
    assert "<script>alert" not in page
    page = client.get("/search/", {"q": "quinces types"}).content.decode()
    assert "role <mark>types</mark> &lt;script&gt;alert(&#x27;<mark>quinces</mark>" in page
    snippet = client.get("/search/", {"q": "quinces", "format": "json"}).json()["results"][0][
        "snippet"
    ]
    assert "<script>" not in snippet
    assert "<mark>quinces</mark>" in snippet
    assert html.unescape(snippet).count("<") >= 3
