"""The search page, its JSON, and bad input on every page."""

import html
import json
import re

import pytest

from tests import factories as make

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.search_index,
    pytest.mark.usefixtures("world"),
]


@pytest.fixture(scope="module")
def world(module_transaction):
    cio = make.role(slug="cio", title="Chief Information Officer", acronym="CIO", order=1)
    make.role(slug="cto", title="Chief Technology Officer", acronym="CTO", order=2)
    for n in range(12):
        make.claim(slug=f"quinces-{n}", role=cio, statement=f"The CIO peels quinces, way {n}.")
    return cio


def as_json(client, **query):
    response = client.get("/search/", {**query, "format": "json"})
    assert response["Content-Type"] == "application/json"
    return response.json()


def test_json_to_the_letter(client):
    answer = as_json(client, q="peels quinces")
    assert list(answer) == ["query", "total", "did_you_mean", "results", "facets"]
    assert (answer["query"], answer["total"], answer["did_you_mean"]) == ("peels quinces", 12, None)
    first = answer["results"][0]
    assert list(first) == ["kind", "title", "url", "snippet", "role", "score"]
    assert (first["kind"], first["role"]) == ("claim", "cio")
    assert first["title"].startswith("The CIO peels quinces")
    assert "<mark>peels</mark> <mark>quinces</mark>" in first["snippet"]
    assert answer["facets"]["kind"] == [{"value": "claim", "label": "Claim", "count": 12}]
    assert set(answer["facets"]) == {"kind", "role", "area", "source", "contested"}
    assert client.get(first["url"]).status_code == 200


def test_json_by_header(client):
    response = client.get("/search/", {"q": "quinces"}, headers={"accept": "application/json"})
    assert response.json()["total"] == 12
    assert "Accept" in response["Vary"]
    browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    response = client.get("/search/", {"q": "quinces"}, headers={"accept": browser})
    assert response["Content-Type"].startswith("text/html")


def test_json_pages_and_corrections(client):
    first, second = (as_json(client, q="quinces", page=n)["results"] for n in (1, 2))
    assert (len(first), len(second)) == (10, 2)
    assert not {each["url"] for each in first} & {each["url"] for each in second}
    assert as_json(client, q="quinses")["did_you_mean"] == "quinces"


def test_every_state_of_the_page_has_an_address(client):
    page = client.get("/search/", {"q": "quinces"}).content.decode()
    assert 'href="/search/?q=quinces&amp;page=2"' in page
    assert 'href="/search/?q=quinces&amp;role=cio"' in page
    page = client.get("/search/", {"q": "quinces", "role": "cio", "page": 2}).content.decode()
    assert 'href="/search/?q=quinces"' in page  # the chosen facet leads back
    assert 'href="/search/?q=quinces&amp;role=cio&amp;kind=claim"' in page
    assert page.count('<li class="result">') == 2


def test_results_lead_to_pages_with_the_words_marked(client):
    page = client.get("/search/", {"q": "peeling quinces"}).content.decode()
    assert "?mark=peels%20quinces" in page
    assert client.get("/claims/quinces-0/?mark=peels%20quinces").status_code == 200


def test_it_is_said_openly(client):
    def page(text, **more):
        response = client.get("/search/", {"q": text, **more})
        assert response.status_code == 200
        return html.unescape(response.content.decode())

    assert "These are the results for the nearest words" in page("quinses")
    assert "Nothing has all these words" in page("quinces 123456789")
    assert "Only the first 12 words are used." in page("quinces " + "w " * 20)
    assert "Only the first 200 characters are used." in page("quinces " * 40)
    make.decision_area(title="Budget")
    nothing = page("zzzzzzzzzz")
    assert {">Decision areas</h2>", ">Roles</h2>"} <= set(re.findall(r">[^<]*</h2>", nothing))
    assert "The nearest" not in nothing  # they are no nearer than others
    assert "There is no word in this" in page("😀 !!!")
    assert "This only leaves words out" in page("-quinces")
    assert "12 results" in page("quinces", role="cto")
    assert "no page 9" in page("quinces", page=9)


SIGNS = """ " ' ( ) * : ^ - + ~ & | ! < > \\ / % _ , . ; $ # @ ? = [ ] { } ` """
ODD = [
    *SIGNS.split(),
    '"unbalanced',
    'quinces "and',
    "AND OR NOT NEAR",
    "NEAR(quinces cio)",
    "quinces*",
    "title:quinces",
    "quinces:*",
    "quinces <-> cio",
    "cio' OR 1=1 --",
    "quinces \\",
    "%s %(x)s {} {0}",
    "😀",
    "שלום עולם",
    "مرحبا بالعالم",
    "日本語 テスト",
    "\u202equinces\u202c",
    "quinces\u200bcio",
    "\x01\x02quinces\x03",
    "\ufb01 \u00b2 \uff11\uff12 \u0130 \u00df",
    "a" * 5000,
    "é" * 300,
    '"' * 99,
    "-" * 99,
]


@pytest.mark.parametrize("text", ODD)
def test_any_text_is_answered(client, text):
    for address in ("/search/", "/search/suggest/"):
        for more in ({}, {"format": "json"}, {"role": text, "page": text, "kind": text}):
            assert client.get(address, {"q": text, **more}).status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        "/?x=%00",
        "/search/?q=%00",
        "/search/?q=cio&page=%00",
        "/search/?a%00b=c",
        "/search/suggest/?q=a%00",
        "/compare/?role=%00",
        "/compare/cio/cto/?context=%00",
        "/matrix/?open=%00",
        "/admin/login/?next=%00",
        "/roles/ci%00o/",
    ],
)
def test_a_null_byte_is_a_clear_message_on_any_page(client, address):
    response = client.get(address)
    assert response.status_code == 400
    assert "null byte" in response.content.decode()
    assert "Content-Security-Policy" in response


def test_suggestions(client):
    answer = client.get("/search/suggest/", {"q": "chief inf"}).json()
    assert answer["suggestions"][0] == {
        "title": "Chief Information Officer",
        "label": "Role",
        "url": "/roles/cio/",
    }
    assert json.dumps(answer).count("\\u0002") == 0


@pytest.mark.parametrize("address", ["/", "/roles/", "/search/", "/articles/", "/nowhere/"])
def test_the_box_is_on_every_page(client, address):
    page = client.get(address).content.decode()
    assert page.count('<form class="site-search" action="/search/" role="search"') == 1
