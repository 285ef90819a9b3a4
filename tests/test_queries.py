"""What each public page costs: a budget of queries, the same for 2 of everything as for 20."""

import pytest
from django.db import connection, transaction
from django.template.backends.django import Template
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.world import World

pytestmark = pytest.mark.django_db

# Address -> queries, the one for the content's version included.
BUDGETS = {
    "/": 11,
    "/roles/": 8,
    "/roles/cio/": 15,
    "/roles/variant/": 12,
    "/roles/role-0/": 15,
    "/roles/old-cio/": 6,
    "/compare/": 2,
    "/compare/?role=cio&role=cto": 2,
    "/compare/cio/cto/": 8,
    "/compare/cto/old-cio/": 3,
    "/compare/cio/cto/above/variant/": 8,
    "/compare/cio/cto/comparison.csv": 8,
    "/compare/cio/cto/comparison.md": 8,
    "/compare/cio/cto/comparison.json": 8,
    "/decisions/": 3,
    "/decisions/area-0/": 6,
    "/matrix/": 7,
    "/matrix/?open=all": 7,
    "/matrix/matrix.csv?open=all": 7,
    "/responsibilities/": 3,
    "/responsibilities/duty-0/": 6,
    "/disagreements/": 7,
    "/disagreements/question-0/": 8,
    "/articles/": 3,
    "/articles/article-0/": 8,
    "/claims/claim-1/": 12,
    "/timeline/": 5,
    "/topics/": 2,
    "/topics/topic-0/": 7,
    "/titles/technology-head/": 7,
    "/about/": 1,
    "/roles/cio/cite.bib": 2,
    "/roles/cio/responsibilities.md": 6,
    "/compare/cio/cto/cite.json": 3,
    "/claims/claim-1/cite.ris": 2,
    "/changes.atom": 2,
    "/sitemap.xml": 9,
    "/robots.txt": 0,
    "/claims/claim-0/": 4,  # not found
    "/no-such-page/": 1,
}


class Cost:
    """The queries of one request, and those of them that a template ran."""

    def __init__(self, address: str):
        self.in_templates: list[str] = []
        original = Template.render

        def render(template, *args, **kwargs):
            with connection.execute_wrapper(self._note):
                return original(template, *args, **kwargs)

        with pytest.MonkeyPatch.context() as patch, CaptureQueriesContext(connection) as queries:
            patch.setattr(Template, "render", render)
            self.status = Client().get(address).status_code
        self.queries = [each["sql"] for each in queries.captured_queries]

    def _note(self, execute, sql, *rest):
        self.in_templates.append(sql)
        return execute(sql, *rest)


@pytest.fixture(scope="module")
def costs(django_db_setup, django_db_blocker):
    """Each address's cost, for 2 of everything and for 20: two worlds, built once and undone."""
    found = {}
    with django_db_blocker.unblock():
        for size in (2, 20):
            with transaction.atomic():
                World(size)
                with connection.cursor() as cursor:
                    cursor.execute("ANALYZE")  # what autovacuum would have done by now
                found[size] = {address: Cost(address) for address in BUDGETS}
                transaction.set_rollback(True)
    return found


@pytest.mark.parametrize("address", BUDGETS)
def test_a_page_keeps_its_budget(costs, address):
    assert len(costs[2][address].queries) <= BUDGETS[address]


@pytest.mark.parametrize("address", BUDGETS)
def test_a_page_costs_the_same_for_2_as_for_20(costs, address):
    few, many = costs[2][address], costs[20][address]
    assert (few.status, len(few.queries)) == (many.status, len(many.queries))


@pytest.mark.parametrize("address", BUDGETS)
def test_no_template_runs_a_query(costs, address):
    assert costs[20][address].in_templates == []
