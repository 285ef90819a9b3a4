"""The page for an address that is not there suggests what is near it, and never a draft."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import Http404

from publishing.models import Kind
from reading.not_found.suggestions import LONGEST, Known, section, segments, suggestions
from reading.not_found.views import SECTIONS, not_found
from tests import factories
from tests.pages.html import Page, get

CIO = Known("role", "cio", "Chief Information Officer")
CTO = Known("role", "cto", "Chief Technology Officer")
BUDGET = Known("decision_area", "technology-budget", "Technology budget")


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("ci0", [CIO]),
        ("cioo", [CIO]),
        ("chief-information-officer", [CIO, CTO]),
        ("chief-infomation-oficer", [CIO, CTO]),
        ("budget", [BUDGET]),
        ("budget-technology", [BUDGET]),
        ("zzz", []),
    ],
)
def test_the_most_alike_come_first(word, found):
    assert suggestions(word, [CTO, BUDGET, CIO]) == found


@pytest.mark.parametrize(
    ("path", "found"),
    [("/roles/x/", "roles"), ("/role/x", "roles"), ("/Claim/x", "claims"), ("/wp-login.php", "")],
)
def test_the_section_may_be_mistyped_too(path, found):
    assert section(path, ["roles", "claims", "decisions"]) == found


def test_an_endless_address_is_cut_short():
    assert segments("/" + "x" * 9999) == ["x" * LONGEST]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("/roles/ci0/", "/roles/cio/"),
        ("/role/cio/", "/roles/cio/"),
        ("/cio/", "/roles/cio/"),
        ("/cio", "/roles/cio/"),
        ("/roles/cio/skills/", "/roles/cio/"),
        ("/titles/chief-digital-oficer/", "/roles/cdo/"),
        ("/claims/cio-set-strategy/", "/claims/cio-sets/"),
        ("/decision/startegy/", "/decisions/strategy/"),
        ("/responsibilities/set-the-strategy/", "/responsibilities/set-strategy/"),
        ("/disagreements/who-set/", "/disagreements/who-sets/"),
        ("/questions/what-does-the-ci0/", "/questions/what-does-the-cio-do/"),
        ("/articles/sold-and-told/", "/articles/sold/"),
        ("/topic/budget/", "/topics/budgets/"),
        ("/compare/cto/ci0/", "/compare/cio/cto/"),
        ("/compare/cio/nobody-like-this/", "/roles/cio/"),
    ],
)
def test_a_near_match_is_suggested(site, client, asked, meant):
    page = get(client, asked, 404)
    suggested = page.source.partition("suggestions")[2].partition("</ul>")[0]
    assert f'href="{meant}"' in suggested
    assert page.robots == "noindex"


@pytest.mark.django_db
def test_what_is_not_public_is_never_suggested(site, client):
    factories.role(slug="hidden-head", status="draft")
    site.claim("hidden-claim", "It is hidden.", status="draft")
    factories.article(slug="hidden-article", status="draft")
    factories.responsibility(slug="hidden-duty", decision_area=site.area)
    factories.disagreement([], [], slug="hidden-question", status="draft")
    factories.answer(slug="hidden-answer", status="draft")
    for asked in (
        "/hidden/", "/roles/hidden-hea/", "/claims/hidden/", "/articles/hidden/",
        "/disagreements/hidden/", "/questions/hidden/",
        "/compare/cio/hidden-hea/", "/responsibilities/hidden/",
    ):  # fmt: skip
        page = get(client, asked, 404)
        assert "hidden" not in page.source.partition("<main")[2], asked


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("asked", "most"),
    [("/nonsense/", 1), ("/roles/ci0/", 4), ("/claims/x/", 4), ("/compare/ci0/cto/", 5)],
)
def test_a_missing_page_is_cheap(site, client, django_assert_max_num_queries, asked, most):
    with django_assert_max_num_queries(most):
        assert client.get(asked).status_code == 404


@pytest.mark.django_db
def test_admin_is_not_searched(rf, django_assert_num_queries):
    request = rf.get("/admin/roles/")
    request.user = AnonymousUser()
    with django_assert_num_queries(0):
        page = Page(not_found(request, Http404()))
    assert "Did you mean" not in page.text


def test_every_kind_of_address_is_known():
    """A point has no page: its rows stand in comparisons, at an anchor."""
    assert set(Kind.values) - {Kind.POINT} == set(SECTIONS.values()) & set(Kind.values)
