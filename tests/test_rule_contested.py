"""Rules 5, 7 and 8 where claims meet: disputes, disagreements, and what stands for a role."""

import pytest
from django.core.exceptions import ValidationError

from articles.models import Article
from articles.services import edit_passage
from roles import services
from roles.models import Claim, Disagreement
from tests import factories as make

pytestmark = pytest.mark.django_db


def contested(claim: Claim) -> bool:
    return Claim.objects.public().with_contested().get(pk=claim.pk).contested


def silence(claim: Claim) -> None:
    for citation in claim.citations.all():
        services.withdraw(Article.objects.get(pk=citation.passage.article_id), because="Retracted.")


def test_an_undisputed_claim_is_not_contested():
    assert not contested(make.claim())


def test_a_dispute_contests_while_its_article_is_published():
    claim, article = make.claim(), make.article()
    make.cite(claim, make.passage(article), stance="disputes")
    assert contested(claim)
    services.withdraw(article, because="Retracted.")
    assert not contested(claim)
    services.publish(article)
    assert contested(claim)


@pytest.mark.parametrize(
    ("stance", "article"),
    [
        ("disputes", {"status": "draft"}),
        ("disputes", {"body": "[p1]"}),
        ("qualifies", {}),
        ("supports", {}),
    ],
)
def test_what_does_not_contest(stance, article):
    claim = make.claim()
    make.cite(claim, make.passage(make.article(**article)), stance=stance)
    assert not contested(claim)


def test_rival_positions_contest_each_other_while_all_of_it_is_public():
    one, other, third = make.claim(), make.claim(), make.claim()
    question = make.disagreement([one, third], [other])
    assert contested(one)
    assert contested(other)
    assert contested(third)
    assert question in Disagreement.objects.public()
    silence(other)
    assert not contested(one)
    assert question not in Disagreement.objects.public()


def test_claims_in_one_position_do_not_contest_each_other():
    one, ally, draft = make.claim(), make.claim(), make.claim(status="draft")
    make.disagreement([one, ally], [draft])
    assert not contested(one)


@pytest.mark.parametrize("step", ["draft", "withdrawn"])
def test_a_disagreement_that_is_not_published_contests_nothing(step):
    one, other = make.claim(), make.claim()
    question = make.disagreement([one], [other], status="draft")
    if step == "withdrawn":
        services.publish(question)
        services.withdraw(question, because="The sources agree after all.")
    assert not contested(one)
    assert question not in Disagreement.objects.public()


def test_a_rival_whose_role_is_not_public_contests_nothing():
    one, other = make.claim(), make.claim()
    question = make.disagreement([one], [other])
    services.withdraw(other.role, because="Not a role.")
    assert not contested(one)
    assert question not in Disagreement.objects.public()


def test_different_letters_in_one_area_are_no_dispute():
    area = make.decision_area()
    letters = ["accountable", "excluded"]
    claims = [make.claim(aspect="decision", decision_area=area, involvement=i) for i in letters]
    assert not any(contested(claim) for claim in claims)


def test_a_published_disagreement_needs_two_positions_with_claims():
    claim = make.claim()
    for positions in ([], [[claim]], [[claim], []]):
        with pytest.raises(ValidationError, match="needs two positions"):
            make.disagreement(*positions)
        assert not Disagreement.objects.exists()
    draft = make.disagreement([claim], status="draft")
    with pytest.raises(ValidationError, match="needs two positions"):
        services.publish(draft)


def test_a_claim_stands_in_one_position_of_a_question():
    claim, other = make.claim(), make.claim()
    with pytest.raises(ValidationError, match="in two positions"):
        make.disagreement([claim, other], [claim])
    make.disagreement([claim], [other])
    make.disagreement([claim], [make.claim()])  # another question is fine


def test_a_refused_change_of_positions_changes_nothing():
    question = make.disagreement([make.claim()], [make.claim()])
    before = [(p.label, list(p.claims.all())) for p in question.positions.all()]
    with pytest.raises(ValidationError):
        services.save_disagreement(question, positions=[])
    assert [(p.label, list(p.claims.all())) for p in question.positions.all()] == before


def test_editors_notes_are_rendered_safely_when_they_are_saved():
    note = "About **scope**.<script>x</script>"
    html = "<p>About <strong>scope</strong>.</p>"
    role = make.role(editors_note=note)
    question = make.disagreement([make.claim()], [make.claim()], editors_note=note)
    for entry in (role, question):
        entry.refresh_from_db()
        assert entry.editors_note_html.strip() == html
        entry.editors_note = "[" * 500
        with pytest.raises(ValidationError) as refused:
            services.save(entry)
        assert list(refused.value.message_dict) == ["editors_note"]


