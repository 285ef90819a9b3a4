"""One sentence is proposed once, whatever it may say, and may become several claims."""

import pytest

from review import decisions, services
from tests.admin import account
from tests.review import added, queue_path

pytestmark = pytest.mark.django_db

TWINS = """# Duties in the harbour

The CIO reports to the harbour master and is responsible for the signal budget.

The CIO is responsible for the lamps and decides which lamps are bought.
"""


@pytest.fixture
def ada():
    return account("ada", "editors")


def harbour(text: str = TWINS, name: str = "harbour.md"):
    return added(text, name)


def test_a_sentence_is_proposed_once_with_its_further_aspects():
    found = harbour().candidates.values_list("aspect", "also", "ordinal")
    assert list(found) == [
        ("responsibility", ["reporting_line"], 1),
        ("responsibility", ["decision"], 2),
    ]


def test_a_sentence_on_two_roles_is_proposed_for_each():
    text = "# Lamps\n\nThe CIO leads the keepers, while the CTO builds the lamps.\n"
    assert [each.role for each in harbour(text).candidates.all()] == ["cio", "cto"]


def test_a_sentence_that_stands_twice_is_proposed_from_its_first_passage():
    twice = harbour(
        f"{TWINS}\nThe CIO is responsible for the lamps and decides which lamps are bought.\n"
    )
    assert list(twice.candidates.values_list("passage__anchor", flat=True)) == ["p2", "p3"]


def test_the_queue_counts_sentences_and_names_the_further_aspects(curator):
    page = curator.get(queue_path(harbour())).content.decode()
    assert "1 of 2" in page
    assert "cio, responsibility; perhaps also reporting line." in page


def test_sentences_decided_before_are_counted_once(ada):
    first, second = harbour().candidates.all()
    decisions.reject(first, user=ada, reason="No claim.")
    again = harbour(f"{TWINS}\n")
    assert again.remembered == 1
    assert [each.text for each in again.candidates.all()] == [second.text]


def test_parts_of_a_sentence_keep_no_further_aspect(ada):
    candidate = services.lease_next(harbour(), ada)
    parts = decisions.split(candidate, user=ada, parts=["The CIO signals.", "On the coast."])
    assert [each.also for each in parts] == [[], []]


def test_a_corrected_aspect_is_no_further_one(ada):
    candidate = services.lease_next(harbour(), ada)
    services.correct(candidate, user=ada, role="cio", aspect="reporting_line")
    assert candidate.also == ["responsibility"]
    services.correct(candidate, user=ada, role="cio", aspect="focus")
    candidate.refresh_from_db()
    assert (candidate.aspect, candidate.also) == ("focus", ["responsibility"])
