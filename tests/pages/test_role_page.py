"""A role's page: what it inherits, in which order it speaks, and what it leaves out."""

import re

import pytest

from roles import services
from tests import factories
from tests.pages.html import get

pytestmark = pytest.mark.django_db


def inherited(client) -> str:
    source = get(client, "/roles/fractional-cio/").source
    return re.search(r'<section aria-labelledby="inherited">.*?</section>', source, re.S).group()


def test_nothing_is_inherited_that_is_denied_of_the_broader_role(site, client):
    duty = factories.responsibility(title="Own the budget", decision_area=site.area)
    site.claim(
        "cio-no-budget", "The budget is not the CIO’s.", aspect="responsibility",
        responsibility=duty, involvement="excluded",
    )  # fmt: skip
    site.claim("cio-no-coder", "The CIO cannot code.", aspect="skill", denies=True)
    assert "Set the IT strategy" in inherited(client)
    assert "Own the budget" not in inherited(client)
    assert "cannot code" not in inherited(client)


def test_what_is_inherited_is_counted_as_it_is_listed(site, client):
    """Two claims on one responsibility are one line."""
    site.claim(
        "cio-drafts", "The CIO drafts the strategy.", aspect="responsibility",
        responsibility=site.duty,
    )  # fmt: skip
    found = inherited(client)
    summary = re.search(r"<summary>(.*?)</summary>", found).group(1)
    assert summary == "1 responsibility, decisions in 1 area, 1 skill"
    assert found.count("<li>") == 3


def test_kinds_of_which_nothing_is_inherited_are_not_named(site, client):
    services.withdraw(site.should, because="Wrong.")
    services.withdraw(site.will, because="Wrong.")
    assert "<summary>1 responsibility</summary>" in inherited(client)
