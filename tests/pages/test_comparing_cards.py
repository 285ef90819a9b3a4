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
    assert "Nothing is left with your choice" in page.text
    assert "No source says" not in page.text
    assert "Nothing is left with your choice" not in get(client, "/compare/cio/cdo/").text


def test_a_fold_stands_open_where_the_role_with_less_to_it_has_a_row(site, client):
    for number in range(9):
        site.claim(f"cio-more-{number}", f"The CIO knows thing {number}.", aspect="skill")
    area = factories.decision_area(slug="tools", title="Tools")
    duty = factories.responsibility(title="Whet the tools", decision_area=area)
    factories.claim(
        role=site.cto, aspect="responsibility", responsibility=duty, involvement="responsible"
    )
    source = get(client, "/compare/cio/cto/").source
    assert '<details class="fold" id="fold-area-tools" open>' in source
    assert '<details class="fold" id="fold-skill">' in source
    many = get(client, "/compare/cio/cto/cdo/").source
    assert '<details class="fold" id="fold-area-tools">' in many
