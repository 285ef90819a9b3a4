"""Comparisons: one address for each set of roles, the reader's choice in it, and nothing unsaid."""

import codecs
import csv
import io
import json

import pytest

from publishing.services import redirect
from roles import services
from tests import factories
from tests.pages.html import get

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
    page = get(client, PAIR)
    assert "row-responsibility-set-strategy" in page.ids
    assert "row-reporting-line-reports_to-ceo" in page.ids
    assert "row-evolution-1980s" in page.ids
    assert {"#row-responsibility-set-strategy"} <= set(page.links)


def test_counterparts_in_any_script_have_rows_of_their_own(site, client):
    for slug, counterpart in (("a", "客户"), ("b", "董事会")):
        site.claim(slug, f"It serves {slug}.", aspect="relationship", relation="serves",
                   counterpart=counterpart)  # fmt: skip
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
    page = get(client, PAIR)
    cells = page.source.split("<td")[1:]
    assert cells
    assert all(cell.partition("</td>")[0].partition(">")[2].strip() for cell in cells)
    assert "No source says" in page.text
    assert "Inherited from the CIO" in get(client, "/compare/cio/fractional-cio/").text


def test_only_differences_says_how_many_rows_it_leaves_out(site, client):
    for slug, role in (("cio-same", site.cio), ("cto-same", site.cto)):
        site.claim(
            slug, f"{slug} serves customers.", role=role, aspect="relationship",
            relation="serves", counterpart="customers",
        )  # fmt: skip
    assert "cio-same serves customers." in get(client, PAIR).text
    page = get(client, PAIR + "?only=differences")
    assert "cio-same serves customers." not in page.text
    assert "1 row left out in which the roles are the same." in page.text
    assert "The CIO will code by 2030." in page.text  # what one role fills stays in sight


def test_a_context_shows_its_claims_and_says_how_many_it_hides(site, client):
    page = get(client, PAIR + "?context=sme")
    assert "The CIO of a small company does it all." in page.text
    assert "The CIO will code by 2030." not in page.text
    assert "10 claims left out by your choice above." in page.text
    assert 'value="sme" checked' in page.source


def test_an_unknown_context_hides_nothing(site, client):
    page = get(client, PAIR + "?context=no-such")
    assert "The CIO will code by 2030." in page.text
    assert "left out" not in page.text


def test_hidden_claims_are_those_of_the_compared_roles(site, client):
    """The fractional CIO inherits from the CIO, whose claims have no column here."""
    page = get(client, "/compare/cto/fractional-cio/?without=sellers")
    assert "left out by your choice" not in page.text


def test_without_sellers_a_claim_is_judged_by_whom_is_left(site, client):
    factories.cite(site.definition, site.other_p1)
    assert "Moderate: 2 sources" in get(client, PAIR).text
    page = get(client, PAIR + "?without=sellers")
    assert "The CIO is an executive." in page.text
    assert "Moderate" not in page.text
    assert "Thin: 1 source" in page.text
    assert "The CIO sets the strategy." not in page.text


def test_the_links_of_a_choice_keep_it(site, client):
    page = get(client, PAIR + "?context=sme&only=differences")
    query = "?context=sme&only=differences"
    assert f"{PAIR}comparison.csv{query}" in page.links
    assert f"{PAIR}cite.bib{query}" in page.links
    assert page.canonical == f"http://testserver{PAIR}"


def lines(client, query=""):
    response = client.get(f"{PAIR}comparison.csv{query}")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="cio-cto.csv"'
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))


def test_csv_spells_out_every_cell(site, client):
    found = lines(client)
    duty = [line for line in found if line["row"] == "Set the IT strategy"]
    assert [line["kind"] for line in duty] == ["Contested", "Contested"]
    assert [line["involvement"] for line in duty] == ["Accountable", "Excluded"]
    assert duty[0]["claim"] == "http://testserver/claims/cio-sets/"
    assert all(line["state"] for line in found)
    silent = [line for line in found if line["state"] == "No source says"]
    assert silent
    assert not any(line["statement"] for line in silent)
    should = next(line for line in found if "suppliers" in line["statement"])
    assert should["modality"] == "Recommends"


def test_csv_honours_the_choice(site, client):
    statements = [line["statement"] for line in lines(client, "?context=sme")]
    assert "The CIO of a small company does it all." in statements
    assert "The CIO will code by 2030." not in statements


@pytest.mark.parametrize("address", [f"{PAIR}comparison.csv", "/matrix/matrix.csv"])
def test_csv_tells_a_spreadsheet_its_letters(site, client, address):
    factories.role(slug="eclair", title="Chef des éclairs", order=50)
    site.claim("accented", "The CIO éclairs the board.")
    content = client.get(address).content
    assert content.startswith(codecs.BOM_UTF8)
    assert content.count(codecs.BOM_UTF8) == 1
    assert "é" in content.decode("utf-8-sig")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "＝"])  # noqa: RUF001
def test_csv_gives_a_spreadsheet_no_formula(site, client, start):
    formula = f'{start}HYPERLINK("x")'
    site.claim("formula", formula)
    factories.role(slug="bad", title=formula, order=50)
    assert f"'{formula}" in [line["statement"] for line in lines(client)]
    heads = client.get("/matrix/matrix.csv").content.decode().splitlines()[0]
    assert f"'{start}HYPERLINK" in heads


def test_json_spells_out_every_cell(site, client):
    found = json.loads(client.get(PAIR + "comparison.json?context=sme").content)
    assert found["left_out"] == {"claims": 10, "rows": 0}
    found = json.loads(client.get(PAIR + "comparison.json").content)
    assert [role["slug"] for role in found["roles"]] == ["cio", "cto"]
    row = next(row for row in found["rows"] if row["key"] == "set-strategy")
    assert (row["kind"], row["decision_area"]) == ("contested", "strategy")
    cio, cto = row["cells"]
    assert (cio["letters"], cto["letters"]) == ({"A": 1}, {"excluded": 1})
    assert cto["claims"][0]["denies"] is True
    assert cio["claims"][0]["url"] == "http://testserver/claims/cio-sets/"
    assert cio["claims"][0]["citations"] == [
        {"article": "sold", "anchor": "p1", "stance": "supports"}
    ]
    skill = next(row for row in found["rows"] if row["key"] == "skill")
    assert [cell["state"] for cell in skill["cells"]] == ["stated", "silent"]
    assert skill["cells"][0]["claims"][0]["modality"] == "predicts"


def test_markdown_is_a_table_with_its_sources_and_marks(site, client):
    text = client.get(PAIR + "comparison.md").content.decode()
    assert "# Chief Information Officer and Chief Technology Officer compared" in text
    assert "The CIO should choose suppliers. (Consulted, recommended)" in text
    assert "The CIO will code by 2030. (predicted)" in text
    assert "The CIO sets the strategy. (Accountable, contested)" in text
    assert "No source says" in text
    assert "Sold & told, <http://testserver/articles/sold/#p1>" in text
    rows = [line for line in text.splitlines() if line.startswith("|")]
    assert len({row.count("|") for row in rows}) == 1


def test_markdown_says_what_is_left_out(site, client):
    text = client.get(PAIR + "comparison.md?context=sme").content.decode()
    assert "Left out by choice: claims: 10." in text


def test_markdown_keeps_odd_words_as_words(site, client):
    site.claim("odd", "A [link](javascript:x) | *bold* <b>\nnew line")
    text = client.get(PAIR + "comparison.md").content.decode()
    assert r"A \[link\](javascript:x) \| \*bold\* &lt;b> new line" in text
