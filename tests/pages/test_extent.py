"""What was read whole, and what in part, is said wherever sources are counted."""

import datetime

import pytest

from articles.services import save_article
from reading.wording import sources_in_words
from tests import factories
from tests.pages.html import get


def test_a_count_says_how_many_were_read_whole():
    assert sources_in_words(5, 5) == "5 sources"
    assert sources_in_words(95, 27) == "95 sources, 27 read whole"
    assert sources_in_words(3, 0) == "3 sources, none read whole"
    assert sources_in_words(1, 1) == "1 source"
    assert sources_in_words(1, 0) == "1 source, read in part"


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
    assert "2 sources, 1 read whole" not in get(client, "/").text  # no claim rests on them yet
