"""How pages answer: freshness, HEAD, compression, headers, and whatever people type."""

import gzip

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.services import edit_passage, save_article, save_passage_facts
from publishing.services import redirect
from roles import services
from roles.models import Disagreement
from tests import factories
from tests.addresses import ENTRIES, FILES, LISTS
from tests.pages.html import get

pytestmark = pytest.mark.django_db

ALWAYS_NEW = {"/robots.txt"}
CONDITIONAL = [each for each in LISTS + ENTRIES + FILES if each not in ALWAYS_NEW]


@pytest.mark.parametrize("address", CONDITIONAL)
def test_an_unchanged_page_is_not_sent_again(site, client, address):
    tag = client.get(address)["ETag"]
    again = client.get(address, headers={"if-none-match": tag})
    assert (again.status_code, again.content) == (304, b"")


def last_support(site):
    citation = factories.cite(site.definition, site.other_p1)
    return lambda: services.delete(citation)


WRITES = {
    "a claim": lambda site: lambda: services.save_claim(site.definition),
    "a role": lambda site: lambda: services.save_role(site.cto),
    "vocabulary": lambda site: lambda: services.save(site.area),
    "a disagreement": lambda site: (
        lambda: services.save_disagreement(Disagreement.objects.get(slug="who-sets"))
    ),
    "an article": lambda site: lambda: save_article(site.article),
    "a passage": lambda site: lambda: edit_passage(site.p1, source="Other words."),
    "facts of a passage": lambda site: lambda: save_passage_facts(site.passage("p1")),
    "a withdrawal": lambda site: lambda: services.withdraw(site.will, because="Wrong."),
    "a confirmation": lambda site: (
        lambda: services.confirm_citation(site.definition.citations.first())
    ),
    "a citation that goes": last_support,
    "a draft that goes": lambda site: lambda: services.delete(site.drafted),
    "a redirect": lambda site: lambda: redirect(kind="role", old_slug="x", new_slug="cio"),
}


@pytest.mark.parametrize("write", WRITES)
def test_every_write_makes_pages_new(site, client, write):
    site.drafted = site.claim("drafted", "It is drafted.", status="draft")
    act = WRITES[write](site)
    tag = client.get("/roles/cio/")["ETag"]
    act()
    fresh = client.get("/roles/cio/", headers={"if-none-match": tag})
    assert fresh.status_code == 200
    assert fresh["ETag"] != tag


@pytest.mark.parametrize("address", LISTS + ENTRIES + FILES)
def test_head_answers_as_get_without_a_body(site, client, address):
    response = client.head(address)
    assert (response.status_code, response.content) == (200, b"")
    assert response["Content-Type"] == client.get(address)["Content-Type"]


def test_a_page_is_compressed_and_still_conditional(site, client):
    response = client.get("/roles/cio/", headers={"accept-encoding": "gzip"})
    assert response["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in response["Vary"]
    plain = gzip.decompress(response.content)
    assert plain == client.get("/roles/cio/").content
    again = client.get("/roles/cio/", headers={"if-none-match": response["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize("address", ["/", "/roles/cio/", "/no-such-page/", "/changes.atom"])
def test_headers_are_strict(site, client, address):
    response = client.get(address)
    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"
    assert response["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("address", LISTS + ENTRIES)
def test_a_page_sets_no_cookie_and_has_nothing_inline(site, client, address):
    response = client.get(address)
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    source = response.content.decode()
    assert "<style" not in source
    assert " style=" not in source
    assert " onclick=" not in source
    assert source.count("<script") == source.count("<script src=")


@pytest.mark.parametrize("address", LISTS + ENTRIES)
def test_a_page_is_only_read(site, client, address):
    assert client.post(address, {"role": "cio"}).status_code in {200, 403, 405}


ODD = "<script>alert(1)</script>\"'&amp;{{ 7|add:1 }}{% now %}"


def test_markup_in_what_people_typed_is_text(site, client):
    role = factories.role(slug="odd", title=f"R {ODD}", acronym="<b>O", editors_note=ODD, order=80)
    area = factories.decision_area(slug="odd-area", title=f"A {ODD}", question=f"Q {ODD}")
    duty = factories.responsibility(slug="odd-duty", title=f"D {ODD}"[:120], decision_area=area)
    source = factories.article(
        slug="odd-article", title=f"T {ODD}", body=f"[p1] {ODD}", publisher=ODD, summary=ODD,
        published_how=ODD, publisher_interest_note=ODD, based_on_title=ODD,
    )  # fmt: skip
    voice = factories.voice(source, name=ODD, description=ODD, interest_note=ODD, kind="quoted")
    claim = factories.claim(
        slug="odd-claim", statement=f"S {ODD}", role=role, aspect="responsibility",
        responsibility=duty, cites=[], status="draft", tags=[ODD],
        contexts=[factories.context(title=f"C {ODD}")],
    )  # fmt: skip
    factories.cite(claim, source.passages.get(), note=f"N {ODD}", voice=voice)
    services.publish(claim, reason=ODD)
    factories.disagreement(
        [claim], [site.definition], slug="odd-question", question=f"Q {ODD}", editors_note=ODD
    )
    for address in [
        *LISTS, "/roles/odd/", "/decisions/odd-area/", "/responsibilities/odd-duty/",
        "/articles/odd-article/", "/claims/odd-claim/", "/disagreements/odd-question/",
        "/compare/cio/odd/", "/changes.atom", "/sitemap.xml",
    ]:  # fmt: skip
        source = client.get(address).content.decode()
        assert "<script>alert" not in source, address
        assert "<b>O" not in source, address
        # A feed's summary is HTML in XML, and so escaped twice.
        assert ("&amp;lt;script" in source) is (address == "/changes.atom"), address


@pytest.mark.parametrize("sign", ["&", "'", '"', "<", ">"])
def test_a_sign_in_a_title_is_escaped_once(site, client, sign):
    claim = site.claim("signed", f"R{sign}D counts.")
    head = get(client, claim.get_absolute_url()).source.partition("<body>")[0]
    once = {"&": "&amp;", "'": "&#x27;", '"': "&quot;", "<": "&lt;", ">": "&gt;"}[sign]
    assert f"<title>R{once}D counts." in head
    assert f'<meta property="og:title" content="R{once}D counts.' in head


PARAMETERS = ["role", "context", "only", "without", "open", "page", "q", "x"]
PLACES = ["/", "/compare/", "/compare/cio/cto/", "/matrix/", "/matrix/matrix.csv", "/roles/cio/",
          "/compare/cto/cio/", "/compare/cio/cto/comparison.json", "/topics/"]  # fmt: skip
text = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=30)


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(place=st.sampled_from(PLACES), query=st.dictionaries(st.sampled_from(PARAMETERS), text))
def test_no_parameter_breaks_a_page(site, client, place, query):
    assert client.get(place, query).status_code in {200, 301, 302, 400}


@pytest.mark.parametrize(
    "address",
    [
        *("/roles/%C3%A9/", "/roles/%FF%FE/", "/roles/CIO/", "/roles/../admin/", "/roles//"),
        *("/compare/cio//cto/", "/compare//", "/compare/cio/cto/comparison.xml"),
        *("/topics/%F0%9F%98%80/", "/topics/" + "x" * 3000 + "/", "/titles/_/", "/claims/-/"),
        *("/claims/" + "a-" * 500 + "a/", "/articles/%27%3B--/", "/roles/cio/cite.pdf"),
    ],
)
def test_no_address_breaks_the_site(site, client, address):
    assert client.get(address).status_code == 404
