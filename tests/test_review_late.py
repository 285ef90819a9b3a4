"""What is sent too late is said in words, and no word that was typed is lost."""

import pytest

from review.models import Candidate, Decision
from roles.models import Claim
from tests.admin import filled
from tests.review import STATEMENT, added, known_role, queue_path

pytestmark = pytest.mark.django_db
LATE = "A sentence typed too late."


@pytest.mark.parametrize("button", ["accept", "merge", "split", "skip", "correct", "duty"])
def test_going_back_to_a_decided_candidate_changes_nothing(curator, button):
    known_role()
    document = added()
    url = queue_path(document)
    page = filled(curator.get(url))
    curator.post(url, page | {"reject": "Too vague to be a claim"})
    late = page | {"statement": LATE, "note": "A late note.", button: "yes"}
    response = curator.post(url, late, follow=True)
    said = response.content.decode()
    assert "You have decided on this candidate before: Rejected." in said
    assert f"The statement that you typed there: {LATE}" in said
    assert "The note that you typed there: A late note." in said
    assert "The digest that" not in said
    assert "The parts that" not in said
    assert "2 of 3" in said
    assert Decision.objects.get().outcome == "rejected"
    assert not Claim.objects.exists()


def test_what_another_curator_has_decided_is_said_with_their_name(curator, editor):
    document = added()
    url = queue_path(document)
    page = filled(curator.get(url))
    Candidate.objects.update(leased_to=None, leased_until=None)
    editor.post(url, page | {"reject": "Too vague to be a claim"})
    said = curator.post(url, page | {"accept": "yes", "digest": LATE}, follow=True).content.decode()
    assert "Editor has decided on this candidate" in said
    assert f"The digest that you typed there: {LATE}" in said


def test_a_candidate_that_was_undone_meanwhile_is_said_to_be_gone(curator):
    known_role()
    document = added()
    url = queue_path(document)
    facts = {"statement": STATEMENT, "aspect": "focus", "accept": "another"}
    curator.post(url, filled(curator.get(url)) | facts)
    fresh = filled(curator.get(url))
    undo = {"decision": Decision.objects.get().pk}
    curator.post(queue_path(document, "undo"), undo)
    late = curator.post(url, fresh | {"statement": LATE, "accept": "yes"}, follow=True)
    assert "This candidate is gone" in late.content.decode()
    assert LATE in late.content.decode()
    again = curator.post(queue_path(document, "undo"), undo, follow=True)
    assert "That decision was undone before" in again.content.decode()


@pytest.mark.parametrize("number", ["", "x", "-1"])
def test_numbers_that_are_none_are_no_error(curator, number):
    document = added()
    assert curator.post(queue_path(document), {"candidate": number}).status_code == 302
    assert curator.post(queue_path(document, "undo"), {"decision": number}).status_code == 302


@pytest.mark.parametrize("address", ["/admin/review/sourcedocument/add/", "/check/"])
def test_a_paste_that_no_form_takes_is_refused_with_the_remedy(curator, address):
    response = curator.post(address, {"text": "lamp " * 600_000})
    assert response.status_code == 413
    assert "upload it as a file" in response.content.decode()
