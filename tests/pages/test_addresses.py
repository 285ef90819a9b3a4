"""Addresses live for ever (rule 8): drafts, what is gone, what moved, and titles."""

import pytest
from django.urls import reverse

from articles.models import Article
from publishing.models import Kind, Redirect
from publishing.services import redirect
from roles import merging, services
from tests import factories
from tests.pages.html import get

pytestmark = pytest.mark.django_db

PUBLISHABLE = {
    Kind.ROLE: lambda **fields: factories.role(**fields),
    Kind.CLAIM: lambda **fields: factories.claim(statement="It is secret.", **fields),
    Kind.ARTICLE: lambda **fields: factories.article(body="[p1] It is secret.", **fields),
    Kind.DISAGREEMENT: lambda **fields: factories.disagreement(
        [factories.claim()], [factories.claim()], **fields
    ),
}
ENTRIES = PUBLISHABLE | {
    Kind.RESPONSIBILITY: lambda **fields: factories.responsibility(**fields),
    Kind.DECISION_AREA: lambda **fields: factories.decision_area(**fields),
}


@pytest.mark.parametrize("kind", PUBLISHABLE)
def test_a_draft_has_no_address(client, kind):
    PUBLISHABLE[kind](slug="hidden", status="draft")
    assert client.get(reverse(kind, args=["hidden"])).status_code == 404


@pytest.mark.parametrize("kind", PUBLISHABLE)
def test_what_is_withdrawn_says_when_and_why_and_nothing_else(client, kind):
    entry = PUBLISHABLE[kind](slug="was-here")
    if kind == Kind.ARTICLE:
        Article.objects.filter(pk=entry.pk).update(
            status="withdrawn", withdrawn_on="2026-11-20", withdrawn_because="It was a hoax."
        )
    else:
        services.withdraw(entry, because="It was a hoax.")
    page = get(client, reverse(kind, args=["was-here"]))
    assert page.robots == "noindex"
    assert "withdrawn on" in page.text
    assert "It was a hoax." in page.text
    assert "secret" not in page.source


def test_a_claim_of_a_withdrawn_article_is_published_but_silent(client):
    claim = factories.claim(slug="silent", statement="It is secret.")
    articles = Article.objects.filter(passages__citations__claim=claim)
    Article.objects.filter(pk__in=articles.values("pk")).update(
        status="withdrawn", withdrawn_on="2026-11-20", withdrawn_because="It was a hoax."
    )
    page = get(client, "/claims/silent/")
    assert page.robots == "noindex"
    assert "no published source stands behind it" in page.text
    assert "secret" not in page.source
    assert client.get("/claims/silent/cite.bib").status_code == 404


def test_a_claim_of_a_withdrawn_role_says_that_the_role_is_gone(client):
    claim = factories.claim(slug="silent", statement="It is secret.")
    services.withdraw(claim.role, because="No such role.")
    page = get(client, "/claims/silent/")
    assert "The role that it is about is no longer shown" in page.text
    assert "secret" not in page.source
    assert claim.role.get_absolute_url() not in page.links


def test_a_disagreement_with_one_public_position_left_is_silent(client):
    stays, goes = factories.claim(), factories.claim()
    factories.disagreement([stays], [goes], slug="silent", question="Is it secret?")
    services.withdraw(goes, because="Wrong.")
    page = get(client, "/disagreements/silent/")
    assert page.robots == "noindex"
    assert "secret" not in page.source
    assert "/disagreements/silent/" not in get(client, "/disagreements/").links


def test_what_stands_in_the_place_of_a_withdrawn_claim_is_named(client):
    old, new = factories.claim(slug="old"), factories.claim(slug="new")
    old.superseded_by = new
    services.withdraw(old, because="Better said elsewhere.")
    assert "/claims/new/" in get(client, "/claims/old/").links


@pytest.mark.parametrize("kind", ENTRIES)
def test_an_old_slug_leads_to_the_new_one(client, kind):
    ENTRIES[kind](slug="new-name")
    redirect(kind=kind, old_slug="old-name", new_slug="new-name")
    response = client.get(reverse(kind, args=["old-name"]))
    assert (response.status_code, response["Location"]) == (301, reverse(kind, args=["new-name"]))


@pytest.mark.parametrize(
    ("asked", "settled"),
    [
        ("/roles/{}/", "/roles/head-of-it/"),
        ("/roles/{}/cite.bib", "/roles/head-of-it/cite.bib"),
        ("/roles/{}/responsibilities.md", "/roles/head-of-it/responsibilities.md"),
        ("/compare/{}/cto/", "/compare/head-of-it/cto/"),
        ("/compare/{}/cto/comparison.csv", "/compare/head-of-it/cto/comparison.csv"),
        ("/compare/{}/cto/cite.json", "/compare/head-of-it/cto/cite.json"),
    ],
)
def test_a_renamed_role_keeps_every_form_of_its_address(site, client, asked, settled):
    site.cio.slug = "head-of-it"
    services.save_role(site.cio)
    query = "?without=sellers&x=%C3%A9"
    response = client.get(asked.format("cio") + query)
    assert (response.status_code, response["Location"]) == (301, settled + query)
    assert client.get(settled + query).status_code == 200


