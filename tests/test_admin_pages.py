"""Previews, re-checks, withdrawing, merging and renaming."""

import pytest
from django.urls import reverse

from articles.services import edit_passage
from publishing.models import ContentVersion, Redirect
from roles.models import Citation, Claim, Responsibility
from tests import factories
from tests.admin import errors, path, said, save

pytestmark = pytest.mark.django_db


class TestPreview:
    @pytest.mark.parametrize("make", [factories.claim, factories.article, factories.role])
    def test_draft_is_shown_as_readers_would_see_it(self, editor, client, make):
        entry = make(status="draft")
        version = ContentVersion.objects.get().number
        response = editor.get(path(entry, "preview"))
        page = response.content.decode()
        assert str(entry) in page
        assert "preview-banner" in page
        assert path(entry) in page
        assert response["X-Robots-Tag"] == "noindex"
        assert 'content="noindex"' in page
        assert "no-store" in response["Cache-Control"]
        assert client.get(entry.get_absolute_url()).status_code == 404
        assert client.get(path(entry, "preview")).status_code == 302
        entry.refresh_from_db()
        assert entry.is_draft
        assert ContentVersion.objects.get().number == version

    def test_it_is_drawn_whatever_the_browser_keeps(self, editor, client):
        entry = factories.claim()
        kept = client.get(entry.get_absolute_url())["ETag"]
        response = editor.get(path(entry, "preview"), headers={"if-none-match": kept})
        assert response.status_code == 200
        assert "preview-banner" in response.content.decode()
        assert "ETag" not in response

    def test_disagreement(self, editor):
        claims = [factories.claim(status="draft") for _ in range(2)]
        entry = factories.disagreement(*([claim] for claim in claims), status="draft")
        page = editor.get(path(entry, "preview")).content.decode()
        assert all(claim.statement in page for claim in claims)
        assert Claim.objects.filter(status="draft").count() == 2

    def test_what_stands_against_publication_is_said(self, editor):
        draft = factories.claim(status="draft", cites=[])
        page = editor.get(path(draft, "preview")).content.decode()
        assert "needs a supporting citation" in page

    def test_public_pages_say_nothing_of_it(self, client):
        assert b"preview-banner" not in client.get(factories.claim().get_absolute_url()).content


class TestRecheck:
    @pytest.fixture
    def stale(self):
        claim = factories.claim()
        passage = claim.citations.get().passage
        edit_passage(passage, source="A digest of the second block.")
        return claim.citations.get()

    def test_old_and_new_words_stand_side_by_side(self, editor, stale):
        page = editor.get(reverse("admin:recheck")).content.decode()
        assert "<del>first</del>" in page
        assert "<ins>second</ins>" in page

    def test_confirmed_citation_leaves_the_page(self, editor, stale):
        response = editor.post(
            reverse("admin:recheck"), {"citation": stale.pk, "read": stale.passage.text}
        )
        assert "Confirmed" in said(response)
        assert not Citation.objects.needing_recheck().exists()
        assert "Confirmed" in stale.history.first().history_change_reason

    def test_words_that_nobody_read_are_not_confirmed(self, editor, stale):
        response = editor.post(
            reverse("admin:recheck"), {"citation": stale.pk, "read": "Older words."}
        )
        assert "has changed again" in said(response)
        assert Citation.objects.needing_recheck().exists()

    def test_amended_in_the_form_of_the_claim(self, editor, stale):
        save(editor, path(stale.claim), statement="Amended.")
        assert Citation.objects.needing_recheck().exists()
        save(editor, path(stale.claim), citations__0__confirm="on")
        assert not Citation.objects.needing_recheck().exists()

    def test_curators_confirm_for_drafts_only(self, curator, stale):
        sent = {"citation": stale.pk, "read": stale.passage.text}
        assert curator.post(reverse("admin:recheck"), sent).status_code == 403
        assert b"Amend the claim" in curator.get(reverse("admin:recheck")).content

    @pytest.mark.parametrize("number", ["", "0", "x"])
    def test_unknown_citation_is_not_found(self, editor, number):
        assert editor.post(reverse("admin:recheck"), {"citation": number}).status_code == 404


class TestWithdrawing:
    def test_article_after_the_claims_that_fall_silent(self, editor):
        article = factories.article()
        alone = factories.claim(cites=factories.passage(article))
        shared = factories.claim(cites=[factories.passage(article), factories.passage()])
        page = editor.get(path(article, "withdraw")).content.decode()
        assert "fall silent" in page
        assert alone.statement in page
        assert shared.statement not in page
        article.refresh_from_db()
        assert article.is_published
        response = editor.post(
            path(article, "withdraw"), {"confirmed": "yes", "because": "It was retracted."}
        )
        assert response.status_code == 302
        article.refresh_from_db()
        assert article.is_withdrawn
        assert set(Claim.objects.public()) == {shared}
        assert set(Claim.objects.published_not_public()) == {alone}

    def test_article_not_by_the_form_alone(self, editor):
        article = factories.article()
        response = save(editor, path(article), status="withdrawn", withdrawn_because="x")
        assert "first lists the claims" in errors(response)

    def test_role_silences_its_claims(self, editor):
        claim = factories.claim()
        assert claim.statement in editor.get(path(claim.role, "withdraw")).content.decode()

    def test_curators_may_not(self, curator):
        assert curator.get(path(factories.article(), "withdraw")).status_code == 403


class TestMergingAndRenaming:
    def test_claims(self, editor):
        role = factories.role()
        loser, winner = factories.claim(role=role), factories.claim(role=role)
        assert editor.get(path(loser, "merge")).status_code == 200
        response = editor.post(path(loser, "merge"), {"into": winner.pk})
        assert response["Location"] == path(winner)
        assert winner.citations.count() == 2

    def test_refusal_is_said_on_the_page(self, editor):
        loser, other = factories.claim(), factories.claim()
        page = editor.post(path(loser, "merge"), {"into": other.pk}).content.decode()
        assert "about different roles" in page

    def test_responsibilities(self, editor):
        claim = factories.claim(aspect="responsibility")
        loser, winner = claim.responsibility, factories.responsibility()
        assert editor.post(path(loser, "merge"), {"into": winner.pk}).status_code == 302
        assert Responsibility.objects.get() == winner
        assert Redirect.objects.get().new_slug == winner.slug

    def test_curators_may_not_merge(self, curator):
        claim = factories.claim(status="draft", aspect="responsibility")
        for entry in (claim, claim.responsibility):
            assert curator.post(path(entry, "merge"), {"into": entry.pk}).status_code == 403

    @pytest.mark.parametrize(
        "make", [factories.claim, factories.article, factories.role, factories.responsibility]
    )
    def test_rename(self, editor, make):
        entry = make()
        old = entry.slug
        response = editor.post(path(entry, "rename"), {"slug": "better-name"})
        assert response.status_code == 302
        assert Redirect.objects.get(old_slug=old).new_slug == "better-name"
        page = editor.post(path(entry, "rename"), {"slug": "better-name"}).content.decode()
        assert "That is its slug already" in page

    def test_curators_rename_drafts_only(self, curator):
        assert curator.get(path(factories.claim(), "rename")).status_code == 403
        draft = factories.claim(status="draft")
        assert curator.post(path(draft, "rename"), {"slug": "other"}).status_code == 302

    def test_unknown_entry_is_said(self, editor):
        claim = factories.claim()
        response = editor.get(path(claim, "merge").replace(str(claim.pk), "999"))
        assert response.status_code == 302
        assert "Perhaps it was deleted" in said(response)
