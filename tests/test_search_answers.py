"""What answers, points and areas bring to the index, and how it follows them."""

import pytest

from roles import merging, services
from roles.models import Answer, Claim
from search.backends.selection import Filters
from search.engine import search
from tests import factories as make
from tests.test_search_indexing import agree, urls

pytestmark = [pytest.mark.django_db, pytest.mark.search_index]


def answer_on(*claims: Claim, **fields) -> Answer:
    """Each claim in a statement of its own, of the claim's words."""
    said = [make.statement(each, text=each.statement) for each in claims]
    return make.answer(*said, make.gap(claims[0].role, text="Nobody counts medlars."), **fields)


def test_a_question_leads_to_its_answer():
    claim = make.claim(statement="The role peels quinces.")
    answer = answer_on(claim, question="Who peels quinces?", roles=[claim.role])
    found = search("who peels the quinces", Filters()).found[0]
    assert (found.kind, found.url) == ("answer", answer.get_absolute_url())
    assert "quinces" in found.snippet
    assert urls("counts medlars") == [answer.get_absolute_url()]  # a gap is an answer, too
    assert urls("quinces", kind="answer", role=claim.role.slug) == [answer.get_absolute_url()]
    agree()


def test_an_answer_says_what_its_claims_let_it_say():
    claim, other = (make.claim(statement=f"The role {verb} quinces.") for verb in ("eats", "buys"))
    answer = answer_on(claim, other, question="What of fruit?")
    page = answer.get_absolute_url()
    assert page in urls('"eats quinces"')
    article = claim.citations.get().passage.article
    services.withdraw(article, because="It was retracted.")
    assert page not in urls('"eats quinces"')
    assert page in urls("buys quinces")
    agree()
    services.withdraw(other, because="It was wrong.")
    assert urls("what of fruit") == []
    agree()
    services.publish(article)
    assert urls("what of fruit") == [page]
    agree()


def test_an_answer_follows_its_sentences_roles_area_and_address():
    claim, area = make.claim(), make.decision_area(title="Orchards")
    answer = answer_on(claim, question="What of fruit?", roles=[claim.role], decision_area=area)
    sentence = answer.sentences.get(kind="statement")
    sentence.uses.create(claim=make.claim(status="draft"))  # past the services
    assert urls("what of fruit") == []
    sentence.uses.exclude(claim=claim).delete()
    assert urls("what of fruit") == [answer.get_absolute_url()]
    for entry in (claim.role, area, answer):
        merging.rename(entry, slug=f"new-{entry.slug}")
        agree()
    assert urls("what of fruit", role=claim.role.slug) == [answer.get_absolute_url()]
    assert urls("what of fruit", decision_area=area.slug) == [answer.get_absolute_url()]
    services.withdraw(claim.role, because="No such role.")
    assert urls("what of fruit") == []
    agree()


def test_an_answer_is_contested_with_a_needed_claim():
    claim, rival = make.claim(), make.claim()
    answer = answer_on(claim, question="What of fruit?")
    question = make.disagreement([claim], [rival])
    assert urls("what of fruit", contested="yes") == [answer.get_absolute_url()]
    one, other = question.positions.all()
    one.claims.remove(claim)  # past the services
    assert urls("what of fruit", contested="yes") == []
    one.claims.add(rival)
    other.claims.set([claim])
    assert urls("what of fruit", contested="yes") == [answer.get_absolute_url()]
    agree()


def test_merged_claims_are_merged_in_answers():
    loser = make.claim(statement="The role peels quinces.")
    winner = make.claim(role=loser.role)
    answer = answer_on(loser, question="What of fruit?")
    merging.merge_claims(loser, into=winner)
    assert urls("what of fruit") == [answer.get_absolute_url()]
    agree()


def test_a_point_is_found_in_its_claims():
    point = make.point(title="Orchard keeping")
    claim = make.claim(point=point)
    assert urls("orchard keeping") == [claim.get_absolute_url()]
    point.title = "Fruit of all kinds"
    services.save(point)
    assert urls("orchard keeping") == []
    assert urls("fruit of all kinds") == [claim.get_absolute_url()]
    merging.merge_points(point, into=make.point(title="Medlars"))
    assert urls("medlars") == [claim.get_absolute_url()]
    agree()


def test_a_disagreement_is_found_in_its_decision_area():
    area = make.decision_area()
    question = make.disagreement([make.claim()], [make.claim()], decision_area=area)
    assert urls("who is right", decision_area=area.slug) == [question.get_absolute_url()]
    merging.rename(area, slug="orchards")
    assert urls("who is right", decision_area="orchards") == [question.get_absolute_url()]
    agree()


def test_a_claim_says_what_its_role_does_not_carry():
    claim = make.claim(
        aspect="responsibility", modality="recommends", statement="The role peels quinces."
    )
    duty = claim.responsibility.get_absolute_url()

    def noted() -> dict[str, list[str]]:
        found = (
            search("quinces", Filters()).found + search(str(claim.responsibility), Filters()).found
        )
        return {each.url: [why for _, why in each.noted_roles] for each in found}

    assert noted()[claim.get_absolute_url()] == noted()[duty] == ["recommended"]
    claim.modality = "describes"
    services.save_claim(claim)
    assert noted()[claim.get_absolute_url()] == noted()[duty] == [""]
    agree()
