"""Rule 9: an answer says no more than its claims, on every road."""

import itertools

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import ProtectedError
from django.test.utils import CaptureQueriesContext

from publishing.models import Redirect
from publishing.services import delete
from roles import services
from roles.answer_services import Sentence, filled_gaps, save_answer
from roles.answers import Contest
from roles.merging import merge_points, rename
from roles.models import Answer, AnswerSentence, Claim, SentenceClaim
from tests import factories as make
from tests.test_constraints import is_refused

pytestmark = pytest.mark.django_db

ABOUT = ["point", "decision_area", "responsibility"]


@pytest.mark.parametrize("kind", ["statement", "gap"])
@pytest.mark.parametrize("filled", list(itertools.product([False, True], repeat=3)))
def test_a_gap_is_about_exactly_one_thing_and_a_statement_about_none(kind, filled):
    values = {name: getattr(make, name)() for name in ABOUT}
    sentence = make.answer().sentences.get(kind="statement")
    about = {name: values[name] for name, given in zip(ABOUT, filled, strict=True) if given}
    right = len(about) == (1 if kind == "gap" else 0)
    assert is_refused(AnswerSentence, sentence, kind=kind, **about) != right
    typed = AnswerSentence(
        answer=sentence.answer, order=9, text="The role is so.", kind=kind, **about
    )
    try:
        typed.full_clean()
    except ValidationError:
        assert not right
    else:
        assert right


def test_a_sentence_says_something():
    assert is_refused(AnswerSentence, make.answer().sentences.first(), text="")


def shown(answer) -> list[str]:
    return [each.text for each in answer.sentences.shown()]


def test_a_statement_is_shown_while_every_needed_claim_is_public():
    one, other, more = make.claim(), make.claim(), make.claim()
    answer = make.answer(make.statement(one, other, backing=[more]))
    [sentence] = answer.sentences.filter(kind="statement")
    assert (sentence.needs, sentence.backing) == ([one, other], [more])
    services.withdraw(more, because="Wrong.")
    assert shown(answer) == [sentence.text]
    assert answer in Answer.objects.public()
    services.withdraw(other, because="Wrong.")
    assert shown(answer) == []
    assert answer not in Answer.objects.public()
    answer.order = 3
    services.save(answer)  # what fell silent may still be edited
    services.publish(other)
    assert answer in Answer.objects.public()


@pytest.mark.parametrize("road", ["service", "publish", "claim's article", "claim's role"])
def test_to_be_published_it_needs_a_statement_that_can_be_shown(road):
    claim = make.claim(status="draft") if road in {"service", "publish"} else make.claim()
    if road == "claim's article":
        services.withdraw(claim.citations.get().passage.article, because="Wrong.")
    elif road == "claim's role":
        services.withdraw(claim.role, because="Wrong.")
    status = "draft" if road == "publish" else "published"
    with pytest.raises(ValidationError, match="every needed claim is public"):
        services.publish(make.answer(make.statement(claim), status=status))
    assert not Answer.objects.published().exists()
    with pytest.raises(ValidationError, match="every needed claim is public"):
        make.answer(make.gap(make.role()), make.gap(make.role()))


def test_a_change_may_not_take_the_last_statement_that_is_shown():
    answer = make.answer()
    with pytest.raises(ValidationError, match="every needed claim is public"):
        save_answer(answer, sentences=[make.gap(make.role()), make.gap(make.role())])
    assert answer.sentences.filter(kind="statement").exists()


def test_a_load_may_bring_an_answer_whose_claims_have_fallen_silent():
    claim = make.claim()
    services.withdraw(claim.citations.get().passage.article, because="Wrong.")
    sentences = [make.statement(claim), make.gap(make.role())]
    answer = Answer(slug="a", question="Q?", status="published")
    save_answer(answer, sentences=sentences, loading=True)
    assert answer not in Answer.objects.public()
    sentences[0] = make.statement(make.claim(status="draft"))
    with pytest.raises(ValidationError, match="every needed claim is public"):
        save_answer(
            Answer(slug="b", question="Q?", status="published"), sentences=sentences, loading=True
        )


