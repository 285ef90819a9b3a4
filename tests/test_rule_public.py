"""Rule 1: what is public is worked out, and a published claim keeps its support on every road."""

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError

from articles.models import Article, Passage
from articles.services import edit_passage, save_article
from roles import services
from roles.models import Citation, Claim
from roles.publication import LAST_SUPPORT, NO_SUPPORT, Publication, refusal, saved
from tests import factories as make

pytestmark = pytest.mark.django_db


def is_public(claim: Claim) -> bool:
    return Claim.objects.public().filter(pk=claim.pk).exists()


def draft_article_passage() -> Passage:
    return make.passage(make.article(status="draft"))


def undigested_passage() -> Passage:
    return make.passage(make.article(body="[p1]"))


def removed_passage() -> Passage:
    article = make.article(body="[p1] Stays.\n\n[p2] Goes.")
    article.body = "[p1] Stays."
    save_article(article)
    return article.passages.get(anchor="p2")


def withdrawn_article_passage() -> Passage:
    article = make.article()
    services.withdraw(article, because="It was retracted.")
    return make.passage(article)


NO_SUPPORTS = [
    draft_article_passage,
    undigested_passage,
    removed_passage,
    withdrawn_article_passage,
]


def test_a_claim_with_support_is_public():
    assert is_public(make.claim())


@pytest.mark.parametrize("passage", NO_SUPPORTS)
def test_publishing_on_what_readers_cannot_see_is_refused(passage):
    cited = passage()
    with pytest.raises(ValidationError) as refused:
        make.claim(cites=cited)
    assert refused.value.message_dict == {"status": [NO_SUPPORT]}
    assert not Claim.objects.exists()
    claim = make.claim(cites=cited, status="draft")
    with pytest.raises(ValidationError):
        services.publish(claim)
    claim.refresh_from_db()
    assert claim.is_draft
    assert claim.first_published_on is None


def test_publishing_without_citations_is_refused():
    with pytest.raises(ValidationError, match="needs a supporting citation"):
        make.claim(cites=[])


@pytest.mark.parametrize("stance", ["disputes", "qualifies"])
def test_publishing_on_a_citation_that_does_not_support_is_refused(stance):
    claim = make.claim(cites=[], status="draft")
    make.cite(claim, make.passage(), stance=stance)
    with pytest.raises(ValidationError, match="needs a supporting citation"):
        services.publish(claim)


def test_a_claim_of_a_role_that_is_not_published_may_be_published_and_is_not_public():
    for status in ("draft", "withdrawn"):
        role = make.role()
        if status == "withdrawn":
            services.withdraw(role, because="Merged.")
        else:
            role = make.role(status="draft")
        claim = make.claim(role=role)
        assert claim.is_published
        assert not is_public(claim)
        assert Claim.objects.published_not_public().filter(pk=claim.pk).exists()


def supports(number: int) -> tuple[Claim, list[Citation]]:
    claim = make.claim(cites=[make.passage() for _ in range(number)])
    return claim, list(claim.citations.all())


def change_stance(claim, citation):
    citation.stance = "qualifies"
    services.save_citation(citation)


def change_stance_by_save(claim, citation):
    citation.stance = "disputes"
    services.save(citation)


def move_to_unsupporting_passage(claim, citation):
    citation.passage = draft_article_passage()
    services.save_citation(citation)


def move_to_other_claim(claim, citation):
    citation.claim = make.claim()
    services.save_citation(citation)


def save_without_citations(claim, citation):
    services.save_claim(claim, citations=[])


def save_with_a_dispute_only(claim, citation):
    citation.stance = "disputes"
    services.save_claim(claim, citations=[citation])


def save_with_another_unsupporting_one(claim, citation):
    services.save_claim(claim, citations=[Citation(passage=undigested_passage())])


ROADS = [
    lambda claim, citation: citation.delete(),
    lambda claim, citation: claim.citations.all().delete(),
    lambda claim, citation: Citation.objects.filter(claim=claim, stance="supports").delete(),
    lambda claim, citation: Citation(pk=citation.pk, claim=claim).delete(),
    lambda claim, citation: services.delete(citation),
    lambda claim, citation: services.delete(citation),
    lambda claim, citation: citation.passage.delete(),
    lambda claim, citation: citation.passage.article.delete(),
    lambda claim, citation: Passage.objects.filter(pk=citation.passage_id).delete(),
    lambda claim, citation: Article.objects.filter(passages=citation.passage_id).delete(),
    lambda claim, citation: claim.delete(),
    lambda claim, citation: Claim.objects.filter(pk=claim.pk).delete(),
    lambda claim, citation: claim.role.delete(),
    lambda claim, citation: edit_passage(citation.passage, source=""),
    lambda claim, citation: edit_passage(citation.passage, source="<!-- nothing -->"),
    change_stance,
    change_stance_by_save,
    move_to_unsupporting_passage,
    move_to_other_claim,
    save_without_citations,
    save_with_a_dispute_only,
    save_with_another_unsupporting_one,
]


