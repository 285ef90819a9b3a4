"""A role that a source excludes, or only advises, is never shown as one that carries a duty."""

import pytest

from reading.involvement import Involved, involved, summed_up
from roles.models import Claim, Role
from tests import factories
from tests.pages.html import get

pytestmark = pytest.mark.django_db


@pytest.fixture
def denied(site):
    """A duty of which the only source says that the CIO has no part in it."""
    duty = factories.responsibility(
        slug="own-budget", title="Own the budget", decision_area=site.area
    )
    site.claim(
        "cio-no-budget", "The budget is not the CIO’s.", aspect="responsibility",
        responsibility=duty, involvement="excluded",
    )  # fmt: skip
    return duty


def test_a_role_that_is_excluded_is_marked_in_the_list(denied, client):
    assert "Own the budget CIO: excluded" in get(client, "/responsibilities/").text


def test_an_excluded_role_is_not_counted_as_carrying_it(denied, client):
    page = get(client, "/responsibilities/own-budget/")
    assert "No source names a role that carries it; 1 is excluded. 1 source." in page.text
    assert (
        "Sources name 1 role that carries it; 1 is excluded."
        in get(client, "/responsibilities/set-strategy/").text
    )


@pytest.mark.search_index
def test_a_search_result_marks_it_too(denied, client):
    page = get(client, "/search/?q=own+the+budget")
    assert "Responsibility CIO: excluded" in page.text


def spoken(*claims: dict) -> Involved:
    role = Role(pk=1, slug="cio", title="CIO")
    unsaved = [Claim(role=role, aspect="responsibility", **fields) for fields in claims]
    return involved(unsaved)[0]


@pytest.mark.parametrize(
    ("claims", "reservation"),
    [
        ([{"involvement": "accountable"}], ""),
        ([{"involvement": "excluded", "denies": True}], "excluded"),
        ([{"involvement": "excluded", "denies": True}, {"involvement": "responsible"}], ""),
        ([{"involvement": "accountable", "modality": "recommends"}], "recommended"),
        ([{"involvement": "accountable", "modality": "predicts"}], "predicted"),
        ([{"involvement": "consulted"}], "consulted"),
        ([{"involvement": ""}], "criteria only"),
    ],
)
def test_how_a_role_is_involved(claims, reservation):
    assert spoken(*claims).reservation == reservation


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["", ""], "Sources name 2 roles that carry it."),
        (["", "excluded"], "Sources name 1 role that carries it; 1 is excluded."),
        (["excluded", "excluded"], "No source names a role that carries it; 2 are excluded."),
        (["", "recommended"], "Sources name 1 role that carries it; it is recommended for 1."),
        (
            ["consulted", "criteria only"],
            "No source names a role that carries it; 1 is consulted; of 1 only criteria are named.",
        ),
    ],
)
def test_how_many_carry_it(words, found):
    role = Role(slug="cio", title="CIO")
    assert summed_up([Involved(role, reservation) for reservation in words]) == found
