"""Comparisons: one address for each set of roles, the reader's choice in it, and nothing unsaid."""

import pytest

from publishing.services import redirect
from reading.role.page import place_of
from roles import services
from tests import factories
from tests.pages.html import after, get

pytestmark = pytest.mark.django_db

PAIR = "/compare/cio/cto/"


@pytest.mark.parametrize(
    ("asked", "settled"),
    [
        ("cto/cio/", "cio/cto/"),
        ("cdo/cto/cio/", "cio/cto/cdo/"),
        ("fractional-cio/cdo/cto/cio/", "cio/cto/cdo/fractional-cio/"),
        ("cio/cio/cto/", "cio/cto/"),
        ("cto/cio/cto/cio/cto/", "cio/cto/"),
        ("cto/cio/comparison.csv", "cio/cto/comparison.csv"),
        ("cto/cio/cite.bib", "cio/cto/cite.bib"),
    ],
)
def test_any_order_leads_to_one_address_and_keeps_the_query(site, client, asked, settled):
    response = client.get(f"/compare/{asked}?only=differences&context=sme&x=%C3%A9")
    assert response.status_code == 301
    assert response["Location"] == f"/compare/{settled}?only=differences&context=sme&x=%C3%A9"
    assert client.get(response["Location"]).status_code == 200


@pytest.mark.parametrize("asked", ["cio/", "cio/cio/", "cio/comparison.csv", "cio/cite.txt"])
def test_one_role_leads_to_the_picker(site, client, asked):
    response = client.get(f"/compare/{asked}")
    assert (response.status_code, response["Location"]) == (301, "/compare/")


@pytest.mark.parametrize(
    "asked",
    [
        "cio/cto/cdo/fractional-cio/ceo/",
        "cio/unknown/",
        "cio/cto/unknown/",
        "cio/cto/cdo/fractional-cio/ceo/comparison.json",
        "cio/cto/cdo/fractional-cio/ceo/cite.txt",
        "cio/-/",
        "CIO/CTO/",
    ],
)
def test_too_many_and_unknown_roles_are_not_found(site, client, asked):
    assert client.get(f"/compare/{asked}").status_code == 404


@pytest.mark.parametrize("end", ["", "comparison.csv", "comparison.md", "comparison.json",
                                 "cite.txt"])  # fmt: skip
@pytest.mark.parametrize("slugs", ["cio/ceo/", "ceo/cio/", "cio/cto/ceo/"])
def test_a_counterpart_has_its_page_only(site, client, slugs, end):
    page = get(client, f"/compare/{slugs}{end}", 404)
    assert "The Chief Executive is not compared" in page.text
    assert "/roles/ceo/" in page.links
    assert [link for link in page.links if "/ceo/" in link] == ["/roles/ceo/", "/roles/ceo/"]
    assert ("/compare/cio/cto/" in page.links) == ("cto" in slugs)


def test_no_page_leads_to_a_comparison_that_is_none(site, client):
    site.claim("cio-answers", "The CIO answers to the CEO.", aspect="reporting_line",
               relation="reports_to", other_role=site.ceo)  # fmt: skip
    for address in ("/roles/ceo/", "/roles/cio/", "/claims/cio-answers/"):
        links = get(client, address).links
        assert not [link for link in links if "/compare/" in link and "ceo" in link], address


def test_a_draft_is_not_compared(site, client):
    factories.role(slug="undisclosed", status="draft")
    assert client.get("/compare/cio/undisclosed/").status_code == 404
    assert "undisclosed" not in get(client, "/compare/").source


def test_a_renamed_role_is_found_in_a_comparison(site, client):
    redirect(kind="role", old_slug="head-of-it", new_slug="cio")
    response = client.get("/compare/cto/head-of-it/?only=differences")
    assert response["Location"] == "/compare/cio/cto/?only=differences"


def test_a_withdrawn_role_says_so_in_its_comparisons(site, client):
    services.withdraw(site.cdo, because="There is no such role.")
    page = get(client, "/compare/cio/cdo/")
    assert "There is no such role." in page.text
    assert page.robots == "noindex"
    assert client.get("/compare/cio/cdo/comparison.csv").status_code == 404


def test_the_picker_leads_to_the_comparison(site, client):
    response = client.get("/compare/?role=cto&role=cio")
    assert (response.status_code, response["Location"]) == (302, PAIR)


@pytest.mark.parametrize(
    ("query", "number"),
    [("role=cio", 1), ("role=cio&role=cio", 1), ("role=", 0), ("role=cio&role=unknown", 1)],
)
def test_the_picker_says_how_many_were_chosen(site, client, query, number):
    assert f"You chose {number}." in get(client, f"/compare/?{query}", 400).text