def test_a_renamed_claim_keeps_its_reference(site, client):
    site.will.slug = "cio-codes"
    services.save_claim(site.will)
    response = client.get("/claims/cio-will/cite.ris?x=1")
    assert (response.status_code, response["Location"]) == (301, "/claims/cio-codes/cite.ris?x=1")


def test_a_merged_claim_is_cited_as_the_one_in_its_place(site, client):
    site.should.slug = "cio-ought"
    services.save_claim(site.should)
    twin = site.claim(
        "cio-chooses", "The CIO should choose all suppliers.", aspect="decision",
        decision_area=site.area, involvement="consulted", modality="recommends",
    )  # fmt: skip
    merging.merge_claims(site.should, into=twin)
    for slug in ("cio-ought", "cio-should"):
        response = client.get(f"/claims/{slug}/cite.bib")
        assert (response.status_code, response["Location"]) == (301, "/claims/cio-chooses/cite.bib")


def test_a_renamed_role_is_still_chosen_to_compare(site, client):
    site.cio.slug = "head-of-it"
    services.save_role(site.cio)
    response = client.get("/compare/?role=cio&role=cto")
    assert response["Location"] == "/compare/head-of-it/cto/"


def test_a_renamed_area_still_stands_open_in_the_matrix(site, client):
    site.area.slug = "it-strategy"
    services.save(site.area)
    for address in ("/matrix/?open=strategy", "/matrix/?open=it-strategy"):
        assert "/responsibilities/set-strategy/" in get(client, address).links


@pytest.mark.parametrize("kind", PUBLISHABLE)
def test_an_old_slug_never_leads_to_a_draft(client, kind):
    PUBLISHABLE[kind](slug="draft", status="draft")
    redirect(kind=kind, old_slug="old-name", new_slug="draft")
    assert client.get(reverse(kind, args=["old-name"])).status_code == 404


@pytest.mark.parametrize("kind", PUBLISHABLE)
def test_a_new_draft_does_not_stand_in_the_way_of_an_old_address(client, kind):
    PUBLISHABLE[kind](slug="new-name")
    Redirect.objects.create(kind=kind, old_slug="old-name", new_slug="new-name")
    draft = PUBLISHABLE[kind](slug="draft", status="draft")
    type(draft).objects.filter(pk=draft.pk).update(slug="old-name")  # the services refuse it
    assert client.get(reverse(kind, args=["old-name"])).status_code == 301


def test_a_title_of_one_role_leads_there(site, client):
    response = client.get("/titles/chief-information-officer/")
    assert (response.status_code, response["Location"]) == (302, "/roles/cio/")


def test_a_title_of_several_roles_is_a_choice(site, client):
    factories.role(slug="other-cio", title="Chief Innovation Officer", acronym="CIO")
    page = get(client, "/titles/cio/")
    assert "“CIO” may mean more than one role" in page.text
    assert {"/roles/cio/", "/roles/other-cio/"} <= set(page.links)
    assert "The CIO looks inward." in page.text  # what a curator chose to tell of it
    assert "10 claims from 1 source" in page.text
    assert "No source sums this role up." in page.text


def test_a_title_of_several_roles_is_said_on_their_pages(site, client):
    assert "/titles/cio/" not in get(client, "/roles/cio/").links
    factories.role(slug="other-cio", title="Chief Innovation Officer", acronym="CIO")
    for address in ("/roles/cio/", "/roles/other-cio/", "/roles/"):
        assert "/titles/cio/" in get(client, address).links, address
    assert "/titles/cio/" not in get(client, "/roles/cto/").links


def test_titles_without_latin_letters_are_no_titles_in_common(client):
    roles = [
        factories.role(slug="head", title="最高情報責任者", acronym="最高"),
        factories.role(slug="other-head", title="最高技術責任者", acronym="最高"),
    ]
    assert "may mean more than one role" not in get(client, "/roles/").text
    for role in roles:
        assert role.title in get(client, role.get_absolute_url()).text


def test_a_title_of_a_draft_is_none(client):
    factories.role(slug="hidden", title="Hidden head", status="draft")
    assert client.get("/titles/hidden-head/").status_code == 404


def test_no_page_shows_or_links_to_a_draft(site, client):
    draft = factories.role(slug="draft-role", title="Drafted", status="draft")
    claim = site.claim(
        "cio-advises", "The CIO advises somebody.", aspect="relationship",
        relation="advises", other_role=draft,
    )  # fmt: skip
    site.claim("draft-claim", "It is drafted.", status="draft")
    factories.role(slug="below", title="Below", broader=draft, order=99)
    for address in ("/claims/cio-advises/", "/roles/cio/", "/roles/below/", "/", "/compare/"):
        page = get(client, address)
        assert not [link for link in page.links if "draft" in link]
        assert "It is drafted." not in page.text
    assert claim.statement in get(client, "/roles/cio/").text
