"""The report on what the base knows, and by how many independent groups of sources."""

from io import StringIO

import pytest
from django.core.management import call_command

from dataset.state_of_the_base import PRIORITIES, state_of_the_base
from roles import evidence
from tests import factories

pytestmark = pytest.mark.django_db


def test_groups_are_told_apart_by_article():
    same = {"publisher": "One"}
    found = evidence.members(
        [evidence.Support("a", **same), evidence.Support("b"), evidence.Support("c", **same)]
    )
    assert found["a"] == found["c"] != found["b"]


def test_it_counts_sources_roles_pairs_and_duties():
    duty = factories.responsibility(slug="set-it-strategy")
    for slug in ("cio", "cto"):
        role = factories.role(slug=slug, title=slug.upper())
        factories.claim(
            role=role, aspect="responsibility", involvement="responsible", responsibility=duty
        )
    report = "\n".join(state_of_the_base())
    assert "CIO: 1 claims, 1 groups, the largest 100%" in report
    assert "CIO and CTO: 1 (0 points)" in report
    assert "cio: of 40, 0 have two groups or more under the duty" in report
    assert "cto: of 20," in report


def test_the_command_says_it_on_an_empty_base_too():
    out = StringIO()
    call_command("state_of_the_base", stdout=out)
    assert out.getvalue().startswith("Sources: 0")
    assert PRIORITIES.exists()
