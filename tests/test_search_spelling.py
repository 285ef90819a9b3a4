"""The nearest words: which they are, and how long a process holds the list that it looks in."""

import importlib

import pytest
from django.apps import apps

from publishing.models import ContentVersion
from roles.models import Claim
from search import spelling
from search.backends.selection import Filters
from search.engine import search
from search.models import SearchWord
from tests import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.search_index]

KNOWN = {"budget": 9, "budgie": 3, "fractional": 2, "officer": 5, "transformation": 1, "cio": 7}


@pytest.fixture
def vocabulary():
    SearchWord.objects.bulk_create(SearchWord(word=w, documents=n) for w, n in KNOWN.items())


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("buget", "budget"),
        ("budgte", "budget"),  # neighbours swapped
        ("fractonal", "fractional"),
        ("oficer", "officer"),
        ("transformashun", None),  # three letters apart
        ("coi", "cio"),
        ("ciooo", "cio"),
        ("coo", "cio"),
        ("ci", None),  # too short to guess
        ("1234", None),
    ],
)
def test_the_nearest_word(vocabulary, typed, expected):
    assert spelling.nearest([typed], 1).get(typed) == expected


def test_of_equally_near_words_the_longest_beginning_then_the_commonest(vocabulary):
    SearchWord.objects.create(word="fudget", documents=99)
    assert spelling.nearest(["bodget"], 1) == {"bodget": "budget"}
    SearchWord.objects.create(word="budgeq", documents=4)
    assert spelling.nearest(["budgex"], 2) == {"budgex": "budget"}


def test_a_commoner_word_is_in_several_documents_and_a_letter_away(vocabulary):
    assert spelling.commoner(["oficer", "buddgie", "offficcer"], 1) == {"oficer": "officer"}


def test_the_list_is_read_once_a_version(django_assert_num_queries):
    with django_assert_num_queries(1):
        spelling.nearest(["buget"], 7)
        spelling.nearest(["ofice"], 7)
    with django_assert_num_queries(1):
        spelling.nearest(["buget"], 8)


def corrected(text: str) -> str:
    return search(text, Filters()).did_you_mean


def test_a_changed_word_is_offered_whichever_way_it_was_written():
    claim = make.claim(statement="The role peels quinces.")
    assert corrected("quinses") == "quinces"
    make.claim(statement="The role peels medlars.")  # through the services
    assert corrected("medlers") == "medlars"
    before = ContentVersion.objects.get().number
    Claim.objects.filter(pk=claim.pk).update(statement="The role peels damsons.")  # past them
    assert corrected("damsens") == "damsons"
    assert corrected("quinses") == ""
    assert ContentVersion.objects.get().number > before


def test_going_back_fills_the_table_of_the_release_before(vocabulary):
    made = []

    class Trigram:
        objects = type("Rows", (), {"bulk_create": lambda rows, batch_size: made.extend(rows)})

        def __init__(self, word_id, trigram):
            self.pair = (word_id, trigram)

    class Before:
        def get_model(self, label, name):
            return Trigram if name == "SearchTrigram" else apps.get_model(label, name)

    migration = importlib.import_module("search.migrations.0004_spelling_without_trigrams")
    migration.fill(Before(), None)
    cio = {row.pair[1] for row in made if row.pair[0] == "cio"}
    assert cio == {"  c", " ci", "cio", "io "}