@pytest.mark.parametrize("number", [1, 7])
def test_a_published_answer_has_two_to_six_sentences(number):
    sentences = [make.statement(make.claim(), text=f"So it is, {n}.") for n in range(number)]
    answer = Answer(slug="a", question="Q?")
    save_answer(answer, sentences=sentences)
    with pytest.raises(ValidationError, match=f"2 to 6 sentences, not {number}"):
        services.publish(answer)


def test_shapes_that_are_refused():
    claim, role = make.claim(), make.role()
    gap = AnswerSentence(kind="gap", text="Nobody says.", point=make.point())
    statement = AnswerSentence(text="So be it.")
    for sentence, why in (
        (Sentence(statement), "Name the claims"),
        (Sentence(statement, backing=[claim]), "Name the claims"),
        (Sentence(statement, needs=[claim], roles=[role]), "Only a gap names roles"),
        (Sentence(statement, needs=[claim], backing=[claim]), "twice"),
        (Sentence(gap), "Name the roles"),
        (Sentence(gap, needs=[claim], roles=[role]), "A gap has no claims"),
        (make.gap(role, text="Nobody says.", point=make.point(),
                  decision_area=make.decision_area()), "exactly one"),
        (make.statement(claim, text="It is so."), "reads alone"),
        (make.statement(claim, text="This is so."), "reads alone"),
    ):  # fmt: skip
        with pytest.raises(ValidationError, match=why):
            make.answer(sentence, status="draft")
    assert not Answer.objects.exists()
    make.answer(make.statement(claim, text="IT is a cost to some."), status="draft")


def test_a_claim_stays_while_a_sentence_names_it():
    """A needed claim that went would let the sentence say more than its claims."""
    for kind in ("needs", "backing"):
        draft = make.claim(status="draft")
        needs = [draft] if kind == "needs" else [make.claim()]
        backing = [draft] if kind == "backing" else []
        make.answer(make.statement(*needs, backing=backing), status="draft")
        with pytest.raises(ValidationError, match="named by"):
            delete(draft)
        with pytest.raises(ProtectedError):
            Claim.objects.filter(pk=draft.pk).delete()


def test_an_unchanged_sentence_writes_no_history_and_one_that_stays_keeps_its_own():
    claim, other = make.claim(), make.claim()
    sentences = [make.statement(claim, backing=[other]), make.gap(make.role())]
    answer = save_answer(Answer(slug="a", question="Q?"), sentences=sentences)
    numbers = [AnswerSentence.history.count(), SentenceClaim.history.count()]
    save_answer(answer, sentences=sentences)
    assert [AnswerSentence.history.count(), SentenceClaim.history.count()] == numbers
    kept = answer.sentences.get(kind="statement")
    sentences[0] = make.statement(other, claim)
    save_answer(answer, sentences=sentences)
    kept.refresh_from_db()
    assert (kept.needs, kept.backing) == ([other, claim], [])
    save_answer(answer, sentences=sentences[:1])
    assert [each.pk for each in answer.sentences.all()] == [kept.pk]


@pytest.mark.parametrize("about", ABOUT)
def test_a_gap_comes_before_curators_once_a_public_claim_appears_there(about):
    role, entry = make.role(), getattr(make, about)()
    answer = make.answer(make.gap(role, **{about: entry}), status="draft")
    [gap] = answer.sentences.filter(kind="gap", roles=role)
    fields = {"responsibility": {"aspect": "responsibility"}}.get(about, {}) | {about: entry}
    make.claim(**fields)  # of another role
    draft = make.claim(role=role, status="draft", **fields)
    assert filled_gaps() == []
    services.publish(draft)
    assert filled_gaps() == [gap]


def test_a_claim_on_a_duty_fills_the_gap_in_its_area():
    role, duty = make.role(), make.responsibility()
    make.answer(make.gap(role, decision_area=duty.decision_area), status="draft")
    make.claim(role=role, aspect="responsibility", responsibility=duty)
    assert len(filled_gaps()) == 1


