"""A comparison as a file: what the page says, every cell spelt out, and no more than that."""

import codecs
import csv
import io
import json

import pytest

from tests import factories
from tests.pages.html import get

pytestmark = pytest.mark.django_db

PAIR = "/compare/cio/cto/"


def lines(client, query=""):
    response = client.get(f"{PAIR}comparison.csv{query}")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="cio-cto.csv"'
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))


def test_csv_spells_out_every_cell(site, client):
    found = lines(client)
    duty = [line for line in found if line["row"] == "Set the IT strategy"]
    assert [line["kind"] for line in duty] == ["Differs", "Differs"]
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
    assert (row["kind"], row["decision_area"]) == ("differs", "strategy")
    assert [cell["contested"] for cell in row["cells"]] == [True, True]
    cio, cto = row["cells"]
    assert (cio["letters"], cto["letters"]) == ({"A": 1}, {"excluded": 1})
    assert cto["claims"][0]["denies"] is True
    assert cio["claims"][0]["url"] == "http://testserver/claims/cio-sets/"
    assert cio["claims"][0]["citations"] == [
        {"article": "sold", "anchor": "p1", "stance": "supports", "sample": None}
    ]
    [skill] = [cell for cell in found["not_compared"] if cell["aspect"] == "Skill"]
    assert (skill["role"], skill["state"]) == ("cio", "stated")
    assert skill["claims"][0]["modality"] == "predicts"


def test_markdown_is_a_table_with_its_sources_and_marks(site, client):
    text = client.get(PAIR + "comparison.md").content.decode()
    assert "# CIO vs Chief Technology Officer: the difference" in text
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


def test_claims_on_a_point_are_one_row_whatever_their_aspects_and_stand_first(site, client):
    point = factories.point(slug="rank", title="Rank")
    for slug, role, aspect in (("a", site.cio, "definition"), ("b", site.cto, "resources")):
        site.claim(f"on-{slug}", f"The rank of {slug}.", role=role, aspect=aspect, point=point)
    page = get(client, PAIR)
    assert "point-rank" in page.ids
    row = page.source.partition('id="point-rank"')[2].partition("</tbody>")[0]
    assert "The rank of a." in row
    assert "The rank of b." in row
    assert page.source.index("point-rank") < page.source.index("row-responsibility-set-strategy")
    assert "The rank of a." not in page.source.partition("What else is said")[2]
    [row] = [r for r in client.get(PAIR + "comparison.json").json()["rows"] if r["point"]]
    assert (row["point"], row["aspect"], row["kind"]) == ("rank", None, "side-by-side")
    assert {line["aspect"] for line in lines(client) if line["row"] == "Rank"} == {"Point"}
