"""Every page of a site that has nothing yet says so."""

import pytest

from tests import factories
from tests.addresses import FILES, LISTS
from tests.pages.html import get

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", LISTS)
def test_a_page_without_content_says_so(client, address):
    page = get(client, address)
    assert page.source.count("<h1") == 1
    assert address == "/about/" or "yet" in page.text or "No source says." in page.text


@pytest.mark.parametrize("address", FILES[-4:])
def test_a_file_without_content_is_there(client, address):
    assert client.get(address).status_code == 200


def test_a_role_without_claims_says_so(client):
    factories.role(slug="cio")
    text = get(client, "/roles/cio/").text
    assert "No source is about this role." in text
    assert "In short" not in text
    assert "No source says anything of: what it is, responsibilities and decisions, skills" in text
    factories.role(slug="cto", order=200)
    assert "do not cover both roles on any point yet" in get(client, "/compare/cio/cto/").text


def test_an_empty_site_offers_nothing_that_cannot_work(client):
    home, compare, matrix = (get(client, address) for address in ("/", "/compare/", "/matrix/"))
    assert "Nothing is published yet." in home.text
    assert "0 claims" not in home.text
    assert "Compare other roles" not in home.text
    assert "Nothing is published yet." in compare.text
    assert "<button" not in compare.source.partition("<main")[2].partition("</main>")[0]
    assert "Download as CSV" not in matrix.text
    assert "Hide sellers" not in matrix.text


def test_one_role_has_none_to_compare_it_with(client):
    factories.role(slug="cio")
    assert "Only one role is published yet" in get(client, "/compare/").text
    assert "Compare other roles" not in get(client, "/").text
    factories.role(slug="cto")
    assert 'name="role"' in get(client, "/compare/").source
    assert "Compare other roles" in get(client, "/").text


def test_a_missing_page_of_an_empty_site(client):
    assert "Did you mean" not in get(client, "/roles/cio/", 404).text
