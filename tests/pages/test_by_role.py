"""Pages that go role by role answer their question first, and explain the letters they use."""

import re

import pytest

from tests import factories
from tests.pages.html import get

pytestmark = pytest.mark.django_db

KEY = "A accountable R responsible C consulted I informed excluded has no part, as a source says"


def statements(page, role: str) -> list[str]:
    block = page.source.partition(f'id="role-{role}"')[2].partition("</section>")[0]
    words = re.findall(r"<li[^>]*>(?:<abbr.*?</abbr>)?\s*(.*?)<sup>", block, re.S)
    return [re.sub(r"<[^>]+>", "", each) for each in words]


@pytest.fixture
def answers(site):
    """Claims on one decision area, in the order in which a page should have them."""
    expected = [("cio-sets", "The CIO sets the strategy.")]
    for slug, fields in {
        "owns": {"involvement": "accountable"},
        "ought-to-own": {"involvement": "accountable", "modality": "recommends"},
        "drafts": {"involvement": "responsible"},
        "is-asked": {"involvement": "consulted"},
        "is-told": {"involvement": "informed"},
        "is-out": {"involvement": "excluded"},
        "looks": {"involvement": ""},
    }.items():
        words = f"The CIO {slug.replace('-', ' ')}."
        expected.append((slug, words))
        site.claim(slug, words, aspect="decision", decision_area=site.area, **fields)
    return [words for _, words in expected]


def test_a_decision_page_begins_with_who_answers_for_it(site, answers, client):
    site.claim("cio-like", "The CIO is like a guide.", decision_area=site.area)
    found = statements(get(client, "/decisions/strategy/"), "cio")
    rest = [words for words in found if words in answers]
    assert rest == answers
    assert "The CIO is like a guide." in found[-2:]


def test_the_better_supported_answer_stands_first(site, client):
    claim = site.claim(
        "cio-owns", "The CIO owns the strategy.", aspect="decision", decision_area=site.area,
        involvement="accountable",
    )  # fmt: skip
    assert statements(get(client, "/decisions/strategy/"), "cio")[0] != claim.statement
    factories.cite(claim, site.other_p1)
    assert statements(get(client, "/decisions/strategy/"), "cio")[0] == claim.statement


def test_a_decision_page_leads_each_role_with_its_letters(site, client):
    text = get(client, "/decisions/strategy/").text
    assert "Claims on each part: A 1 C* recommended or predicted 1" in text
    assert "1 * recommended or predicted Sources differ" in text
    assert "Claims on each part: excluded 1 Sources differ" in text


@pytest.mark.parametrize(
    "address",
    ["/decisions/strategy/", "/responsibilities/set-strategy/", "/topics/budgets/", "/roles/cio/"],
)
def test_letters_are_explained_in_words(site, client, address):
    assert get(client, address).text.count(KEY) == 1


def test_a_role_that_others_name_with_a_letter_explains_it_too(site, client):
    assert KEY not in get(client, "/roles/ceo/").text
    site.claim(
        "cio-asks", "The CIO asks the CEO.", aspect="responsibility", responsibility=site.duty,
        other_role=site.ceo,
    )  # fmt: skip
    assert get(client, "/roles/ceo/").text.count(KEY) == 1


def test_the_timeline_explains_letters_where_it_has_some(site, client):
    assert KEY not in get(client, "/timeline/").text
    site.claim(
        "cio-did", "The CIO did it.", aspect="responsibility", responsibility=site.duty,
        period_start=1990,
    )  # fmt: skip
    assert get(client, "/timeline/").text.count(KEY) == 1
