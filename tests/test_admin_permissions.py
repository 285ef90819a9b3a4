"""Who may do what: groups, states, deletion, and steps taken with many entries at once."""

import datetime

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from taggit.models import Tag

from articles.models import Article
from dataset.models import LoadedEntry
from publishing.models import ChangeSet, ContentVersion, Redirect
from review.models import Candidate, Decision
from roles.models import (
    Citation,
    Claim,
    DecisionArea,
    Disagreement,
    Responsibility,
    Role,
    SentenceClaim,
)
from tests import factories
from tests.admin import account, add_path, client_of, errors, list_path, path, save

pytestmark = pytest.mark.django_db

# A counter, what histories name, and what only the loader and the queue keep: nobody types them.
# The claims of a sentence are two of its fields.
NOT_IN_ADMIN = {ChangeSet, ContentVersion, LoadedEntry, Candidate, Decision, SentenceClaim}


def test_every_model_is_registered_or_inline():
    inline = {inline.model for each in admin.site._registry.values() for inline in each.inlines}
    tagged = {Claim.tags.through, Article.tags.through}
    for room in ("permalinks", "articles", "roles", "dataset", "review", "curation"):
        for model in apps.get_app_config(room).get_models():
            if not model.__name__.startswith("Historical"):
                shown = model in admin.site._registry or model in inline | tagged | NOT_IN_ADMIN
                assert shown, model


def test_groups_are_made_once_and_keep_what_was_added():
    editors = Group.objects.get(name="editors")
    before = editors.permissions.count()
    extra = Permission.objects.get(codename="add_user")
    editors.permissions.add(extra)
    editors.permissions.remove(Permission.objects.get(codename="publish_claim"))
    call_command("migrate", verbosity=0)
    assert editors.permissions.count() == before + 1
    assert extra in editors.permissions.all()


MADE = {
    "article": factories.article,
    "role": factories.role,
    "claim": factories.claim,
    "disagreement": lambda **fields: factories.disagreement(
        [factories.claim()], [factories.claim()], **fields
    ),
    "answer": factories.answer,
}


@pytest.mark.parametrize("kind", MADE)
class TestCurators:
    def test_change_drafts(self, curator, kind):
        entry = MADE[kind](status="draft")
        assert save(curator, path(entry), slug="another-slug").status_code == 302

    def test_do_not_publish(self, curator, kind):
        entry = MADE[kind](status="draft")
        assert "Only editors publish" in errors(save(curator, path(entry), status="published"))

    def test_do_not_change_what_is_published(self, curator, kind):
        entry = MADE[kind]()
        response = curator.get(path(entry))
        assert response.status_code == 200
        assert b'name="_save"' not in response.content
        assert curator.post(path(entry), {"status": "draft"}).status_code == 403

    def test_delete_nothing(self, curator, kind):
        entry = MADE[kind](status="draft")
        assert curator.post(path(entry, "delete"), {"post": "yes"}).status_code == 403

    def test_see_no_actions_of_editors(self, curator, editor, kind):
        entry = MADE[kind](status="draft")
        assert b"publish_selected" not in curator.get(list_path(type(entry))).content
        assert b"publish_selected" in editor.get(list_path(type(entry))).content
        act(curator, "publish_selected", [entry], confirmed="yes")
        entry.refresh_from_db()
        assert entry.is_draft


def act(client, action: str, entries: list, **more):
    data = {"action": action, "_selected_action": [entry.pk for entry in entries]}
    return client.post(list_path(type(entries[0])), data | more, follow=True)


@pytest.mark.parametrize("kind", MADE)
class TestEditors:
    def test_publish_and_withdraw_in_the_form(self, editor, kind):
        entry = MADE[kind](status="draft")
        assert save(editor, path(entry), status="published").status_code == 302
        entry.refresh_from_db()
        assert entry.is_published

    def test_publish_and_withdraw_many(self, editor, kind):
        entries = [MADE[kind](status="draft") for _ in range(2)]
        assert b"Publish 2" in act(editor, "publish_selected", entries).content
        assert type(entries[0]).objects.filter(status="draft").count() == 2  # asked first
        act(editor, "publish_selected", entries, confirmed="yes")
        for entry in entries:
            entry.refresh_from_db()
            assert entry.is_published
        response = act(editor, "withdraw_selected", entries, confirmed="yes", because="")
        assert b"This field is required" in response.content
        act(editor, "withdraw_selected", entries, confirmed="yes", because="All wrong.")
        for entry in entries:
            entry.refresh_from_db()
            assert entry.is_withdrawn
            assert entry.withdrawn_because == "All wrong."

    def test_delete_drafts(self, editor, kind):
        entry = MADE[kind](status="draft")
        assert editor.post(path(entry, "delete"), {"post": "yes"}).status_code == 302
        assert not type(entry).objects.filter(pk=entry.pk).exists()

    def test_never_delete_what_was_published(self, editor, kind):
        entry, draft = MADE[kind](), MADE[kind](status="draft")
        response = editor.post(path(entry, "delete"), {"post": "yes"})
        assert b"its address lives for ever" in response.content
        response = act(editor, "delete_selected", [entry, draft], post="yes")
        assert b"its address lives for ever" in response.content
        assert type(entry).objects.filter(pk__in=[entry.pk, draft.pk]).count() == 2