def test_rows_have_stable_ids(site, client):
    for slug, fields in (
        ("reports", {"aspect": "reporting_line", "relation": "reports_to", "other_role": site.ceo}),
        ("ran", {"aspect": "evolution", "period_start": 1985}),
    ):
        site.claim(f"cto-{slug}", f"The CTO {slug}.", role=site.cto, **fields)
    page = get(client, PAIR)
    assert "row-responsibility-set-strategy" in page.ids
    assert "row-reporting-line-reports_to-ceo" in page.ids
    assert "row-evolution-1980s" in page.ids
    assert {"#row-responsibility-set-strategy"} <= set(page.links)


def test_counterparts_in_any_script_have_rows_of_their_own(site, client):
    for slug, counterpart in (("a", "客户"), ("b", "董事会")):
        for role in (site.cio, site.cto):
            site.claim(
                f"{role.slug}-{slug}", f"It serves {slug}.", role=role, aspect="relationship",
                relation="serves", counterpart=counterpart,
            )  # fmt: skip
    assert {"row-relationship-serves-客户", "row-relationship-serves-董事会"} <= set(
        get(client, PAIR).ids
    )


def test_an_area_and_an_aspect_of_one_name_do_not_share_an_id(site, client):
    site.claim(
        "cio-skilled", "The CIO decides on skills.", aspect="decision",
        decision_area=factories.decision_area(slug="skill"),
    )  # fmt: skip
    ids = get(client, PAIR).ids
    assert len(ids) == len(set(ids))


def test_silence_is_said_in_every_cell(site, client):
    page = get(client, "/compare/cio/cto/cdo/")
    cells = page.source.split("<td")[1:]
    assert cells
    for cell in cells:  # below its role's name
        assert cell.partition("</td>")[0].partition("</b>")[2].strip()
    assert "No source says" in page.text
    text = get(client, "/compare/cio/fractional-cio/").text
    assert "3 things that the Fractional CIO inherits from the CIO" in text


def test_only_differences_says_how_many_rows_it_leaves_out(site, client):
    for slug, role in (("cio-same", site.cio), ("cto-same", site.cto)):
        site.claim(
            slug, f"{slug} serves customers.", role=role, aspect="relationship",
            relation="serves", counterpart="customers",
        )  # fmt: skip
    assert "cio-same serves customers." in get(client, PAIR).text
    page = get(client, PAIR + "?only=differences")
    assert "cio-same serves customers." not in page.text
    whole = client.get(PAIR + "comparison.json").json()["rows"]
    hidden = sum(row["kind"] in {"same", "one-role"} for row in whole)
    assert f"{hidden} rows left out that show no difference" in page.text
    assert "The CTO has no part in the strategy." in page.text
    assert "The CIO reports to the CEO." not in page.text  # of one role: that is no difference
    assert place_of(site.will) in page.links  # no row: it is counted under its role
    assert client.get(PAIR + "comparison.json?only=differences").json()["left_out"] == {
        "claims": 0, "rows": hidden,
    }  # fmt: skip


def test_a_context_shows_its_claims_and_says_how_many_it_hides(site, client):
    page = get(client, PAIR + "?context=sme")
    assert place_of(site.small, "?context=sme") in page.links
    assert not [link for link in page.links if link.endswith("#skills")]
    assert "10 claims left out by your choice above." in page.text
    assert 'value="sme" checked' in page.source


def test_an_unknown_context_hides_nothing(site, client):
    page = get(client, PAIR + "?context=no-such")
    assert place_of(site.will) in page.links
    assert "left out" not in page.text


def test_hidden_claims_are_those_of_the_compared_roles(site, client):
    """The fractional CIO inherits from the CIO, whose claims have no column here."""
    page = get(client, "/compare/cto/fractional-cio/?without=sellers")
    assert "left out by your choice" not in page.text


def test_without_sellers_a_claim_is_judged_by_whom_is_left(site, client):
    claim = site.claim("cio-ranks", "The CIO ranks first.", point=factories.point())
    factories.cite(claim, site.other_p1)
    assert "2 sources" in after(get(client, PAIR).source, ">Ranks first.")[0]
    page = get(client, PAIR + "?without=sellers")
    assert "2 sources" not in after(page.source, ">Ranks first.")[0]
    assert "The CIO sets the strategy." not in page.text


def test_the_links_of_a_choice_keep_it(site, client):
    page = get(client, PAIR + "?context=sme&only=differences")
    query = "?context=sme&only=differences"
    assert f"{PAIR}comparison.csv{query}" in page.links
    assert f"{PAIR}cite.bib{query}" in page.links
    assert page.canonical == f"http://testserver{PAIR}"
