"""What the first page, the topics and the references tell a first-time reader."""

import pytest

from roles import services
from roles.models import Claim
from tests.pages.html import get

pytestmark = pytest.mark.django_db


def test_claims_of_one_day_are_not_the_latest(site, client):
    assert "Latest claims" not in get(client, "/").text
    Claim.objects.filter(pk=site.will.pk).update(first_published_on="2020-01-02")
    assert "Latest claims" in get(client, "/").text


def test_the_roles_page_tells_what_each_is_for(site, client):
    text = get(client, "/roles/").text
    assert "The CIO looks inward." in text
    assert "10 claims from 1 source" in text


def test_the_home_page_asks_of_the_first_two_roles_and_a_variant_whatever_their_slugs(site, client):
    for role, slug in ((site.cio, "one"), (site.cto, "two"), (site.fractional, "three")):
        role.slug = slug
        services.save_role(role)
    page = get(client, "/")
    assert "CIO, Chief Technology Officer or Fractional CIO : who is responsible" in page.text
    assert {"/compare/one/two/three/", "/compare/one/two/"} <= set(page.links)


def test_topics_are_sorted_whatever_their_case(site, client):
    site.sets_strategy.tags.add("alignment", "CRM", "culture")
    for address in ("/topics/", "/claims/cio-sets/"):
        text = get(client, address).text
        found = [text.index(name) for name in ("alignment", "Budgets", "CRM", "culture")]
        assert found == sorted(found), address


def test_a_comparison_is_cited_with_its_year_as_roles_are(site, client):
    year = site.cio.first_published_on.year
    for address in ("/roles/cio/cite.txt", "/compare/cio/cto/cite.txt"):
        assert f"CIO Knowledge Base ({year})" in client.get(address).content.decode()


def test_the_facet_of_the_kind_of_result_is_called_so(site, client):
    assert "<h2>Kind</h2>" in get(client, "/search/?q=strategy").source
