"""One sentence is proposed once, whatever it may say, and may become several claims."""

import pytest
from django.core.exceptions import ValidationError

from review import decisions, services
from review.models import Candidate, Decision
from roles.models import Claim
from tests import factories
from tests.admin import account, filled
from tests.review import STATEMENT, added, draft_of, known_role, queue_path

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


def accept(candidate, user, aspect: str = "focus"):
    claim = draft_of(candidate, role=known_role())
    claim.aspect = aspect
    return decisions.accept(candidate, user=user, claim=claim, digest="Of lamps.", another=True)


def test_one_more_claim_of_a_sentence_waits_next_for_the_same_curator(ada):
    document = harbour()
    candidate = services.lease_next(document, ada)
    accept(candidate, ada)
    fresh = services.lease_next(document, ada)
    assert (fresh.text, fresh.words, fresh.passage) == (
        candidate.text,
        candidate.words,
        candidate.passage,
    )
    assert fresh.split_from == candidate
    assert services.lease_next(document, account("ben", "editors")) != fresh


@pytest.mark.parametrize(
    ("also", "accepted", "then"),
    [
        (["decision", "skill"], "focus", ("decision", ["skill"])),
        (["decision", "skill"], "definition", ("decision", ["skill"])),
        (["definition", "skill"], "definition", ("focus", ["skill"])),
        ([], "focus", ("focus", [])),
        ([], "definition", ("definition", [])),
    ],
)
def test_it_is_read_as_the_first_aspect_that_is_left(ada, also, accepted, then):
    candidate = services.lease_next(harbour(), ada)
    candidate.aspect, candidate.also = "focus", also
    candidate.save()
    accept(candidate, ada, aspect=accepted)
    fresh = candidate.parts.get()
    assert (fresh.aspect, fresh.also) == then


def test_undo_takes_the_fresh_candidate_back(ada):
    document = harbour()
    candidate = services.lease_next(document, ada)
    accept(candidate, ada)
    assert document.candidates.count() == 3
    assert decisions.undo(candidate.decision, user=ada) == candidate
    assert list(document.candidates.waiting()) == list(document.candidates.all())
    assert document.candidates.count() == 2
    assert not Claim.objects.exists()


def test_undo_is_refused_once_the_fresh_candidate_has_a_decision(ada):
    document = harbour()
    candidate = services.lease_next(document, ada)
    accept(candidate, ada)
    fresh = services.lease_next(document, ada)
    decisions.reject(fresh, user=ada, reason="No claim.")
    with pytest.raises(ValidationError, match="Undo what was decided on its parts first"):
        decisions.undo(candidate.decision, user=ada)
    assert Claim.objects.count() == 1
    decisions.undo(fresh.decision, user=ada)
    decisions.undo(Decision.objects.get(candidate=candidate), user=ada)
    assert document.candidates.count() == 2


def press(client, document, button: str, value: str, **typed):
    url = queue_path(document)
    response = client.post(url, filled(client.get(url)) | typed | {button: value}, follow=True)
    return response, response.content.decode()


def test_accepting_and_one_more_shows_the_same_words_again(curator):
    known_role()
    document = harbour()
    first = document.candidates.first()
    response, page = press(
        curator, document, "accept", "another", statement=STATEMENT, aspect="focus"
    )
    fresh = response.context["candidate"]
    assert (fresh.text, fresh.split_from) == (first.text, first)
    assert response.context["form"]["statement"].value() == "The CIO "
    assert "The same words stand here once more" in page
    assert "2 of 3" in page
    undo = curator.post(
        queue_path(document, "undo"), {"decision": response.context["last"].pk}, follow=True
    )
    assert undo.context["candidate"] == first
    assert not Candidate.objects.filter(pk=fresh.pk).exists()


def test_plain_accepting_puts_nothing_in_the_queue(curator):
    known_role()
    document = harbour()
    response, page = press(curator, document, "accept", "yes", statement=STATEMENT, aspect="focus")
    assert "2 of 2" in page
    assert "once more" not in page
    assert response.context["candidate"] == document.candidates.last()


def test_a_refused_undo_is_said_on_the_page(curator):
    known_role()
    document = harbour()
    press(curator, document, "accept", "another", statement=STATEMENT, aspect="focus")
    press(curator, document, "reject", "Too vague to be a claim")
    decision = Decision.objects.get(outcome="accepted")
    refused = curator.post(queue_path(document, "undo"), {"decision": decision.pk}, follow=True)
    assert "Undo what was decided on its parts first." in refused.content.decode()
    assert Claim.objects.count() == 1


def test_the_words_that_stood_there_are_no_statement(curator):
    known_role()
    response, _ = press(curator, added(), "accept", "yes", statement="The CIO ")
    assert response.context["form"].errors["statement"] == ["Say what the source says of it."]
    assert not Claim.objects.exists()


def test_another_role_begins_the_statement_anew(curator):
    known_role()
    cto = factories.role(slug="cto", title="Chief Technology Officer", acronym="CTO")
    document = added()
    response, _ = press(curator, document, "correct", "yes", role=cto.pk, aspect="focus")
    assert response.context["form"]["statement"].value() == "The CTO "
    response, _ = press(
        curator, document, "accept", "yes", role=cto.pk, aspect="focus", statement="The CIO"
    )
    assert "statement" in response.context["form"].errors
    assert not Claim.objects.exists()
