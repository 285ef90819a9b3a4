"""A topic's name finds what bears it, and the index follows tags by whatever road they come."""

import importlib

import pytest
from django.apps import apps
from taggit.models import Tag

from articles.services import save_article
from roles import services
from search import indexing
from search.backends.selection import Filters
from search.engine import search
from search.models import SearchTouched
from tests import factories as make
from tests.test_search_indexing import agree, urls

pytestmark = [pytest.mark.django_db, pytest.mark.search_index]


def test_a_topic_finds_what_bears_it():
    claim = make.claim(tags=["Quince law"])
    article = claim.citations.get().passage.article
    tagged = {claim.get_absolute_url(), article.get_absolute_url()}
    assert urls("quince law") == [claim.get_absolute_url()]
    save_article(article, tags=["quince law", "Éclairs"])
    assert set(urls("quince law")) == tagged
    assert urls("eclairs") == [article.get_absolute_url()]
    agree()
    tag = Tag.objects.get(name__iexact="quince law")
    tag.name = "Medlar law"
    tag.save()  # past the services: the triggers queue it
    assert set(urls("medlar law")) == tagged
    assert urls('"quince"') == []
    agree()
    services.save_claim(claim, tags=[])
    assert urls("medlar law") == [article.get_absolute_url()]
    tag.delete()
    assert urls("medlar law") == []
    agree()


def test_a_title_comes_before_a_topic():
    borne, titled = make.claim(tags=["quinces"]), make.claim(statement="The role eats quinces.")
    assert urls("quinces") == [titled.get_absolute_url(), borne.get_absolute_url()]


def test_a_site_that_has_tags_already_indexes_them_after_the_migration():
    claim = make.claim(tags=["quinces"])
    article = save_article(claim.citations.get().passage.article, tags=["quinces"])
    SearchTouched.objects.all().delete()
    migration = importlib.import_module("search.migrations.0003_look_again")
    migration.queue(apps, None)
    found = set(SearchTouched.objects.values_list("kind", "object_id"))
    assert found == {("claim", claim.pk), ("article", article.pk)}
    indexing.follow()
    agree()


def test_a_keyword_finds_its_responsibility_and_is_never_shown():
    duty = make.responsibility(title="Feed the cat", keywords="tabby, warm milk")
    make.claim(aspect="responsibility", responsibility=duty)
    (found,) = [each for each in search("tabby", Filters()).found if each.kind == "responsibility"]
    assert found.title == "Feed the cat"
    assert "tabby" not in found.snippet