@pytest.mark.parametrize("road", ROADS)
def test_the_last_support_is_taken_on_no_road(road):
    claim, [citation] = supports(1)
    before = list(Citation.objects.filter(claim=claim).values())
    with pytest.raises((ValidationError, ProtectedError)), transaction.atomic():
        road(claim, citation)
    assert is_public(claim)
    assert list(Citation.objects.filter(claim=claim).values()) == before


@pytest.mark.parametrize("road", [change_stance, move_to_other_claim, ROADS[0], ROADS[4]])
def test_one_of_two_supports_may_go(road):
    claim, [first, _second] = supports(2)
    road(claim, first)
    assert is_public(claim)


def test_two_supports_in_one_deletion_are_seen_together():
    claim, _ = supports(2)
    other, _ = supports(2)
    with pytest.raises(ProtectedError), transaction.atomic():
        Citation.objects.filter(claim__in=[claim, other]).delete()
    assert Citation.objects.filter(claim=claim).count() == 2
    Citation.objects.filter(
        pk__in=[claim.citations.first().pk, other.citations.first().pk]
    ).delete()
    assert is_public(claim)
    assert is_public(other)


def test_a_dispute_does_not_stand_in_for_the_support():
    claim, [citation] = supports(1)
    make.cite(claim, make.passage(), stance="disputes")
    with pytest.raises(ProtectedError), transaction.atomic():
        citation.delete()


@pytest.mark.parametrize("passage", NO_SUPPORTS)
def test_support_that_readers_cannot_see_does_not_stand_in_for_the_last(passage):
    claim, [citation] = supports(1)
    make.cite(claim, passage())
    with pytest.raises(ProtectedError), transaction.atomic():
        citation.delete()


def test_the_only_support_may_be_replaced_in_one_change():
    claim, _ = supports(1)
    services.save_claim(claim, citations=[Citation(passage=make.passage())])
    assert is_public(claim)
    assert claim.citations.count() == 1


def test_a_claim_may_be_withdrawn_and_lose_its_citations_in_one_change():
    claim, _ = supports(1)
    claim.status, claim.withdrawn_because = "withdrawn", "The source was misread."
    services.save_claim(claim, citations=[])
    assert not claim.citations.exists()


def test_drafts_give_up_their_citations_freely():
    claim = make.claim(status="draft")
    claim.citations.all().delete()
    claim.delete()
    assert not Claim.objects.exists()


def test_withdrawing_an_article_silences_its_claims_and_they_can_still_be_edited():
    claim, [citation] = supports(1)
    services.withdraw(citation.passage.article, because="The publisher took it back.")
    assert not is_public(claim)
    assert Claim.objects.published_not_public().get() == claim
    claim.statement = "The role is described in other words."
    services.save_claim(claim)
    citation.note = "Seen before it was withdrawn."
    services.save_citation(citation)
    with pytest.raises(ProtectedError), transaction.atomic():
        citation.delete()  # its page says that it rests on a withdrawn article
    services.publish(Article.objects.get(pk=citation.passage.article_id))
    assert is_public(claim)


def test_a_silent_claim_that_was_withdrawn_is_not_published_again():
    claim, [citation] = supports(1)
    services.withdraw(citation.passage.article, because="Retracted.")
    services.withdraw(claim, because="Its source is gone.")
    with pytest.raises(ValidationError, match="needs a supporting citation"):
        services.publish(claim)


def test_a_load_may_bring_a_claim_that_only_withdrawn_articles_support():
    claim = Claim(slug="x", role=make.role(), aspect="focus", statement="X.", status="published")
    services.save_claim(
        claim, citations=[Citation(passage=withdrawn_article_passage())], loading=True
    )
    assert Claim.objects.published_not_public().get() == claim
    kept, _ = supports(1)
    services.save_claim(
        kept, citations=[Citation(passage=withdrawn_article_passage())], loading=True
    )
    with pytest.raises(ValidationError):
        services.save_claim(claim, citations=[], loading=True)
    for passage in (draft_article_passage(), undigested_passage(), removed_passage()):
        with pytest.raises(ValidationError):
            services.save_claim(kept, citations=[Citation(passage=passage)], loading=True)


def test_every_step_between_two_states():
    silent, backed = Publication(True, False, False), Publication(True, False, True)
    public, draft = Publication(True, True, True), Publication()
    assert refusal(draft, silent) == refusal(draft, backed) == NO_SUPPORT
    assert refusal(public, silent) == refusal(public, backed) == LAST_SUPPORT
    assert refusal(backed, silent) == LAST_SUPPORT
    assert refusal(backed, backed) == refusal(silent, silent) == refusal(silent, backed) == ""
    for before in (draft, silent, backed, public):
        assert refusal(before, public) == refusal(before, draft) == ""
        assert refusal(before, backed, loading=True) == ""
        assert refusal(before, silent, loading=True) == NO_SUPPORT


def test_the_state_of_an_unsaved_claim_and_without_some_citations():
    assert saved(Claim()) == Publication()
    claim, [citation] = supports(1)
    assert saved(claim) == Publication(True, True, True)
    assert saved(claim, without={citation.pk}) == Publication(True, False, False)
