"""What curators do beyond typing: finding, previewing, re-checking, merging, renaming, exporting,
withdrawing; and two of them at once.
"""

import csv
import io
import json

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from taggit.models import Tag

from articles.models import Article, Passage, Voice
from articles.services import edit_passage, save_passage_facts, withdraw
from permalinks.models import ContentVersion, Redirect
from roles.models import Citation, Claim, Context, DecisionArea, Disagreement, Responsibility, Role
from tests import factories
from tests.admin import account, add_path, client_of, errors, filled, list_path, path, save

SHOWN = [
    *(Article, Passage, Voice, Claim, Role, Disagreement),
    *(Responsibility, DecisionArea, Context, Tag),
]

pytestmark = pytest.mark.django_db


def said(response) -> str:
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def found(client, **filters) -> set[Claim]:
    response = client.get(list_path(Claim), filters)
    assert response.status_code == 200
    return set(response.context["cl"].result_list)


class TestFinding:
    def test_by_state(self, editor):
        plain, uncited = factories.claim(), factories.claim(status="draft", cites=[])
        disputed, stale, silent = (factories.claim() for _ in range(3))
        factories.cite(disputed, factories.passage(), stance="disputes")
        edit_passage(stale.citations.get().passage, source="Other words.")
        withdraw(silent.citations.get().passage.article, because="Gone.")
        assert found(editor, state="public") == {plain, disputed, stale}
        assert found(editor, state="uncited") == {uncited}
        assert found(editor, state="contested") == {disputed}
        assert found(editor, state="recheck") == {stale}
        assert found(editor, state="not-public") == {silent}

    def test_by_source_voice_tag_and_words(self, editor):
        claim, _ = factories.claim(tags=["budget"]), factories.claim()
        passage = claim.citations.get().passage
        speaker = factories.voice(passage.article, name="Ada Speaker")
        assert found(editor, article=passage.article.pk) == {claim}
        assert found(editor, voice=passage.voice.pk) == {claim}
        assert found(editor, voice=speaker.pk) == set()
        save(editor, path(claim), citations__0__voice=speaker.pk)
        assert found(editor, voice=speaker.pk) == {claim}
        assert found(editor, voice=passage.voice.pk) == set()
        assert found(editor, q="ada speaker") == {claim}
        assert found(editor, tag=claim.tags.get().pk) == {claim}
        assert found(editor, role__id__exact=claim.role.pk, aspect="definition") == {claim}

    @pytest.mark.parametrize("name", ["article", "voice", "tag", "state"])
    def test_nonsense_in_the_address_is_no_error(self, editor, name):
        factories.claim()
        assert editor.get(list_path(Claim), {name: "nonsense"}).status_code in {200, 302}


class TestWarnings:
    WORDS = "the head of technology answers for every system in the house"

    def test_statement_that_shares_words_with_a_cited_original(self, editor):
        claim = factories.claim()
        passage = claim.citations.get().passage
        passage.source_text = f"As we know, {self.WORDS}."
        save_passage_facts(passage)
        response = save(editor, path(claim), statement=f"In short {self.WORDS}!")
        assert response.status_code == 302
        assert self.WORDS in said(response)
        assert path(passage) in said(response)

    def test_digest_that_shares_words_with_its_original(self, editor):
        passage = factories.passage()
        passage.source_text = self.WORDS
        save_passage_facts(passage)
        assert self.WORDS in said(save(editor, path(passage), text=self.WORDS))
        response = save(editor, path(passage.article), title="Another title")
        assert self.WORDS in said(response)

    def test_claim_that_looks_the_same(self, editor):
        other = factories.claim(statement="The CIO sets the strategy for IT.")
        response = save(
            editor,
            add_path(Claim),
            role=other.role.pk,
            aspect="definition",
            statement="The CIO sets the IT strategy.",
            slug="cio-sets-it-strategy",
        )
        assert response.status_code == 302
        assert "looks the same as" in said(response)
        assert path(other) in said(response)

    def test_different_claims_raise_none(self, editor):
        other = factories.claim(statement="The CIO sets the strategy for IT.")
        unlike = factories.claim(role=other.role, status="draft")
        response = save(editor, path(unlike), statement="The CIO hires the head of security.")
        assert "looks the same" not in said(response)


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


class TestExport:
    def test_what_the_list_shows(self, editor):
        claim = factories.claim(tags=["budget"], statement="=The CIO decides.")
        factories.claim()
        url = f"{list_path(Claim)}export/"
        shown = {"role__id__exact": claim.role.pk}
        (row,) = json.loads(editor.get(f"{url}json/", shown).content)
        assert (row["slug"], row["tags"]) == (claim.slug, "budget")
        citation = claim.citations.get()
        assert row["citations"] == f"{citation.passage} (supports)"
        text = editor.get(f"{url}csv/", shown).content.decode()
        (row,) = csv.DictReader(io.StringIO(text))
        assert row["statement"] == "'=The CIO decides."  # no formula
        assert len(json.loads(editor.get(f"{url}json/").content)) == 2

    @pytest.mark.parametrize("model", [Article, Claim, Disagreement, Responsibility, Role])
    def test_every_list(self, editor, client, model):
        factories.disagreement([factories.claim(aspect="responsibility")], [factories.claim()])
        url = f"{list_path(model)}export/csv/"
        assert url.removeprefix(list_path(model)) in editor.get(list_path(model)).content.decode()
        response = editor.get(url)
        assert response["Content-Type"].startswith("text/csv")
        assert len(list(csv.reader(io.StringIO(response.content.decode())))) > 1
        assert client.get(url).status_code == 302

    def test_source_text_is_never_exported(self, editor):
        passage = factories.passage()
        passage.source_text = "Words of the original."
        save_passage_facts(passage)
        factories.claim(cites=passage)
        for model in (Article, Claim):
            content = editor.get(f"{list_path(model)}export/json/").content
            assert b"Words of the original" not in content