def test_an_answer_heads_the_page_whose_key_equals_its_own_in_all_three():
    cio, cto, area, context = make.role(), make.role(), make.decision_area(), make.context()
    pair = make.answer(roles=[cio, cto])
    second = make.answer(roles=[cto, cio], order=1)
    alone = make.answer(roles=[cio])
    of_area = make.answer(decision_area=area)
    within = make.answer(roles=[cio], decision_area=area, context=context)
    about = Answer.objects.about
    assert list(about([cio, cto])) == [second, pair]
    assert list(about([cio])) == [alone]
    assert list(about(decision_area=area)) == [of_area]
    assert list(about([cio], area, context)) == [within]
    assert list(about([cto])) == list(about([cio], area)) == []


def test_a_renamed_answer_keeps_its_address_and_a_renamed_point_its_slug():
    for entry, kind in ((make.answer(), "answer"), (make.point(), "point")):
        old = entry.slug
        rename(entry, slug=f"another-{kind}")
        assert Redirect.objects.get(kind=kind, old_slug=old).new_slug == f"another-{kind}"


def test_merged_points_move_what_names_them():
    loser, into = make.point(), make.point()
    claim = make.claim(point=loser)
    question = make.disagreement([make.claim()], [make.claim()], point=loser)
    answer = make.answer(make.gap(make.role(), point=loser))
    merge_points(loser, into=into)
    for entry in (claim, question, answer.sentences.get(point=into)):
        entry.refresh_from_db()
        assert entry.point == into
    assert Redirect.objects.get(kind="point").new_slug == into.slug
    with pytest.raises(ValidationError, match="Choose another point"):
        merge_points(into, into=into)


def test_a_point_that_stood_behind_a_published_claim_is_merged_and_not_deleted():
    point = make.point()
    claim = make.claim(point=point)
    claim.point = None
    services.save(claim)
    with pytest.raises(ValidationError, match="Merge it into another"):
        delete(point)
    delete(make.point())


def verdicts(kept=None) -> list:
    [answer] = Answer.objects.with_sentences(kept)
    return [each.verdict() for each in answer.sentences.all()]


def test_what_stands_beside_a_sentence_is_read_from_its_public_claims():
    needed, rival, more = make.claim(modality="requires"), make.claim(), make.claim()
    make.answer(make.statement(needed, backing=[more]))
    statement, gap = verdicts()
    assert (statement.sources, statement.marks, statement.contest) == (2, ("required",), None)
    assert gap is None
    question = make.disagreement([needed], [rival])
    assert verdicts()[0].contest == Contest("disagreement", question.slug)
    make.disagreement([needed], [rival])
    assert verdicts()[0].contest == Contest("claim", needed.slug)
    services.withdraw(more, because="Wrong.")
    services.withdraw(rival, because="Wrong.")
    assert (verdicts()[0].sources, verdicts()[0].contest) == (1, None)
    services.withdraw(needed, because="Wrong.")
    assert verdicts()[0] is None


def test_under_a_readers_filter_only_what_it_keeps_is_said():
    sold = make.article(publisher_interest="seller", scope="Austria")
    claim, rival = make.claim(cites=make.passage(sold)), make.claim()
    answer = make.answer(make.statement(claim))
    make.disagreement([claim], [rival])
    assert verdicts()[0].only_sellers
    assert verdicts()[0].scope == "Austria"
    kept = Claim.objects.kept(without_sellers=True)
    assert verdicts(kept)[0] is None
    assert answer not in Answer.objects.public(kept)
    sme = make.context()
    claim.contexts.add(sme)
    kept = Claim.objects.kept(contexts=[sme.slug])
    assert verdicts(kept)[0].sources == 1
    assert answer in Answer.objects.public(kept)


def test_answers_cost_the_same_queries_however_many_they_are(django_assert_num_queries):
    def read():
        for each in Answer.objects.public().with_sentences():
            [sentence.verdict() for sentence in each.sentences.all()]

    make.answer(make.statement(make.claim(), make.claim()), roles=[make.role()])
    with CaptureQueriesContext(connection) as few:
        read()
    for _ in range(3):
        one, other = make.claim(), make.claim(contexts=[make.context()])
        make.disagreement([one], [other])
        make.answer(make.statement(one, other), roles=[make.role()])
    with django_assert_num_queries(len(few)):
        read()
