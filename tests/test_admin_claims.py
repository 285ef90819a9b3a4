"""Claims in admin: what is saved, and what is refused, by each road that a form opens."""

import pytest

from articles import services as article_services
from roles.models import Citation, Claim
from tests import factories
from tests.admin import add_path, errors, path, save

pytestmark = pytest.mark.django_db


def citation(number: int, passage, stance="supports", **more) -> dict[str, object]:
    start = f"citations__{number}__"
    return {f"{start}passage": passage.pk, f"{start}stance": stance} | {
        f"{start}{name}": value for name, value in more.items()
    }


def typed(role, **fields) -> dict[str, object]:
    return {
        "role": role.pk,
        "aspect": "definition",
        "statement": "The CIO is an executive.",
        "slug": "cio-is-an-executive",
        "status": "published",
        "citations__TOTAL_FORMS": 1,
    } | fields


def test_new_published_claim_is_saved_with_its_citation_inline(editor):
    passage = factories.passage()
    response = save(
        editor,
        add_path(Claim),
        **typed(factories.role(), tags="rank, board"),
        **citation(0, passage),
    )
    assert response.status_code == 302
    claim = Claim.objects.public().get()
    assert claim.citations.get().checked_text == passage.text
    assert sorted(claim.tags.names()) == ["board", "rank"]


def test_new_published_claim_without_support_is_refused_and_keeps_what_was_typed(editor):
    draft = factories.passage(factories.article(status="draft"))
    for cited in ({}, citation(0, draft), citation(0, factories.passage(), "qualifies")):
        data = typed(factories.role()) | cited
        response = save(
            editor, add_path(Claim), **(data if cited else data | {"citations__TOTAL_FORMS": 0})
        )
        assert "needs a supporting citation" in errors(response)
        assert b"The CIO is an executive." in response.content
    assert not Claim.objects.exists()


@pytest.mark.parametrize("road", ["delete", "stance", "passage", "passage without digest"])
def test_last_support_of_a_published_claim_stays(editor, road):
    claim = factories.claim()
    change = {
        "delete": {"citations__0__DELETE": "on"},
        "stance": {"citations__0__stance": "disputes"},
        "passage": {
            "citations__0__passage": factories.passage(factories.article(status="draft")).pk
        },
        "passage without digest": {
            "citations__0__passage": factories.passage(factories.article(body="[p1]")).pk
        },
    }[road]
    before = list(Citation.objects.values())
    response = save(editor, path(claim), **change)
    assert "take the last supporting citation" in errors(response)
    assert list(Citation.objects.values()) == before


def test_last_support_may_be_replaced_in_one_save(editor):
    claim, other = factories.claim(), factories.passage()
    response = save(
        editor,
        path(claim),
        citations__TOTAL_FORMS=2,
        citations__0__DELETE="on",
        **citation(1, other),
    )
    assert response.status_code == 302
    assert claim.citations.get().passage == other


def test_silent_claim_may_still_be_edited(editor):
    passage = factories.passage()
    claim = factories.claim(cites=passage)
    article_services.withdraw(passage.article, because="Its publisher took it back.")
    assert save(editor, path(claim), statement="Better words.").status_code == 302


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"aspect": "responsibility"}, "needs this"),
        ({"relation": "leads"}, "has none: leave it empty"),
        ({"aspect": "context"}, "needs this"),
        ({"aspect": "relationship", "relation": "leads"}, "exactly one of the two"),
        ({"period_start": 1990, "period_end": 1980}, "ends before it starts"),
        ({"status": "withdrawn", "withdrawn_because": "x"}, "never published"),
        ({"slug": "Not A Slug"}, "slug"),
        ({"statement": "bad \x07 character"}, "U+0007"),
    ],
)
def test_fields_that_do_not_fit_are_refused_in_words(editor, fields, words):
    data = typed(factories.role()) | citation(0, factories.passage()) | fields
    assert words in errors(save(editor, add_path(Claim), **data))


def test_published_claim_never_goes_back_to_draft(editor):
    claim = factories.claim()
    assert "its address is out in the world" in errors(save(editor, path(claim), status="draft"))


def test_withdrawing_needs_a_reason(editor):
    claim = factories.claim()
    response = save(editor, path(claim), status="withdrawn")
    assert "Tell readers why" in errors(response)
    response = save(editor, path(claim), status="withdrawn", withdrawn_because="It was wrong.")
    assert response.status_code == 302


def test_voice_of_another_article_is_refused(editor):
    claim = factories.claim()
    other = factories.voice(factories.article())
    response = save(editor, path(claim), citations__0__voice=other.pk)
    assert "voice of the article that the passage is in" in str(
        response.context["inline_admin_formsets"][0].formset.errors
    )


def test_same_passage_twice_is_refused(editor):
    passage = factories.passage()
    claim = factories.claim(cites=passage)
    response = save(editor, path(claim), citations__TOTAL_FORMS=2, **citation(1, passage))
    assert response.status_code == 200


def test_saving_without_a_change_leaves_no_history(editor):
    claim = factories.claim(tags=["rank"])
    before = claim.history.count()
    assert save(editor, path(claim)).status_code == 302
    assert claim.history.count() == before


def test_box_that_is_ticked_stays_ticked(editor):
    claim = factories.claim(aspect="responsibility", involvement="excluded", denies=True)
    assert save(editor, path(claim)).status_code == 302
    assert claim.history.count() == 1
    assert save(editor, path(claim), statement="The CIO is kept out.").status_code == 302
    claim.refresh_from_db()
    assert (claim.denies, claim.statement) == (True, "The CIO is kept out.")


def test_reason_stands_in_the_history(editor):
    claim = factories.claim()
    save(editor, path(claim), statement="Plainer words.", reason="A reader did not follow it.")
    newest = claim.history.first()
    assert newest.history_change_reason == "A reader did not follow it."
    assert newest.history_user.username == "editor"
    assert b"did not follow" in editor.get(path(claim, "history")).content