def test_bulk_publishing_lists_what_cannot_be_and_does_the_rest(editor):
    good = factories.claim(status="draft")
    bad = factories.claim(status="draft", cites=[])
    page = act(editor, "publish_selected", [good, bad]).content.decode()
    assert page.index("Not possible") < page.index(bad.statement)
    assert "needs a supporting citation" in page
    done = act(editor, "publish_selected", [good, bad], confirmed="yes").content.decode()
    assert "Published 1 claim." in done
    assert "needs a supporting citation" in done
    assert Claim.objects.public().get() == good
    assert good.history.first().history_user.username == "editor"


def test_never_published_entries_are_not_withdrawn(editor):
    draft = factories.claim(status="draft")
    page = act(editor, "withdraw_selected", [draft]).content.decode()
    assert "It was never published" in page


@pytest.mark.parametrize("bulk", [True, False])
def test_vocabulary_behind_published_claims_is_not_deleted(editor, bulk):
    claim = factories.claim(aspect="responsibility", role=factories.role(status="draft"))
    duty, area = claim.responsibility, claim.responsibility.decision_area
    for entry in (duty, area, claim.role):
        if bulk:
            response = act(editor, "delete_selected", [entry], post="yes")
        else:
            response = editor.post(path(entry, "delete"), {"post": "yes"})
        assert "it is named by" in response.content.decode()
        assert type(entry).objects.filter(pk=entry.pk).exists()


def test_vocabulary_once_public_is_kept_though_nothing_names_it_now(editor):
    claim = factories.claim(aspect="responsibility")
    duty = claim.responsibility
    save(editor, path(claim), responsibility=factories.responsibility().pk)
    response = editor.post(path(duty, "delete"), {"post": "yes"})
    assert b"has stood behind a published claim" in response.content


def test_unused_vocabulary_is_deleted(editor):
    for entry in (factories.responsibility(), factories.context(), factories.point()):
        assert editor.post(path(entry, "delete"), {"post": "yes"}).status_code == 302
        assert not type(entry).objects.filter(pk=entry.pk).exists()


def test_cited_draft_article_is_not_deleted(editor):
    passage = factories.passage(factories.article(status="draft"))
    claim = factories.claim(status="draft", cites=passage)
    page = editor.get(path(passage.article, "delete")).content.decode()
    assert "it is named by citation" in page
    assert 'value="yes"' not in page
    editor.post(path(passage.article, "delete"), {"post": "yes"})
    assert Citation.objects.filter(claim=claim).exists()


def test_looking_at_a_deletion_deletes_nothing(editor):
    claim = factories.claim(status="draft")
    editor.get(path(claim, "delete"))
    assert Claim.objects.filter(pk=claim.pk).exists()
    assert claim.history.count() == claim.history.exclude(history_type="-").count()


def test_redirects_are_read_by_editors_and_made_by_superusers(editor, curator):
    Redirect.objects.create(kind="role", old_slug="it-head", new_slug="cio")
    assert b"it-head" in editor.get(list_path(Redirect)).content
    assert curator.get(list_path(Redirect)).status_code == 403
    assert editor.get(add_path(Redirect)).status_code == 403
    root = client_of(account("root", is_superuser=True))
    response = save(root, add_path(Redirect), kind="role", old_slug="cio", new_slug="chief")
    assert response.status_code == 302
    assert Redirect.objects.get(old_slug="it-head").new_slug == "chief"  # straight there


def test_old_versions_are_read_and_not_written(editor):
    claim = factories.claim()
    page = f"{path(claim, 'history')}{claim.history.first().pk}/"
    assert editor.get(page).status_code == 200
    assert editor.post(page, {"statement": "x"}).status_code == 403


def test_old_versions_of_voices_are_not_written_either(editor):
    voice = factories.voice(factories.article())
    page = f"{path(voice, 'history')}{voice.history.first().pk}/"
    assert editor.post(page, {"name": "x"}).status_code in {302, 403, 404}
    voice.refresh_from_db()
    assert voice.name == "A. Speaker"


def test_deletion_that_is_refused_at_the_last_moment_is_said(editor, monkeypatch):
    """As if somebody had cited the passage after the page looked."""
    role = factories.role(status="draft")
    monkeypatch.setattr("curation.admin.entries.refusals", lambda act: [])
    factories.claim(role=role)
    response = editor.post(path(role, "delete"), {"post": "yes"}, follow=True)
    assert "it is named by claim" in response.content.decode()
    response = act(editor, "delete_selected", [role], post="yes")
    assert "it is named by claim" in response.content.decode()


@pytest.mark.parametrize(
    "model", [Article, Role, Claim, Disagreement, DecisionArea, Responsibility, Tag]
)
def test_pages_for_adding_open(curator, model):
    response = curator.get(add_path(model))
    assert response.status_code == 200
    assert "unsafe-inline" not in response["Content-Security-Policy"]


def test_index_and_lists_open_for_a_superuser(db):
    factories.disagreement([factories.claim(tags=["x"])], [factories.claim()])
    root = client_of(account("root", is_superuser=True))
    assert b"CIO KB curation" in root.get("/admin/").content
    for model in admin.site._registry:
        assert root.get(list_path(model), {"q": "a"}).status_code == 200, model


def test_dates_follow_the_state(editor):
    claim = factories.claim(status="draft")
    save(editor, path(claim), status="published")
    claim.refresh_from_db()
    assert claim.first_published_on == datetime.datetime.now(datetime.UTC).date()