class TestConflict:
    def test_save_over_a_newer_save_is_refused_and_says_what_changed(self, editor):
        other = client_of(account("maria", "editors"))
        claim = factories.claim(statement="First words.")
        mine = filled(editor.get(path(claim))) | {"statement": "My words."}
        save(other, path(claim), statement="Her words.", tags="new")
        response = editor.post(path(claim), mine)
        words = errors(response)
        assert "Somebody else has saved" in words
        assert "Statement was changed to “Her words.” by maria" in words
        page = response.content.decode()
        assert "My words." in page
        claim.refresh_from_db()
        assert claim.statement == "Her words."

        again = filled(response)
        assert "Somebody else" in errors(editor.post(path(claim), again))
        overwrite = response.context["adminform"].form.newest
        assert f'value="{overwrite}"' in page
        assert editor.post(path(claim), again | {"_overwrite": overwrite}).status_code == 302
        claim.refresh_from_db()
        assert claim.statement == "My words."

    def test_third_save_in_between_is_refused_again(self, editor):
        claim = factories.claim()
        mine = filled(editor.get(path(claim))) | {"statement": "Mine."}
        save(client_of(account("maria", "editors")), path(claim), statement="Hers.")
        overwrite = editor.post(path(claim), mine).context["adminform"].form.newest
        save(client_of(account("ben", "editors")), path(claim), statement="His.")
        words = errors(editor.post(path(claim), mine | {"_overwrite": overwrite}))
        assert "“His.” by ben" in words
        assert "Hers." not in words

    @pytest.mark.parametrize("road", ["added", "changed", "deleted"])
    def test_changed_citations_count(self, editor, road):
        other = client_of(account("maria", "editors"))
        claim = factories.claim(cites=[factories.passage(), factories.passage()])
        mine = filled(editor.get(path(claim))) | {"statement": "Mine."}
        change = {
            "added": {
                "citations__TOTAL_FORMS": 3,
                "citations__2__passage": factories.passage().pk,
                "citations__2__stance": "supports",
            },
            "changed": {"citations__1__note": "Her note."},
            "deleted": {"citations__1__DELETE": "on"},
        }[road]
        assert save(other, path(claim), **change).status_code == 302
        words = errors(editor.post(path(claim), mine))
        assert "Her note." in words if road == "changed" else f"was {road} by maria" in words

    @pytest.mark.parametrize(
        "make",
        [factories.article, factories.role, factories.responsibility, factories.context],
    )
    def test_every_kind_of_entry(self, editor, make):
        entry = make()
        mine = filled(editor.get(path(entry))) | {"title": "Mine"}
        save(client_of(account("maria", "editors")), path(entry), title="Hers")
        assert "Title was changed to “Hers”" in errors(editor.post(path(entry), mine))

    def test_passage(self, editor):
        passage = factories.passage()
        mine = filled(editor.get(path(passage))) | {"text": "Mine."}
        save(client_of(account("maria", "editors")), path(passage), text="Hers.")
        assert "“Hers.” by maria" in errors(editor.post(path(passage), mine))

    def test_form_without_a_version_overwrites_nothing(self, editor):
        claim = factories.claim()
        data = filled(editor.get(path(claim))) | {"statement": "Mine."}
        del data["version"]
        assert "Somebody else" in errors(editor.post(path(claim), data))


def test_dashboard_counts_and_leads_to_lists(editor):
    stale = factories.claim()
    edit_passage(stale.citations.get().passage, source="Other.")
    factories.claim(status="draft", cites=[])
    response = editor.get("/admin/")
    waiting = {each.label: each for each in response.context["waiting"]}
    assert waiting["Citations to check again"].number == 1
    assert waiting["Uncited claims"].number == 1
    assert waiting["Draft claims"].number == 1
    for each in waiting.values():
        assert editor.get(each.address).status_code == 200
        assert each.address in response.content.decode()


def _many(number: int) -> None:
    for _ in range(number):
        claim = factories.claim(aspect="responsibility", tags=["x"])
        factories.cite(claim, factories.passage(), stance="disputes")
        edit_passage(claim.citations.first().passage, source="Other words.")
        factories.disagreement([claim], [factories.claim()])
        factories.role(broader=claim.role)


def _queries(client, url: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200, url
    return len(queries)


def test_twenty_rows_take_as_many_queries_as_two(editor):
    chooser = "/admin/autocomplete/?app_label=roles&model_name={}&field_name={}"
    urls = [
        *(list_path(model) for model in SHOWN),
        *("/admin/", reverse("admin:recheck"), f"{list_path(Claim)}export/json/"),
        chooser.format("citation", "passage"),
        chooser.format("citation", "voice"),
        chooser.format("role", "focus_claim"),
    ]
    _many(2)
    few = [_queries(editor, url) for url in urls]
    _many(18)
    assert dict(zip(urls, few, strict=True)) == {url: _queries(editor, url) for url in urls}


def test_form_of_a_claim_takes_as_many_queries_for_twenty_citations(editor):
    few, many = (
        factories.claim(cites=[factories.passage() for _ in range(number)]) for number in (2, 20)
    )
    assert _queries(editor, path(few)) == _queries(editor, path(many))
