"""Documents come in whole or not at all, and are known again; decisions can be taken back."""

import re
import threading

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone

from articles.models import Article, Passage
from articles.services import edit_passage
from extraction import Refusal
from publishing.services import delete
from review import decisions, services
from review.models import Candidate, Decision, SourceDocument
from roles.models import Citation, Claim
from tests import factories
from tests.admin import account
from tests.review import DIGEST, PAGE, added, draft_of, known_role

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada():
    return account("ada", "editors")


@pytest.fixture
def ben():
    return account("ben", "curators")


def accept(candidate, user, **facts):
    role = facts.pop("role", None) or known_role()
    return decisions.accept(
        candidate, user=user, claim=draft_of(candidate, role=role), digest=DIGEST, **facts
    )


def nothing_is_left() -> bool:
    kinds = (Article, Passage, SourceDocument, Candidate, Claim, Citation)
    return not any(kind.objects.exists() for kind in kinds)


def test_a_document_becomes_a_draft_with_private_source_text():
    document = added()
    article = document.article
    assert (article.title, article.status) == ("Lighthouse chiefs", "draft")
    assert article.published_on == "2016-05-03"
    assert "block" in article.published_how
    assert article.voices.get().name == "Ada Keeper"
    assert re.fullmatch(r"(?:(?:## |- )?\[p\d+\]\n*)+", article.body)
    assert not article.passages.public().exists()
    assert article.passages.filter(source_text__contains="signal systems").count() == 1
    assert {"title", "author", "published"} <= {field for field, _, _ in document.facts}
    assert [each.role for each in document.candidates.all()] == ["cio"] * 3
    assert all(each.reason for each in document.candidates.all())


def test_lists_tables_and_comments_keep_their_kind():
    table = "| Role | Duty |\n|---|---|\n| CIO | Runs the foghorn |\n| CTO | Builds lamps |\n"
    document = added(f"# Horns\n\n- The CIO tests horns.\n\n{table}", "horns.md")
    kinds = list(document.article.passages.values_list("kind", flat=True))
    assert kinds == ["heading", "list-item", *["table-row"] * 3]
    passage = document.article.passages.filter(kind="table-row").first()
    assert edit_passage(passage, source="The CIO looks after foghorns.").text


def test_the_same_bytes_are_recognised():
    first = added()
    with pytest.raises(services.AlreadyAdded) as known:
        added(name="under another name.html")
    assert known.value.document == first
    assert Article.objects.count() == 1


@pytest.mark.parametrize(
    ("data", "name"),
    [(b"", "a.txt"), (b"%PDF-1.7 broken", "a.pdf"), (b"x", "a.exe"), (b"PK\x03\x04no", "a.docx")],
)
def test_a_refusal_leaves_nothing_behind(data, name):
    with pytest.raises(Refusal):
        services.add_document(data, name)
    assert nothing_is_left()


def test_a_killed_import_leaves_nothing_behind(monkeypatch):
    def killed(*args, **facts):
        raise KeyboardInterrupt

    monkeypatch.setattr(services.Candidate.objects, "bulk_create", killed)
    with pytest.raises(KeyboardInterrupt):
        added()
    assert nothing_is_left()
    monkeypatch.undo()
    assert added().candidates.count() == 3


def test_too_many_blocks_are_refused_in_words():
    with pytest.raises(ValidationError, match="Split the article"):
        added("\n\n".join(f"Lamp {n}." for n in range(2100)), "lamps.txt")
    assert nothing_is_left()


def test_accepting_makes_a_draft_that_cites_the_digested_passage(ada):
    candidate = services.lease_next(added(), ada)
    claim = accept(candidate, ada, note="Said of one coast.")
    citation = claim.citations.get()
    assert (claim.status, claim.slug) == (
        "draft",
        "cio-answers-for-lighthouse-signalling-in-the-north",
    )
    assert (citation.passage.text, citation.note) == (DIGEST, "Said of one coast.")
    assert candidate.decision.outcome == "accepted"
    assert services.lease_next(candidate.document, ada) != candidate


def test_accepting_on_a_passage_that_keeps_no_digest_is_refused_and_changes_nothing(ada):
    candidate = services.lease_next(added(), ada)
    claim = draft_of(candidate, role=known_role())
    with pytest.raises(ValidationError, match="digest first"):
        decisions.accept(candidate, user=ada, claim=claim, digest=None)
    assert not Claim.objects.exists()
    assert Candidate.objects.waiting().count() == 3


@pytest.mark.parametrize("stance", ["supports", "disputes"])
def test_merging_cites_the_passage_for_a_claim_that_is_there(ada, stance):
    known = factories.claim(role=known_role())
    candidate = services.lease_next(added(), ada)
    decisions.merge(candidate, user=ada, into=known, stance=stance, digest=DIGEST)
    assert known.citations.get(passage=candidate.passage).stance == stance
    decisions.undo(candidate.decision, user=ada)
    assert not known.citations.filter(passage=candidate.passage).exists()
    assert services.lease_next(candidate.document, ada) == candidate


def test_a_second_merge_with_another_stance_is_refused(ada):
    known = factories.claim(role=known_role())
    first, second = added().candidates.all()[:2]
    Candidate.objects.filter(pk=second.pk).update(passage=first.passage)
    second.refresh_from_db()
    decisions.merge(first, user=ada, into=known, stance="supports", digest=DIGEST)
    with pytest.raises(ValidationError, match="cites this passage already"):
        decisions.merge(second, user=ada, into=known, stance="disputes", digest=DIGEST)
    decisions.merge(second, user=ada, into=known, stance="supports", digest=DIGEST)
    decisions.undo(Decision.objects.get(candidate=second), user=ada)
    assert known.citations.filter(passage=first.passage).exists()