@pytest.mark.parametrize("field", ["summary_claim", "focus_claim"])
def test_a_role_is_summed_up_by_published_claims_of_its_own(field):
    role = make.role()
    own, draft = make.claim(role=role), make.claim(role=role, status="draft")
    withdrawn, foreign = make.claim(role=role), make.claim()
    services.withdraw(withdrawn, because="Wrong.")
    for unfit in (draft, withdrawn, foreign):
        setattr(role, field, unfit)
        with pytest.raises(ValidationError) as refused:
            services.save(role)
        assert list(refused.value.message_dict) == [field]
    setattr(role, field, own)
    services.save(role)
    services.withdraw(own, because="It was misread.")
    role.refresh_from_db()
    assert getattr(role, field) is None
    assert "no longer stands" in role.history.first().history_change_reason


def test_a_claim_that_moves_to_another_role_no_longer_sums_up_the_first():
    claim = make.claim()
    role = claim.role
    role.summary_claim = claim
    services.save(role)
    claim.role = make.role()
    services.save(claim)
    role.refresh_from_db()
    assert role.summary_claim is None


def test_a_new_role_cannot_be_summed_up_by_anything():
    with pytest.raises(ValidationError):
        make.role(summary_claim=make.claim())


def test_no_role_is_a_variant_of_itself():
    top = make.role()
    middle = make.role(broader=top)
    bottom = make.role(broader=middle)
    for above in (bottom, middle, top):
        top.broader, top.slug = above, "renamed-at-the-same-time"
        with pytest.raises(ValidationError) as refused:
            services.save(top)
        assert "broader" in refused.value.message_dict
        top.refresh_from_db()
    bottom.broader = top
    services.save(bottom)


def test_changed_words_ask_for_a_new_check_and_the_citation_stands():
    passage = make.passage()
    claim = make.claim(cites=passage)
    citation = claim.citations.get()
    assert not citation.needs_recheck
    edit_passage(passage, source="A digest in other words.")
    citation.refresh_from_db()
    assert citation.needs_recheck
    assert list(claim.citations.needing_recheck()) == [citation]
    assert Claim.objects.public().get() == claim
    citation.note = "An edit of the note confirms nothing."
    services.save_citation(citation)
    services.save_claim(claim, citations=[citation])
    assert claim.citations.needing_recheck().exists()
    stale = claim.citations.get()
    stale.stance = "disputes"  # not saved: a confirmation is about the words alone
    services.confirm_citation(stale)
    citation.refresh_from_db()
    assert not citation.needs_recheck
    assert citation.stance == "supports"


def test_words_that_came_after_the_citation_ask_for_a_check_too():
    passage = make.passage(make.article(body="[p1]"))
    citation = make.cite(make.claim(status="draft", cites=[]), passage)
    edit_passage(passage, source="At last a digest.")
    citation.refresh_from_db()
    assert citation.needs_recheck
    citation.note = "Noted."
    services.save_citation(citation)
    assert citation.needs_recheck


def test_a_citation_of_another_passage_counts_as_checked():
    claim = make.claim(cites=[make.passage(), make.passage()])
    citation = claim.citations.first()
    citation.passage = make.passage(make.article(body="[p1] Other words."))
    services.save_citation(citation)
    assert citation.checked_text == "Other words."


def test_a_citation_names_a_voice_of_its_own_article():
    claim = make.claim()
    with pytest.raises(ValidationError) as refused:
        make.cite(claim, make.passage(), voice=make.voice(make.article()))
    assert list(refused.value.message_dict) == ["voice"]
    article = make.article()
    quoted = make.voice(article, kind="quoted")
    assert make.cite(claim, make.passage(article), voice=quoted).speaker == quoted


def test_a_readers_remark_is_a_comment_whoever_is_entered_as_its_voice():
    article = make.article(body="One.\n\n> [p2] A remark.\n\nThree.", publisher="Alpha")
    own, remark, third = (make.passage(article, anchor) for anchor in ("p3", "p2", "p4"))
    for passage, comment in ((own, False), (remark, True)):
        claim = make.claim(cites=passage)
        assert claim.citations.get().as_support().comment is comment
    third.voice = make.voice(article, kind="commenter")
    third.save()
    assert make.claim(cites=third).citations.get().as_support().comment is True
    assert Claim.objects.for_reading().get(pk=claim.pk).strength.reason == (
        "Reader's comment only."
    )
