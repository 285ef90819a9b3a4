"""What was read whole, and what in part, is said wherever sources are counted."""

import datetime

import pytest

from articles.services import save_article
from tests import factories
from tests.pages.html import get


@pytest.mark.django_db
def test_sources_say_what_was_read_and_which_came_first(client):
    factories.article(slug="first")
    part = factories.article(slug="part", extent="opening")
    part.first_published_on = datetime.date(2099, 1, 1)
    save_article(part)
    text = get(client, "/articles/").text
    assert "2 sources, 1 read whole." in text
    assert text.count("One of the documents this base began with.") == 1
    assert text.count("read in part") == 1
