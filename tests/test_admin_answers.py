"""Points and answers in admin."""

import pytest
from django.urls import reverse

from roles import services
from roles.models import Answer, Point
from tests import factories
from tests.admin import account, add_path, client_of, errors, filled, list_path, path, save

pytestmark = pytest.mark.django_db


def sentences(*rows: dict) -> dict[str, object]:
    data = {"sentences__TOTAL_FORMS": len(rows)}
    for number, row in enumerate(rows):
        data |= {f"sentences__{number}__{name}": value for name, value in row.items()}
    return data


def statement(*needs, text="The role is what its claims say.", **more) -> dict:
    return {"kind": "statement", "text": text, "needs": [each.pk for each in needs]} | more


def gap(*roles, text="Our sources do not say it.", **about) -> dict:
    keys = {name: getattr(entry, "pk", entry) for name, entry in about.items()}
    return {"kind": "gap", "text": text, "roles": [each.pk for each in roles]} | keys


ASKED = {"question": "What is it?", "slug": "what-is-it", "status": "published"}


class TestSaving:
    def test_an_answer_with_its_sentences(self, editor):
        one, other, third = (factories.claim() for _ in range(3))
        role, point, area = one.role, factories.point(), factories.decision_area()
        rows = sentences(
            gap(role, point=point, place=2), statement(other, one, backing=[third.pk], place=1)
        )
        response = save(
            editor, add_path(Answer), **ASKED, roles=[role.pk], decision_area=area.pk, **rows
        )
        assert response.status_code == 302, errors(response)
        answer = Answer.objects.public().get()
        assert (list(answer.roles.all()), answer.decision_area) == ([role], area)
        first, second = answer.sentences.all()
        assert set(first.needs) == {one, other}
        assert first.backing == [third]
        assert (second.kind, second.point, list(second.roles.all())) == ("gap", point, [role])

    @pytest.mark.parametrize(
        ("rows", "why"),
        [
            (lambda claim: [statement(), statement(claim)], "Name the claims that it needs"),
            (lambda claim: [gap(claim.role), statement(claim)], "exactly one of them"),
            (lambda claim: [gap(point=factories.point()), statement(claim)], "Name the roles"),
            (lambda claim: [statement(claim, text="It is so."), statement(claim)], "reads alone"),
            (lambda claim: [statement(claim)] * 7, "2 to 6 sentences, not 7"),
            (lambda claim: [statement(claim, backing=[claim.pk])] * 2, "a claim twice"),
            (
                lambda claim: [statement(claim, factories.claim(status="draft"))] * 2,
                "of which every needed claim is public",
            ),
        ],
    )
    def test_refusals_are_in_words_and_keep_what_was_typed(self, editor, rows, why):
        claim = factories.claim()
        typed = sentences(*rows(claim))
        response = save(editor, add_path(Answer), **ASKED, **typed)
        assert why in errors(response)
        assert not Answer.objects.exists()
        again = filled(response)
        assert again["sentences-1-text"] == typed["sentences__1__text"]
        assert str(claim.pk) in again["sentences-1-needs"]

    def test_unchanged_sentences_keep_their_history_and_the_order_of_claims(self, editor):
        one, other = factories.claim(slug="b"), factories.claim(slug="a")
        answer = factories.answer(factories.statement(one, other), factories.statement(other))
        before = [(each.pk, each.history.count()) for each in answer.sentences.all()]
        assert save(editor, path(answer), question="What is it today?").status_code == 302
        assert [(each.pk, each.history.count()) for each in answer.sentences.all()] == before
        assert answer.sentences.first().needs == [one, other]

    def test_sentences_change_places(self, editor):
        answer = factories.answer(
            factories.statement(factories.claim(), text="One."),
            factories.statement(factories.claim(), text="Two."),
        )
        save(editor, path(answer), sentences__0__place=2, sentences__1__place=1)
        assert [each.text for each in answer.sentences.all()] == ["Two.", "One."]
        assert all(len(each.needs) == 1 for each in answer.sentences.all())


