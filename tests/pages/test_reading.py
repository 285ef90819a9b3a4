"""Every page with content: it is there, whole, and its links lead somewhere."""

from urllib.parse import urldefrag, urljoin

import pytest

from tests.addresses import ENTRIES, LISTS
from tests.pages.html import get

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", LISTS + ENTRIES)
def test_a_page_has_its_title_and_unique_ids(site, client, address):
    page = get(client, address)
    assert page.source.count("<h1") == 1
    assert len(page.ids) == len(set(page.ids)), "an id stands twice"
    assert page.canonical == f"http://testserver{urldefrag(address).url.partition('?')[0]}"
    assert not page.robots


@pytest.fixture(scope="module")
def pages(site):
    """Address -> the places on its page, for the addresses that were visited."""
    return {}


@pytest.mark.parametrize("address", LISTS + ENTRIES)
def test_every_link_leads_to_a_page_and_every_fragment_to_a_place(site, pages, client, address):
    own = get(client, address)
    for link in own.links:
        target, fragment = urldefrag(urljoin(address, link))
        if target.startswith(("http", "/admin/")):
            continue
        if target not in pages:
            response = client.get(target)
            assert response.status_code == 200, f"{link} answers with {response.status_code}"
            html = response["Content-Type"].startswith("text/html")
            pages[target] = get(client, target).ids if html else []
        assert not fragment or fragment in pages[target], f"{link} leads to no place"


def test_the_article_page_has_claims_beside_their_passages(site, client):
    page = get(client, "/articles/sold/")
    first, second = page.source.index('id="p1"'), page.source.index('id="p2"')
    assert first < page.source.index("The CIO knows best.") < second
    assert second < page.source.rindex("The CIO is an executive.")
    assert "It sells CIO services." in page.text
    assert "Q. Uoted (quoted), recruiter" in page.text


def test_passages_without_digest_and_removed_ones_are_not_shown(site, client):
    assert site.passage("p4").removed_on
    page = get(client, "/articles/sold/")
    assert "p1" in page.ids
    assert not {"p3", "p4"} & set(page.ids)
    assert "taken out" not in page.text


def test_a_topic_is_public_with_what_bears_it(site, client):
    site.will.tags.add("Never shown")
    type(site.will).objects.filter(pk=site.will.pk).update(
        status="withdrawn", withdrawn_on="2026-01-01", withdrawn_because="Wrong."
    )
    assert "Never shown" not in get(client, "/topics/").text
    assert client.get("/topics/never-shown/").status_code == 404
    page = get(client, "/topics/budgets/")
    assert "The CIO sets the strategy." in page.text
    assert "Sold & told" in page.text


@pytest.mark.parametrize("name", ["C++", "信息系统", "!!!", "a_b", "R&D"])
def test_a_topic_of_any_name_breaks_no_page(site, client, name):
    site.sets_strategy.tags.add(name)
    for address in ("/topics/", "/claims/cio-sets/", "/sitemap.xml"):
        assert client.get(address).status_code == 200
    slug = site.sets_strategy.tags.get(name=name).slug
    if slug:
        assert name in get(client, f"/topics/{slug}/").text


def test_editors_notes_are_set_apart_and_labelled(site, client):
    for address, words in (
        ("/roles/cio/", "Not to be confused with others."),
        ("/disagreements/who-sets/", "We take no side."),
    ):
        aside = get(client, address).source.partition('<aside class="editors-note"')[2]
        assert words in aside.partition("</aside>")[0]
        assert "Editors’ note" in aside.partition("</aside>")[0]


def test_the_home_page_leads_to_the_comparison_that_is_asked_for_most(site, client):
    assert "/compare/cio/cto/fractional-cio/" in get(client, "/").links


def test_the_decades_are_folded_with_a_lane_for_what_is_undated(site, client):
    site.claim("cio-once", "The CIO once was alone.", aspect="evolution")
    page = get(client, "/roles/cio/")
    lanes = page.source.partition('id="decades"')[2].partition("</section>")[0]
    assert "<summary>1980s, Then and now, undated</summary>" in lanes
    assert lanes.index("The CIO ran machines.") < lanes.index("The CIO once was alone.")
    assert len(page.ids) == len(set(page.ids))
