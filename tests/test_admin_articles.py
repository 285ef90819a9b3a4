"""Articles, voices and passages in admin: the body leads, and what rests on it is kept."""

import pytest

from articles.models import Article, Passage, Voice
from articles.services import save_passage_facts
from tests import factories
from tests.admin import add_path, errors, list_path, path, save

pytestmark = pytest.mark.django_db


def typed(**fields) -> dict[str, object]:
    return {"title": "On roles", "slug": "on-roles", "body": "First.\n\n- Second."} | fields


def test_new_article_gets_markers_passages_voice_and_tags(editor):
    response = save(
        editor,
        add_path(Article),
        **typed(tags="roles, it"),
        voices__TOTAL_FORMS=1,
        voices__0__slug="jane-doe",
        voices__0__name="Jane Doe",
        voices__0__kind="author",
        voices__0__interest="unknown",
        voices__0__order=1,
    )
    assert response.status_code == 302
    article = Article.objects.get()
    assert article.body == "[p1] First.\n\n- [p2] Second."
    assert {passage.voice.name for passage in article.passages.all()} == {"Jane Doe"}
    assert sorted(article.tags.names()) == ["it", "roles"]


def test_article_without_voices_gets_a_nameless_author(editor):
    save(editor, add_path(Article), **typed())
    assert Voice.objects.get().slug == "author"


def test_dropped_marker_of_a_cited_passage_is_refused_and_the_text_kept(editor):
    claim = factories.claim()
    article = claim.citations.get().passage.article
    response = save(editor, path(article), body="A different text altogether.")
    assert f"({claim.slug}) cites it" in errors(response)
    assert b"A different text altogether." in response.content
    article.refresh_from_db()
    assert article.body.startswith("[p1]")


def test_doubled_marker_is_refused_and_both_lines_named(editor):
    article = factories.article()
    response = save(editor, path(article), body="[p1] One.\n\n[p1] Two.")
    assert "[p1] stands on line 1 and on line 3" in errors(response)


def test_voice_that_speaks_is_not_dropped(editor):
    article = factories.article()
    response = save(editor, path(article), voices__0__DELETE="on")
    assert "would require deleting" in errors(response)
    assert article.voices.count() == 1


def test_voice_that_no_longer_speaks_may_be_dropped(editor):
    article = factories.article()
    passage = factories.passage(article)
    passage.voice = factories.voice(article, order=2)
    save_passage_facts(passage)
    assert save(editor, path(article), voices__0__DELETE="on").status_code == 302
    assert article.voices.get() == passage.voice


def test_passage_takes_new_words_through_the_body(editor):
    passage = factories.passage()
    response = save(editor, path(passage), text="Quite *other* words.", no_claim="A lead-in.")
    assert response.status_code == 302
    passage.refresh_from_db()
    assert (passage.text, passage.no_claim) == ("Quite other words.", "A lead-in.")
    assert passage.article.body == "[p1] Quite *other* words."


def test_passage_without_a_change_is_left_alone(editor):
    passage = factories.passage()
    before = passage.history.count(), passage.article.history.count()
    assert save(editor, path(passage)).status_code == 302
    assert (passage.history.count(), passage.article.history.count()) == before


def test_passage_words_that_would_stall_the_page_are_refused(editor):
    passage = factories.passage()
    assert "Remove the long run" in errors(save(editor, path(passage), text="[" * 200))


def test_passage_is_chosen_by_its_words(editor, client):
    article = factories.article(title="A survey", body="[p1] Budgets are small.\n\n[p2]")
    address = "/admin/autocomplete/"
    asked = {"app_label": "roles", "model_name": "citation", "field_name": "passage"}
    found = editor.get(address, asked | {"term": "budgets"}).json()["results"]
    assert found == [
        {"id": str(factories.passage(article).pk), "text": "A survey · p1 · Budgets are small."}
    ]
    assert editor.get(address, asked | {"term": "p2"}).json()["results"] == []  # no digest
    assert editor.get(address, asked | {"term": "a\x00b"}).status_code == 400
    assert client.get(address, asked).status_code == 302


def test_curator_edits_the_passages_of_drafts_only(curator):
    draft = factories.passage(factories.article(status="draft"))
    assert save(curator, path(draft), text="Better.").status_code == 302
    public = factories.passage()
    assert curator.post(path(public), {"text": "Worse."}).status_code == 403
    assert Passage.objects.get(pk=public.pk).text != "Worse."


@pytest.mark.parametrize("state", ["written", "missing", "removed"])
def test_passages_are_found_by_their_digest(editor, state):
    factories.article(body="[p1] Written.\n\n[p2]")
    response = editor.get(list_path(Passage), {"digest": state})
    found = [passage.anchor for passage in response.context["cl"].result_list]
    assert found == {"written": ["p1"], "missing": ["p2"], "removed": []}[state]