def test_undoing_an_accepted_draft_deletes_it(ada):
    candidate = services.lease_next(added(), ada)
    accept(candidate, ada)
    assert decisions.undo(candidate.decision, user=ada) == candidate
    assert not Claim.objects.exists()
    assert services.lease_next(candidate.document, ada) == candidate
    assert accept(Candidate.objects.get(pk=candidate.pk), ada, role=factories.role()).pk


def test_undoing_what_readers_know_withdraws_it(ada):
    candidate = services.lease_next(added(), ada)
    claim = accept(candidate, ada)
    decisions.publish(candidate.document, claims=[claim])
    assert list(Claim.objects.public()) == [claim]
    decisions.undo(candidate.decision, user=ada)
    claim.refresh_from_db()
    assert claim.is_withdrawn
    assert candidate in Candidate.objects.waiting()


def test_undo_is_refused_while_another_candidate_rests_on_the_claim(ada):
    first, second = added().candidates.all()[:2]
    claim = accept(first, ada)
    decisions.merge(second, user=ada, into=claim, stance="supports", digest=DIGEST)
    with pytest.raises(ValidationError, match="merged into"):
        decisions.undo(first.decision, user=ada)
    assert Claim.objects.get() == claim


def test_splitting_puts_parts_in_its_place_and_can_be_undone(ada):
    candidate = services.lease_next(added(), ada)
    parts = decisions.split(candidate, user=ada, parts=["The CIO signals.", "On the coast."])
    document = candidate.document
    assert [each.text for each in document.candidates.waiting()][:2] == [p.text for p in parts]
    decisions.reject(parts[0], user=ada, reason="No claim.")
    with pytest.raises(ValidationError, match="its parts first"):
        decisions.undo(candidate.decision, user=ada)
    decisions.undo(parts[0].decision, user=ada)
    decisions.undo(Decision.objects.get(candidate=candidate), user=ada)
    assert document.candidates.count() == 3
    with pytest.raises(ValidationError, match="two or more"):
        decisions.split(candidate, user=ada, parts=["Only one."])


def test_what_was_decided_is_not_proposed_again(ada):
    document = added()
    first, second, third = document.candidates.all()
    claim = accept(first, ada)
    decisions.reject(second, user=ada, reason="No claim.")
    again = added(
        PAGE.replace("</main>", "<p>The CIO hires the keepers of lighthouses.</p></main>")
    )
    texts = {each.text for each in again.candidates.all()}
    assert third.text in texts
    assert not {first.text, second.text} & texts
    assert any("keepers" in text for text in texts)
    assert again.remembered == 2
    assert claim.citations.count() == 1


def test_case_and_punctuation_do_not_make_new_words(ada):
    for candidate in added().candidates.all():
        decisions.reject(candidate, user=ada, reason="No claim.")
    again = added(PAGE.replace("northern coast.", "NORTHERN coast!"))
    assert (again.candidates.count(), again.remembered) == (0, 3)


def test_short_words_are_remembered_for_their_own_document_only(ada):
    text = "# {}\n\n## What the CIO does\n\n- Runs the foghorn\n"
    only = added(text.format("Horns"), "a.md").candidates.get()
    decisions.reject(only, user=ada, reason="No claim.")
    assert added(text.format("Horns") + "\n", "b.md").candidates.count() == 0
    assert added(text.format("Bells"), "c.md").candidates.count() == 1


def test_decisions_outlive_the_draft_they_were_made_on(ada):
    document = added()
    for candidate in document.candidates.all():
        decisions.reject(candidate, user=ada, reason="No claim.")
    delete(document.article)
    assert added().remembered == 3


def test_a_candidate_is_leased_to_one_curator(ada, ben):
    document = added()
    mine = services.lease_next(document, ada)
    assert services.lease_next(document, ada) == mine
    assert services.lease_next(document, ben) != mine
    with pytest.raises(ValidationError, match="ada is at this candidate"):
        decisions.reject(mine, user=ben, reason="No claim.")
    Candidate.objects.filter(pk=mine.pk).update(leased_until=timezone.now())
    decisions.reject(mine, user=ben, reason="No claim.")
    with pytest.raises(ValidationError, match="ben has decided"):
        decisions.reject(Candidate.objects.get(pk=mine.pk), user=ada, reason="No claim.")


def test_skipped_candidates_come_again_at_the_end(ada):
    document = added()
    first, second, third = document.candidates.all()
    services.skip(first, user=ada)
    for candidate in (second, third):
        assert services.lease_next(document, ada) == candidate
        decisions.reject(candidate, user=ada, reason="No claim.")
    assert services.lease_next(document, ada) == first


@pytest.mark.django_db(transaction=True)
def test_two_curators_at_once_never_get_the_same():
    document = added()
    users = [account(f"curator-{n}", "curators") for n in range(3)]
    gate, got = threading.Barrier(3), []

    def work(user):
        gate.wait(60)
        got.append(services.lease_next(document, user))
        connection.close()

    threads = [threading.Thread(target=work, args=[user]) for user in users]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    assert len({candidate.pk for candidate in got}) == 3
