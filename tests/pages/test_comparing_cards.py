"""The roles face to face: what each is, on how much that rests, and which folds stand open."""

import pytest

from tests import factories
from tests.pages.html import get

pytestmark = pytest.mark.django_db


@pytest.fixture
def lonely(site):
    """A role that one interested voice sums up, and whose focus nobody states."""
    role = factories.role(slug="lonely", title="Lonely officer", order=5)
    claim = factories.claim(
        role=role, aspect="definition", statement="The lonely officer is rented.", cites=site.p1
    )
    role.summary_claim = claim
    role.save()
    claim.citations.update(voice=site.quoted)
    return role


def card(client, address: str) -> str:
    text = get(client, address).text
    return text[text.index("Lonely officer in short") :].partition("Sources speak")[0]


def test_without_a_focus_the_summary_stands_there(site, client, lonely):
    assert "The lonely officer is rented." in card(client, "/compare/cio/lonely/")


def test_one_interested_source_is_said_where_it_counts(site, client, lonely):
    said = "One source, and an interested one: Sold & told"
    assert said in card(client, "/compare/cio/lonely/")
    lonely.claims.get().citations.update(voice=None)
    assert said not in get(client, "/compare/cio/lonely/").text


def test_what_a_reader_hides_is_not_called_silence(site, client):
    page = get(client, "/compare/cio/cdo/?without=sellers")
    assert "Nothing with your choice" in page.text
    assert "No source says" not in page.text
    hidden = client.get("/compare/cio/cto/comparison.csv?without=sellers").content.decode()
    assert "Nothing with this choice" in hidden
    assert "No source says" not in hidden
    assert "No source says" in get(client, "/compare/cio/cto/").text
    for query in ("", "?only=differences"):  # which hides rows, and no claim
        assert "Nothing with your choice" not in get(client, f"/compare/cio/cto/{query}").text


def test_rows_that_a_variant_only_inherits_are_counted_apart(site, client):
    text = get(client, "/compare/cto/fractional-cio/").text
    assert "more row is only inherited from a broader role" in text
    assert "only inherited" not in get(client, "/compare/cio/cto/").text


def test_what_is_said_only_of_the_role_with_less_said_of_it_stands_open_and_first(site, client):
    for number in range(9):
        site.claim(f"cio-more-{number}", f"The CIO knows thing {number}.", aspect="skill")
    duty = factories.responsibility(slug="whet", title="Whet the tools")
    factories.claim(
        role=site.cto, aspect="responsibility", responsibility=duty, involvement="responsible"
    )
    page = get(client, "/compare/cio/cto/")
    assert '<details class="fold" id="fold-only-cto" open>' in page.source
    assert page.source.count(" open>") == 1
    assert "Said of the Chief Technology Officer only" in page.text
    folds = [each for each in page.ids if each.startswith(("fold-", "row-"))]
    assert folds.index("row-responsibility-whet") == folds.index("fold-only-cto") + 1
    assert page.ids.count("row-responsibility-whet") == 1
    assert "fold-only-cto" not in get(client, "/compare/cio/cto/cdo/").ids
