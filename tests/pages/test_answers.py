"""Answers on pages: which one heads a page, what stands beside it, and the pages of questions."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reading.answers import answer_for, answer_on_home
from reading.selection import Selection
from roles import services
from roles.merging import rename
from tests import factories as make
from tests.pages.html import get

pytestmark = pytest.mark.django_db


def test_the_lowest_order_then_slug_heads_the_page_and_the_others_are_linked():
    role = make.role()
    second = make.answer(roles=[role], slug="b", order=5)
    third = make.answer(roles=[role], slug="c", order=5)
    first = make.answer(roles=[role], slug="d", order=1)
    found = answer_for([role])
    assert found.answer == first
    assert found.others == [second, third]


def test_a_page_has_the_answer_that_equals_its_key_in_all_three():
    one, other, area, context = make.role(), make.role(), make.decision_area(), make.context()
    both = make.answer(roles=[one, other])
    assert answer_for([other, one]).answer == both
    assert answer_for([one]) is None
    on_area = make.answer(decision_area=area)
    assert answer_for(decision_area=area).answer == on_area
    assert answer_for([one], decision_area=area) is None
    in_context = make.answer(roles=[one], context=context)
    assert answer_for([one]) is None
    assert answer_for([one], context=context).answer == in_context


def test_what_is_not_public_is_no_answer_and_a_silent_statement_is_left_out():
    role, claim, stays = make.role(), make.claim(), make.claim()
    make.answer(roles=[role], status="draft")
    assert answer_for([role]) is None
    make.answer(
        make.statement(claim, text="One."), make.statement(stays, text="Two."), roles=[role]
    )
    services.withdraw(claim, because="Wrong.")
    assert [line.text for line in answer_for([role]).lines] == ["Two."]
    services.withdraw(stays, because="Wrong.")
    assert answer_for([role]) is None


def test_a_readers_filter_hides_what_it_does_not_keep_and_only_what_it_keeps_contests():
    role, sold = make.role(), make.article(publisher_interest="seller")
    claim, rival = make.claim(), make.claim(cites=make.passage(sold))
    sellers = make.claim(cites=make.passage(sold))
    make.cite(claim, make.passage(sold))
    make.disagreement([claim], [rival])
    make.answer(
        make.statement(claim, text="One."), make.statement(sellers, text="Two."), roles=[role]
    )
    first, second = answer_for([role]).lines
    assert (first.verdict.sources, bool(first.verdict.contest)) == (2, True)
    assert second.verdict.only_sellers
    [line] = answer_for([role], selection=Selection(without_sellers=True)).lines
    assert (line.text, line.verdict.sources, line.verdict.contest) == ("One.", 1, None)
    assert len(line.public_citations) == 1
    assert answer_for([role], selection=Selection(contexts=("sme",))) is None


def test_a_passage_behind_several_needed_claims_is_marked_once():
    role, passage = make.role(), make.passage()
    claims = [make.claim(cites=passage), make.claim(cites=passage)]
    make.answer(make.statement(*claims), roles=[role])
    assert len(answer_for([role]).lines[0].public_citations) == 1


def test_home_takes_the_first_on_several_roles_and_of_it_three_statements():
    make.answer(roles=[make.role()], order=1)
    assert answer_on_home() is None
    lines = [make.statement(make.claim(), text=f"Number {n}.") for n in range(4)]
    make.answer(
        make.gap(make.role()), *lines, roles=[make.role(), make.role(), make.role()], order=2
    )
    assert [each.text for each in answer_on_home().lines] == ["Number 0.", "Number 1.", "Number 2."]


def test_an_answer_costs_the_same_queries_whatever_is_behind_it(django_assert_num_queries):
    role = make.role()
    make.answer(make.statement(make.claim()), roles=[role])
    with CaptureQueriesContext(connection) as few:
        answer_for([role])
    several = [make.claim(contexts=[make.context()]) for _ in range(4)]
    make.disagreement(several[:2], several[2:])
    make.answer(make.statement(*several), make.statement(*several), roles=[role], order=1)
    with django_assert_num_queries(len(few)):
        found = answer_for([role])
    assert len(found.lines) == 2


def test_a_question_has_each_sentence_with_its_claims_and_who_says_so(client):
    article = make.article(title="On roles", publisher="The Press", published_on="2016")
    voice = make.voice(article, name="A. Seller", interest="seller")
    role = make.role(title="Chief of All")
    claim = make.claim(statement="The chief should lead.", role=role, modality="recommends")
    make.cite(claim, make.passage(article), voice=voice)
    rival = make.claim(statement="The chief should follow.", role=role)
    question = make.disagreement([claim], [rival], question="Lead or follow?")
    more = make.claim(statement="The chief leads.", role=role)
    make.answer(
        make.statement(claim, backing=[more], text="A chief should lead."),
        make.gap(role, text="Our sources do not say where."),
        slug="what", question="What does a chief do?", roles=[role],
    )  # fmt: skip
    page = get(client, "/questions/what/")
    for words in (
        "What does a chief do?", "A chief should lead.", "recommended", "Sources differ",
        "The chief should lead.", "A. Seller", "seller", "The Press, 2016", "Also supported by",
        "The chief leads.", "Our sources do not say where.", "Lead or follow?",
    ):  # fmt: skip
        assert words in page.text, words
    assert {claim.get_absolute_url(), question.get_absolute_url(), "/roles/" + role.slug + "/"} <= {
        *page.links
    }
    assert 'name="description" content="What does a chief do? Answered' in page.source
    assert "Sources differ: Lead or follow?" in page.text
    assert "What does a chief do?" in get(client, "/questions/").text


def test_the_address_of_a_question_lives_for_ever(client):
    claim = make.claim()
    answer = make.answer(make.statement(claim, text="Things were said."), slug="asked")
    services.withdraw(claim, because="Wrong.")
    page = get(client, "/questions/asked/")
    assert "This answer is no longer shown" in page.text
    assert page.robots == "noindex"
    assert "Things were said." not in page.text
    services.withdraw(answer, because="Badly asked.")
    assert "Badly asked." in get(client, "/questions/asked/").text
    assert "asked" not in get(client, "/questions/").links
    make.answer(status="draft", slug="draft")
    get(client, "/questions/draft/", 404)
    answer = make.answer(slug="old")
    rename(answer, slug="new")
    assert client.get("/questions/old/")["Location"] == "/questions/new/"


def test_a_decision_page_begins_with_its_answer_or_with_how_many_sources_give_it_to_whom(client):
    area, (cio, cto, ceo) = make.decision_area(slug="budget"), (make.role(title=t) for t in "ABC")
    facts = {"aspect": "decision", "decision_area": area}
    make.claim(role=cto, involvement="responsible", **facts)
    given = [make.claim(role=cio, involvement="accountable", **facts) for _ in range(2)]
    make.claim(role=ceo, involvement="accountable", modality="recommends", **facts)
    make.claim(role=ceo, involvement="excluded", **facts)
    page = get(client, "/decisions/budget/")
    assert "2 sources give this to the A, 1 to the B." in page.text
    answer = make.answer(make.statement(given[0], text="A decides."), decision_area=area)
    page = get(client, "/decisions/budget/")
    assert page.text.index("A decides.") < page.text.index(given[0].statement)
    assert answer.get_absolute_url() in page.links
    assert "give this to" not in page.text
    assert page.links.count("#n1") >= 1


def test_home_begins_with_its_answer_and_the_way_in(client):
    one, other = make.role(slug="one", title="One"), make.role(slug="other", title="Other")
    claim = make.claim(role=one)
    answer = make.answer(
        make.statement(claim, text="One is one."), question="One or other?", roles=[one, other]
    )
    asked = make.answer(question="What is one?", roles=[one], order=200)
    page = get(client, "/")
    assert "<h1>One or other?</h1>" in page.source
    assert page.text.index("One is one.") < page.text.index("Compare One and Other")
    assert page.links.count(answer.get_absolute_url()) == 1
    assert {"/compare/one/other/", "#n1", asked.get_absolute_url()} <= set(page.links)
    services.withdraw(other, because="Merged.")
    page = get(client, "/")
    assert "One is one." in page.text
    assert "/compare/one/other/" not in page.links


def test_what_most_sources_differ_on_comes_first(client):
    few = make.disagreement([make.claim()], [make.claim()], question="A few?")
    many = make.claim()
    for _ in range(3):
        make.cite(many, make.passage())
    hidden = make.claim()
    make.cite(hidden, make.passage(), stance="disputes")
    most = make.disagreement([many], [hidden], question="Most?")
    make.cite(make.claim(), make.passage())
    for address in ("/", "/disagreements/"):
        page = get(client, address)
        assert page.links.index(most.get_absolute_url()) < page.links.index(few.get_absolute_url())
        assert "5 sources" in page.text
        assert "2 sources" in page.text


def test_of_many_scopes_a_line_has_the_number_and_claim_and_question_name_them(client):
    scopes = ["Austria", "Start-ups", "US agencies"]
    said_of = [make.passage(make.article(scope=scope)) for scope in scopes]
    role, claim = make.role(slug="cio"), make.claim(cites=said_of)
    answer = make.answer(make.statement(claim, text="One."), roles=[role], slug="asked")
    line = get(client, "/roles/cio/").text.partition("One.")[2]
    assert "said of 3 particular organisations or kinds of them" in line
    assert "Austria" not in line.partition("Read the evidence")[0]
    for address in (claim.get_absolute_url(), answer.get_absolute_url()):
        assert "Said of: Austria; Start-ups; US agencies" in get(client, address).text
