"""The matrix: letters from what sources describe, silence never drawn as nothing."""

import csv
import io

import pytest

from tests import factories
from tests.pages.html import get

pytestmark = pytest.mark.django_db


def row(page, key):
    return page.source.partition(f'id="{key}"')[2].partition("</tbody>")[0]


def test_letters_have_counts_and_their_marks(site, client):
    cells = row(get(client, "/matrix/"), "area-strategy").split("<td")[1:]
    cio, cto, cdo, fractional = cells
    assert ">A<" in cio
    assert "C*" in cio
    assert "recommended" in cio
    assert "Sources differ" in cio
    assert ">excluded<" in cto
    assert "Sources differ" in cto
    assert "no source says" in cdo
    assert "inherited" in fractional
    assert not any(letter in fractional for letter in (">A<", ">0<"))


def test_only_main_roles_have_a_column(site, client):
    assert "/roles/ceo/" not in get(client, "/matrix/").links


@pytest.mark.parametrize("opened", ["strategy", "all"])
def test_an_area_opens_to_its_duties(site, client, opened):
    assert "/responsibilities/set-strategy/" not in get(client, "/matrix/").links
    page = get(client, f"/matrix/?open={opened}")
    assert "/responsibilities/set-strategy/" in page.links
    assert f"/matrix/matrix.csv?open={opened}" in page.links


def test_a_variant_of_a_counterpart_inherits_its_cells(site, client):
    factories.claim(
        role=site.ceo, aspect="decision", decision_area=factories.decision_area(slug="only-ceo"),
        involvement="accountable",
    )  # fmt: skip
    factories.role(slug="deputy", title="Deputy", order=60, broader=site.ceo)
    cells = row(get(client, "/matrix/"), "area-only-ceo").split("<td")[1:]
    assert "inherited" in cells[-1]
    assert "no source says" in cells[0]


def test_csv_says_each_cell_in_words(site, client):
    response = client.get("/matrix/matrix.csv?open=all")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    head, area, duty = csv.reader(io.StringIO(response.content.decode("utf-8-sig")))
    assert head[:3] == ["decision area", "responsibility", "Chief Information Officer"]
    assert area == [
        *("IT strategy", "", "A 1; recommended C 1; contested", "excluded 1; contested"),
        *("No source says", "Inherited"),
    ]
    assert duty[:4] == [
        *("IT strategy", "Set the IT strategy", "A 1; contested", "excluded 1; contested")
    ]


def test_a_choice_is_kept_in_links_and_says_what_it_hides(site, client):
    page = get(client, "/matrix/?without=sellers&open=strategy")
    assert "Without sellers and sponsors, 2 claims left out" in page.text
    assert "/matrix/matrix.csv?open=strategy&without=sellers" in page.links
    cells = row(page, "area-strategy").split("<td")[1:]
    assert "nothing matches these filters" in cells[0]
    assert ">excluded<" in cells[1]
    words = client.get("/matrix/matrix.csv?without=sellers").content.decode()
    assert "IT strategy,,Nothing matches these filters,excluded 1," in words
    assert get(client, "/matrix/?context=sme").text == get(client, "/matrix/").text
