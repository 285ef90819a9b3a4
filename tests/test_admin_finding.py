"""What a curator finds: claims by what matters, warnings after a save, exports, and what waits."""

import csv
import io
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from taggit.models import Tag

from articles.models import Article, Passage, Voice
from articles.services import edit_passage, save_passage_facts, withdraw
from roles.models import (
    Answer,
    Claim,
    Context,
    DecisionArea,
    Disagreement,
    Point,
    Responsibility,
    Role,
)
from tests import factories
from tests.admin import add_path, list_path, path, said, save

SHOWN = [
    *(Article, Passage, Voice, Claim, Role, Disagreement),
    *(Answer, Responsibility, DecisionArea, Point, Context, Tag),
]

MANY = [Article, Claim, Disagreement, Answer, Responsibility, Point, Role]

pytestmark = pytest.mark.django_db


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

    @pytest.mark.parametrize("model", MANY)
    def test_every_list(self, editor, client, model):
        claim = factories.claim(aspect="responsibility")
        factories.disagreement([claim], [factories.claim()])
        factories.answer(factories.gap(claim.role))
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
        factories.answer(factories.statement(claim), roles=[claim.role])


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
