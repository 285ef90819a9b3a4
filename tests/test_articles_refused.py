"""Articles out of order are refused, field by field, and nothing changes."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from articles.models import Article
from articles.services import edit_passage, save_article
from tests import factories as make
from tests.test_articles_services import rebody, refused, words

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("[p1] One.\n\n[p1] Again.", "line 1 and on line 3"),
        ("[P1] One.", "write the marker as"),
        ("[p1]: https://example.org", "link definition"),
        ("[" * 200, "long run"),
        ("| a |\n|---|\n| b | c |", "more cells"),
        ("a\x00b", "control character"),
        ("x" * 20_001, "20,001 characters"),
        ("# " + "[a" * 1500, "“[” stands here"),
        ("|" + "a<b" * 1500 + "|\n|---|\n" + "| c | \n" * 2, "“<” stands here"),
    ],
)
def test_bodies_out_of_order_are_refused_and_change_nothing(body, message):
    article = make.article(body="[p1] One.")
    assert message in refused("body", lambda: rebody(article, body))
    with pytest.raises(ValidationError):
        make.article(body=body)
    assert Article.objects.count() == 1


def test_a_body_beyond_the_limit_is_refused():
    article = make.article(body="[p1] One.")
    message = refused("body", lambda: rebody(article, "word " * 20 + ("w" * 9_000 + "\n\n") * 23))
    assert "200000" in message


def test_other_fields_are_checked_too():
    article = make.article()
    for field, value in (
        ("summary", "[" * 200),
        ("summary", "x" * 10_001),
        ("title", ""),
        ("slug", "Not A Slug"),
        ("published_on", "2016-13"),
        ("url", "javascript:alert(1)"),
        ("based_on_url", "ftp://example.org"),
        ("kind", "poem"),
        ("publisher", "a\x07b"),
    ):
        article = Article.objects.get()
        setattr(article, field, value)
        refused(field, lambda: save_article(article))  # noqa: B023


LINES = st.sampled_from(
    [
        *("", "text", "- a", "-", "# h", "> q", "> - q", "| h | k |", "|-|-|", "| a |", "***"),
        *("[p1] m", "[p9] m", "<b>x", "`", "2016. x", "[p3]", "| [p4] | x |", "&amp;", "=="),
    ]
)


class OddBodies(TestCase):
    """A class, so that each example starts from an empty database."""

    @settings(max_examples=60)
    @given(st.lists(LINES, max_size=10).map("\n".join))
    def test_any_body_is_refused_or_stands(self, body):
        try:
            article = save_article(Article(slug="odd", title="Odd", body=body))
        except ValidationError as problem:
            messages = problem.message_dict
        else:
            messages = {"body": []}
            first, passages = article.body, words(article)
            save_article(article)
            assert (article.body, words(article)) == (first, passages)
            for passage in article.passages.all():
                assert bool(passage.text) == passage.is_public
                edit_passage(passage, source="fresh")
            assert all("fresh" in text for text in words(article).values())
        assert list(messages) == ["body"]