class TestHistory:
    def test_claims_of_sentences_are_told(self, editor):
        first, second = factories.claim(), factories.claim()
        answer = factories.answer(factories.statement(first))
        save(editor, path(answer), sentences__0__needs=[second.pk])
        page = editor.get(path(answer, "history")).content.decode()
        assert f"Sentence claim “{first}” was deleted" in page
        assert f"Sentence claim “{second}” was added" in page
        save(
            editor,
            path(answer),
            sentences__1__DELETE="on",
            status="withdrawn",
            withdrawn_because="x",
        )
        page = editor.get(path(answer, "history")).content.decode()
        assert "Answer sentence “Our sources do not say it.” was deleted" in page

    def test_a_claim_that_somebody_else_has_added_is_a_conflict(self, editor):
        added = factories.claim()
        answer = factories.answer(factories.statement(factories.claim()))
        mine = filled(editor.get(path(answer))) | {"question": "Mine?"}
        other = client_of(account("maria", "editors"))
        save(other, path(answer), sentences__0__backing=[added.pk])
        refused = editor.post(path(answer), mine)
        assert f"Sentence claim “{added}” was added by maria" in errors(refused)
        assert "Mine?" in refused.content.decode()


def test_a_draft_is_previewed_with_its_draft_claims(editor):
    claim = factories.claim(status="draft", role=factories.role(status="draft"))
    sentence = factories.statement(claim, text="The role is new.")
    answer = factories.answer(sentence, factories.gap(claim.role), status="draft")
    page = editor.get(path(answer, "preview")).content.decode()
    assert "The role is new." in page
    claim.refresh_from_db()
    assert claim.is_draft


def test_sentences_that_fall_silent_are_listed_before_a_claim_is_withdrawn(editor):
    claim = factories.claim()
    stated = factories.statement(claim, text="The role peels quinces.")
    answer = factories.answer(stated, factories.gap(claim.role), question="What of fruit?")
    for entry in (claim, claim.role, claim.citations.get().passage.article):
        page = editor.get(path(entry, "withdraw")).content.decode()
        assert path(answer) in page
        assert "The role peels quinces." in page
    assert "fall silent" not in editor.get(path(answer, "withdraw")).content.decode()


def test_points_are_renamed_and_merged(editor):
    loser, winner = factories.point(slug="old"), factories.point(slug="new")
    claim = factories.claim(point=loser)
    question = factories.disagreement([factories.claim()], [factories.claim()], point=loser)
    answer = factories.answer(factories.statement(claim), factories.gap(claim.role, point=loser))
    response = editor.post(path(loser, "merge"), {"into": winner.pk})
    assert response["Location"] == path(winner)
    for entry in (claim, question):
        entry.refresh_from_db()
        assert entry.point == winner
    assert answer.sentences.get(kind="gap").point == winner
    assert editor.post(path(winner, "rename"), {"slug": "newest"}).status_code == 302
    assert Point.objects.get().slug == "newest"
    assert b"newest" in editor.get(path(winner, "history")).content


def test_new_fields_of_claims_citations_articles_and_disagreements(editor):
    claim, point, area = factories.claim(), factories.point(), factories.decision_area()
    save(editor, path(claim), point=point.pk, citations__0__sample="142 CIOs, 2004")
    claim.refresh_from_db()
    assert claim.point == point
    assert claim.citations.get().sample == "142 CIOs, 2004"
    article = claim.citations.get().passage.article
    save(editor, path(article), kind="survey", extent="opening", scope="English universities")
    article.refresh_from_db()
    assert (article.kind, article.extent, article.scope) == (
        *("survey", "opening", "English universities"),
    )
    question = factories.disagreement([claim], [factories.claim()])
    save(editor, path(question), point=point.pk, decision_area=area.pk)
    question.refresh_from_db()
    assert (question.point, question.decision_area) == (point, area)


def test_what_waits(editor):
    role, point = factories.role(), factories.point()
    silent = factories.claim()
    whole = factories.answer(
        factories.statement(factories.claim()), factories.gap(role, point=point)
    )
    halved = factories.answer(
        factories.statement(silent), factories.statement(factories.claim(), text="Another.")
    )
    services.withdraw(silent, because="Wrong.")
    factories.claim(role=role, point=point)
    waiting = {each.label: each for each in editor.get(reverse("admin:index")).context["waiting"]}
    for label, entry in (
        ("Answers with silent sentences", halved),
        ("Gaps where a public claim has appeared", whole),
    ):
        assert waiting[label].number == 1
        shown = editor.get(waiting[label].address).context["cl"].result_list
        assert list(shown) == [entry]


def test_lists_are_searched_by_sentences_and_filtered(editor):
    answer = factories.answer(
        factories.statement(factories.claim(), text="The role peels quinces."),
        roles=[factories.role()],
    )
    factories.answer()
    for query in ({"q": "quinces"}, {"roles__id__exact": answer.roles.get().pk}):
        shown = editor.get(list_path(Answer), query).context["cl"].result_list
        assert list(shown) == [answer]
