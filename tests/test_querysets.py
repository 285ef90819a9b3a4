"""What is public and contested, by the queries and by a slow reading of the rules."""

import random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Article, Passage
from roles import services
from roles.models import Citation, Claim, Disagreement, Position, Role
from tests import factories as make

pytestmark = pytest.mark.django_db
STATUSES = ["draft", "withdrawn", *["published"] * 7]
DATES = {
    "draft": {},
    "published": {"first_published_on": "2020-01-01"},
    "withdrawn": {
        "first_published_on": "2020-01-01",
        "withdrawn_on": "2020-01-02",
        "withdrawn_because": "Wrong.",
    },
}


def shuffle_states(model, chance: random.Random) -> None:
    """Any state that the database takes, whether or not the services would lead there."""
    for entry in model.objects.all():
        status = chance.choice(STATUSES)
        blank = {"first_published_on": None, "withdrawn_on": None, "withdrawn_because": ""}
        model.objects.filter(pk=entry.pk).update(**{**blank, "status": status, **DATES[status]})


def made_up_base(seed: int) -> None:
    chance = random.Random(seed)
    roles = [make.role() for _ in range(3)]
    passages = [
        passage
        for _ in range(4)
        for passage in make.article(body="[p1] One.\n\n[p2] Two.").passages.all()
    ]
    claims = [make.claim(role=chance.choice(roles), status="draft", cites=[]) for _ in range(12)]
    for claim in claims:
        for passage in chance.sample(passages, chance.randint(0, 4)):
            stance = chance.choice(["supports", "supports", "disputes", "qualifies"])
            make.cite(claim, passage, stance=stance)
    for number in range(3):
        question = Disagreement.objects.create(slug=f"q-{seed}-{number}", question="Who?")
        sides = [chance.randint(0, 2) for _ in claims]
        for order in (1, 2):
            position = Position.objects.create(disagreement=question, label="x", order=order)
            position.claims.set([c for c, side in zip(claims, sides, strict=True) if side == order])
    for model in (Role, Article, Claim, Disagreement):
        shuffle_states(model, chance)
    for passage in passages:
        if chance.random() < 0.1:
            Passage.objects.filter(pk=passage.pk).update(text="")
        if chance.random() < 0.1:
            Passage.objects.filter(pk=passage.pk).update(removed_on="2020-01-01")


def citation_is_public(citation: Citation) -> bool:
    passage = citation.passage
    return passage.article.is_published and passage.removed_on is None and passage.text != ""


def is_public(claim: Claim) -> bool:
    supported = any(
        citation.stance == "supports" and citation_is_public(citation)
        for citation in claim.citations.all()
    )
    return claim.is_published and claim.role.is_published and supported


def is_disputed(claim: Claim) -> bool:
    return any(
        citation.stance == "disputes" and citation_is_public(citation)
        for citation in claim.citations.all()
    )


def has_rival(claim: Claim) -> bool:
    return any(
        is_public(rival)
        for own in claim.positions.all()
        if own.disagreement.is_published
        for other in own.disagreement.positions.all()
        if other != own
        for rival in other.claims.all()
    )


def disagreement_is_public(question: Disagreement) -> bool:
    alive = [
        position
        for position in question.positions.all()
        if any(is_public(claim) for claim in position.claims.all())
    ]
    return question.is_published and len(alive) >= 2


@pytest.mark.parametrize("seed", range(6))
def test_the_queries_agree_with_a_slow_reading_of_the_rules(seed):
    made_up_base(seed)
    everything = Claim.objects.all()
    public = {claim for claim in everything if is_public(claim)}
    assert set(Claim.objects.public()) == public
    assert set(Claim.objects.published_not_public()) == {
        claim for claim in everything if claim.is_published and claim not in public
    }
    for claim in Claim.objects.public().with_contested():
        assert claim.contested == (is_disputed(claim) or has_rival(claim))
    assert set(Disagreement.objects.public()) == {
        question for question in Disagreement.objects.all() if disagreement_is_public(question)
    }
    assert set(Citation.objects.public()) == {
        citation for citation in Citation.objects.all() if citation_is_public(citation)
    }


def test_the_made_up_bases_hold_something_of_everything():
    for seed in (0, 1):
        made_up_base(seed)
    public = [claim for claim in Claim.objects.all() if is_public(claim)]
    assert {is_public(claim) for claim in Claim.objects.published()} == {True, False}
    assert {is_disputed(claim) for claim in public} == {True, False}
    assert {has_rival(claim) for claim in public} == {True, False}
    assert {disagreement_is_public(each) for each in Disagreement.objects.published()} == {
        True,
        False,
    }


def rich_claims(number: int) -> None:
    """Claims with two citations, a dispute, contexts and tags, each pair in a disagreement."""
    claims = [
        make.claim(
            aspect="responsibility",
            cites=[make.passage(), make.passage()],
            contexts=[make.context()],
            tags=["one", "two"],
        )
        for _ in range(number)
    ]
    for claim in claims:
        make.cite(claim, make.passage(), stance="disputes")
    for one, other in zip(claims[::2], claims[1::2], strict=True):
        make.disagreement([one], [other])


def queries(read) -> int:
    with CaptureQueriesContext(connection) as captured:
        read()
    return len(captured)


def read_claims() -> None:
    for claim in Claim.objects.for_reading():
        assert claim.contested
        assert claim.responsibility.decision_area.title
        assert [context.title for context in claim.contexts.all()]
        assert claim.role.title
        for citation in claim.public_citations:
            assert citation.passage.article.title
            assert citation.speaker.article_id == citation.passage.article_id


def read_disagreements() -> None:
    for question in Disagreement.objects.public().with_positions():
        for position in question.positions.all():
            assert [claim.public_citations for claim in position.public_claims]


def read_articles() -> None:
    for article in Article.objects.for_list().with_passages():
        assert [passage.voice.slug for passage in article.public_passages]
        assert list(article.voices.all())


@pytest.mark.parametrize(
    ("read", "budget"), [(read_claims, 5), (read_disagreements, 7), (read_articles, 3)]
)
def test_reading_takes_as_many_queries_for_twenty_as_for_two(read, budget):
    rich_claims(2)
    few = queries(read)
    rich_claims(18)
    assert queries(read) == few <= budget


def test_public_citations_come_support_first():
    claim = make.claim()
    for stance in ("disputes", "qualifies", "supports"):
        make.cite(claim, make.passage(), stance=stance)
    hidden = make.article()
    make.cite(claim, make.passage(hidden))
    services.withdraw(hidden, because="Retracted.")
    [found] = Claim.objects.for_reading()
    assert [citation.stance for citation in found.public_citations] == [
        *("supports", "supports", "qualifies", "disputes")
    ]


def test_articles_are_listed_newest_first_and_undated_last():
    for date in ("2016", "", "2016-05-12", "2020", "2016-05"):
        make.article(published_on=date)
    make.article(status="draft", published_on="2030")
    assert [article.published_on for article in Article.objects.for_list()] == [
        *("2020", "2016-05-12", "2016-05", "2016", "")
    ]


def test_claims_that_rest_on_an_article_or_name_a_role():
    article, other = make.article(), make.role()
    cited = make.claim(cites=make.passage(article), other_role=other)
    disputed = make.claim()
    make.cite(disputed, make.passage(article), stance="disputes")
    make.claim()
    assert set(Claim.objects.resting_on(article)) == {cited, disputed}
    assert list(Claim.objects.naming(other)) == [cited]
    assert list(Claim.objects.of_roles([cited.role])) == [cited]
