"""Adding a document and deciding on its candidates, as a browser sends it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from articles.models import Article
from review import services
from review.models import Candidate, Decision, SourceDocument
from roles.models import Claim, Responsibility
from tests import factories
from tests.admin import account, client_of, filled
from tests.review import DIGEST, PAGE, STATEMENT, added, known_role, queue_path

pytestmark = pytest.mark.django_db
ADD = "/admin/review/sourcedocument/add/"


def upload(client, data=None, name="lighthouse.html", **fields):
    file = SimpleUploadedFile(name, PAGE.encode() if data is None else data)
    return client.post(ADD, {"file": file, "kind": "article", **fields}, follow=True)


def press(client, document, button: str, value: str = "yes", **typed):
    """Open the queue, fill in, press one button."""
    url = queue_path(document)
    data = filled(client.get(url)) | typed | {button: value}
    return client.post(url, {name: each for name, each in data.items() if each is not None})


def page_errors(response) -> str:
    form = response.context["form"]
    return str(form.errors) + str(form.non_field_errors())


def test_an_uploaded_page_leads_to_its_first_candidate(curator):
    response = upload(curator)
    assert "3 candidates wait" in response.content.decode()
    assert response.context["candidate"].text.startswith("The CIO is responsible")
    assert "1 of 3" in response.content.decode()
    assert "no-store" in response["Cache-Control"]


def test_a_pasted_text_will_do(curator):
    text = "What the CIO does\n\nThe CIO decides which foghorn is bought."
    response = curator.post(ADD, {"text": text, "kind": "study"}, follow=True)
    assert response.context["candidate"].aspect == "decision"
    assert Article.objects.get().kind == "study"


def test_the_same_file_twice_is_recognised_with_a_link(curator):
    upload(curator)
    response = upload(curator, name="again.html")
    document = SourceDocument.objects.get()
    assert f"/admin/review/sourcedocument/{document.pk}/change/" in response.content.decode()


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"name": "lamp.exe"}, "no kind of file"),
        ({"data": b"", "name": "lamp.txt"}, "empty"),
        ({"data": b"\x00\x01\x02", "name": "lamp.txt"}, "no text"),
        ({"data": b"%PDF-1.7 broken", "name": "lamp.pdf"}, ""),
        ({"data": b"PK\x03\x04 no zip", "name": "lamp.docx"}, ""),
        ({"data": b"just words", "name": "lamp.html"}, "not what its name says"),
        ({"data": b"a" * 5_000_001, "name": "lamp.txt"}, "larger than 5 MB"),
        ({"text": "and a text"}, "one of the two"),
    ],
)
def test_a_refusal_is_an_error_of_the_form_and_leaves_nothing(curator, fields, says):
    response = upload(curator, **fields)
    assert response.context["form"].errors
    assert says in page_errors(response)
    assert not Article.objects.exists()
    assert not SourceDocument.objects.exists()


def test_accepting_takes_a_digest_and_a_statement(curator):
    known_role()
    document = added()
    response = press(
        curator, document, "accept", digest=DIGEST, statement=STATEMENT, aspect="focus"
    )
    assert response.status_code == 302
    claim = Claim.objects.get()
    assert (claim.status, claim.statement, claim.involvement) == ("draft", STATEMENT, "")
    assert "2 of 3" in curator.get(queue_path(document)).content.decode()


def test_fields_are_filled_with_what_the_extractor_read(curator):
    role = known_role()
    duty = factories.responsibility(title="Run the signal systems of lighthouses")
    form = curator.get(queue_path(added())).context["form"]
    assert form["role"].initial == role.pk
    assert form["aspect"].initial == "responsibility"
    assert form["involvement"].initial == "accountable"
    assert form["responsibility"].initial == duty.pk
    assert form["statement"].initial == "The CIO "


def test_what_is_missing_is_said_and_what_was_typed_stays(curator):
    known_role()
    response = press(curator, added(), "accept", digest=DIGEST, statement="")
    assert "statement" in response.context["form"].errors
    assert DIGEST.replace("'", "&#x27;") in response.content.decode()
    assert not Claim.objects.exists()


def test_without_a_digest_the_statement_stands_for_it(curator):
    known_role()
    press(curator, added(), "accept", digest="", statement=STATEMENT, aspect="focus")
    assert Claim.objects.get().citations.get().passage.text == STATEMENT


def test_a_dispute_needs_a_digest(curator):
    known = factories.claim(role=known_role(), status="draft")
    response = press(curator, added(), "merge", f"disputes:{known.pk}", digest=" ")
    assert "digest first" in response.content.decode()
    assert not Decision.objects.exists()


def test_a_curator_gives_no_published_article_a_digest(curator, editor):
    known_role()
    document = added()
    editor.post(queue_path(document, "publish"), {})
    response = press(curator, document, "accept", statement=STATEMENT, aspect="focus")
    assert "digest first" in page_errors(response)
    assert not Claim.objects.exists()


@pytest.mark.parametrize("field", ["statement", "digest"])
def test_shared_wording_is_warned_of_once(curator, field):
    known_role()
    document = added()
    typed = {"digest": DIGEST, "statement": STATEMENT, "aspect": "focus"}
    typed[field] = "The CIO is responsible for the signal systems of every lighthouse."
    response = press(curator, document, "accept", **typed)
    assert "stands in the original too" in page_errors(response)
    assert not Claim.objects.exists()
    response = press(curator, document, "accept", **typed, keep_words="on")
    assert response.status_code == 302
    assert Claim.objects.count() == 1


def test_denial_follows_from_the_involvement(curator):
    known_role()
    duty = factories.responsibility()
    press(
        curator, added(), "accept", digest=DIGEST, statement=STATEMENT,
        aspect="responsibility", involvement="excluded", responsibility=str(duty.pk),
    )  # fmt: skip
    assert Claim.objects.get().denies


def test_role_and_aspect_are_corrected_and_held_against_other_entries(curator):
    known_role()
    cto = factories.role(slug="cto", title="Chief Technology Officer", acronym="CTO")
    known = factories.claim(
        role=cto, aspect="focus", statement="The CTO is responsible for signal systems."
    )
    document = added()
    response = press(
        curator, document, "correct", role=str(cto.pk), aspect="focus", statement="Half a thought"
    )
    assert [each.entry for each in response.context["similar"].claims] == [known]
    assert "Half a thought" in response.content.decode()
    assert Candidate.objects.first().role == "cto"


def test_a_new_responsibility_is_made_and_chosen(curator):
    known_role()
    area = factories.decision_area()
    document = added()
    typed = {"new-title": "Tend the lamps", "new-decision_area": str(area.pk), "statement": "Half"}
    response = press(curator, document, "duty", **typed)
    duty = Responsibility.objects.get()
    assert duty.slug == "tend-the-lamps"
    assert response.context["form"]["responsibility"].value() == duty.pk
    assert "Half" in response.content.decode()
    assert "There is one" in press(curator, document, "duty", **typed).content.decode()


def test_reject_skip_split_and_undo(curator):
    document = added()
    first = document.candidates.first()
    press(curator, document, "reject", "Too vague to be a claim")
    assert Decision.objects.get().reason == "Too vague to be a claim"
    press(curator, document, "skip")
    press(curator, document, "split", parts="The CIO chooses.\nLamps are new.")
    assert curator.get(queue_path(document)).context["candidate"].text == "The CIO chooses."
    assert "Say why" in press(curator, document, "reject", "").content.decode()
    decision = Decision.objects.get(candidate=first)
    curator.post(queue_path(document, "undo"), {"decision": decision.pk})
    assert curator.get(queue_path(document)).context["candidate"] == first


def test_the_digest_can_be_saved_alone(curator):
    document = added()
    press(curator, document, "digest_only", digest=DIGEST)
    assert document.article.passages.public().get().text
    assert document.candidates.waiting().count() == 3


def test_the_last_candidate_leads_to_the_document(editor):
    known_role()
    document = added()
    press(editor, document, "accept", digest=DIGEST, statement=STATEMENT, aspect="focus")
    for _ in range(2):
        press(editor, document, "reject", "Too vague to be a claim")
    response = editor.get(queue_path(document), follow=True)
    assert "Every candidate has a decision" in response.content.decode()
    claim = Claim.objects.get()
    editor.post(queue_path(document, "publish"), {"claim": claim.pk})
    assert list(Claim.objects.public()) == [claim]


def test_publishing_at_once_is_offered_once_the_article_is_out(editor):
    known_role()
    document = added()
    assert "publish" not in editor.get(queue_path(document)).context["form"].fields
    editor.post(queue_path(document, "publish"), {})
    typed = {"digest": DIGEST, "statement": STATEMENT, "aspect": "focus"}
    press(editor, document, "accept", **typed, publish="on")
    assert Claim.objects.public().count() == 1


def test_curators_draft_only(curator):
    role = known_role()
    known = factories.claim(role=role, statement="The CIO is responsible for signal systems.")
    document = added()
    response = press(curator, document, "merge", f"supports:{known.pk}", digest=DIGEST)
    assert "only editors" in response.content.decode()
    assert curator.post(queue_path(document, "publish"), {}).status_code == 403
    press(
        curator, document, "accept", digest=DIGEST, statement=STATEMENT, aspect="focus",
        publish="on", status="published",
    )  # fmt: skip
    assert Claim.objects.exclude(pk=known.pk).get().is_draft
    assert Article.objects.get(pk=document.article_id).is_draft
    draft = factories.claim(role=role, status="draft", statement="The CIO reports to harbours.")
    assert (
        press(curator, document, "merge", f"supports:{draft.pk}", digest=DIGEST).status_code == 302
    )


def test_curators_undo_their_own_only(curator, editor):
    document = added()
    press(editor, document, "reject", "Too vague to be a claim")
    decision = Decision.objects.get()
    undo = queue_path(document, "undo")
    assert curator.post(undo, {"decision": decision.pk}).status_code == 403
    assert editor.post(undo, {"decision": decision.pk}).status_code == 302
    assert not Decision.objects.exists()


def test_a_curator_leaves_the_digest_of_a_published_article_alone(curator, editor):
    document = added()
    press(editor, document, "digest_only", digest=DIGEST)
    editor.post(queue_path(document, "publish"), {})
    services.release(document.candidates.first())
    known_role()
    typed = {"statement": STATEMENT, "aspect": "focus"}
    response = press(curator, document, "accept", digest="Mine now.", **typed)
    assert response.status_code == 302
    assert Claim.objects.get().citations.get().passage.text == DIGEST


@pytest.mark.parametrize("page", ["queue", "undo", "publish", "sourcedocument_change"])
def test_strangers_are_kept_out(client, page):
    document = added()
    address = queue_path(document, page)
    assert "/admin/login/" in client.get(address)["Location"]
    staff = client_of(account("somebody"))
    assert staff.get(address).status_code in (403, 404)
    assert staff.post(address, {}).status_code in (403, 404)
    assert staff.get(ADD).status_code == 403


def test_two_curators_see_different_candidates(curator, editor):
    document = added()
    mine = curator.get(queue_path(document)).context["candidate"]
    assert editor.get(queue_path(document)).context["candidate"] != mine
    data = {"candidate": mine.pk, "reject": "Too vague to be a claim"}
    response = editor.post(queue_path(document), data, follow=True)
    assert "Curator is at this candidate now" in response.content.decode()
    assert not Decision.objects.exists()


def test_source_text_stays_in_admin(client, editor):
    known_role()
    document = added()
    press(editor, document, "accept", digest=DIGEST, statement=STATEMENT, aspect="focus")
    editor.post(queue_path(document, "publish"), {"claim": Claim.objects.get().pk})
    for address in (document.article.get_absolute_url(), "/roles/cio/"):
        page = client.get(address).content.decode()
        assert "signal systems" not in page
        assert STATEMENT in page
