"""One serialisation of each entry, which every file and page picks its keys from."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Article
from dataset.kinds import KINDS
from roles import serialisers
from roles.models import Claim
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_columns_slugs_and_parts():
    claim = make.claim(slug="x", tags=["b", "a"], contexts=[make.context(slug="small")])
    keys = ("slug", "role", "other_role", "contexts", "tags", "period")
    assert serialisers.data(claim, keys) == {
        "slug": "x",
        "role": claim.role.slug,
        "other_role": None,
        "contexts": ["small"],
        "tags": ["a", "b"],
        "period": {"start": None, "end": None},
    }


def test_a_citation_names_article_and_anchor():
    [found] = serialisers.data(make.claim(), ["citations"])["citations"]
    assert found["passage"] == f"{found['article']}#{found['anchor']}"


@pytest.mark.parametrize(
    "kind", [KINDS[name] for name in ("claim", "article", "disagreement", "answer")]
)
def test_twenty_entries_take_as_many_queries_as_two(kind):
    def cost() -> int:
        keys = kind.whole.fields
        with CaptureQueriesContext(connection) as queries:
            found = serialisers.loaded(kind.model.objects.all(), keys)
            assert [serialisers.data(each, keys) for each in found]
        return len(queries)

    def add(number: int) -> None:
        for _ in range(number):
            claim = make.claim(tags=["x"])
            make.disagreement([claim], [make.claim()])
            make.answer(make.statement(claim), make.gap(claim.role, point=make.point()))

    add(2)
    few = cost()
    add(18)
    assert cost() == few


def test_the_original_s_words_are_not_loaded_with_claims():
    make.claim()
    [claim] = serialisers.loaded(Claim.objects.all(), ["citations"])
    assert "source_text" in claim.citations.all()[0].passage.get_deferred_fields()
    assert (
        "source_text" not in serialisers.data(Article.objects.get(), ["passages"])["passages"]["p1"]
    )
