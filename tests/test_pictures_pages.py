"""The pictures as pages send them: what they lead to, what they define, what they cost."""

import re

import pytest
from django.urls import reverse

from reading.pictures import backing, decades, relations
from roles.models import Claim
from tests import factories

pytestmark = pytest.mark.django_db


def drawn(client, name: str, *args) -> str:
    """The page's pictures, as they are sent."""
    page = client.get(reverse(name, args=args)).content.decode()
    return "".join(re.findall(r'<figure class="picture.*?</figure>', page, re.S))


def test_a_cell_leads_to_its_role_in_the_decision_area(client):
    claim = factories.claim(aspect="responsibility")
    href = re.search(r'<a href="([^"]+#role-[^"]+)"', drawn(client, "matrix")).group(1)
    address, _, fragment = href.partition("#")
    assert fragment == f"role-{claim.role.slug}"
    assert f'id="{fragment}"' in client.get(address).content.decode()


def test_each_mark_leads_to_its_claim_on_the_page(client):
    claim = factories.claim(aspect="evolution", period_start=1980, period_end=1989)
    page = client.get(reverse("timeline")).content.decode()
    assert f'href="#c-{claim.slug}"' in page
    assert f'id="c-{claim.slug}"' in page


def test_ties_are_drawn_on_the_page_of_all_roles(client):
    ceo = factories.role()
    claim = factories.claim(aspect="reporting_line", relation="reports_to", other_role=ceo)
    assert f'href="{claim.get_absolute_url()}"' in drawn(client, "role_list")


def test_a_page_without_claims_has_no_frame(client):
    role = factories.role()
    assert drawn(client, "role", role.slug) == ""
    assert drawn(client, "role_list") == drawn(client, "matrix") == ""
    assert drawn(client, "timeline") == ""


def test_nothing_is_styled_or_scripted_in_place(client):
    for name in ("role", "role_list", "matrix", "timeline"):
        role = factories.role()
        factories.claim(aspect="relationship", role=role)
        factories.claim(aspect="responsibility", role=role)
        factories.claim(aspect="evolution", role=role, period_start=1980)
        picture = drawn(client, name, *([role.slug] if name == "role" else []))
        assert picture
        assert not re.search(r"style=|<style|<script|\son\w+=", picture)


def test_every_repeated_mark_is_defined_on_its_page(client):
    role = factories.role()
    factories.claim(aspect="responsibility", role=role, modality="recommends")
    factories.claim(aspect="evolution", role=role, modality="predicts", period_end=2021)
    factories.claim(aspect="relationship", role=role, modality="recommends")
    for name, args in (("matrix", ()), ("timeline", ()), ("role", (role.slug,))):
        picture = drawn(client, name, *args)
        used = set(re.findall(r'<use href="#([^"]+)"|url\(#([^)]+)\)', picture))
        wanted = {name for pair in used for name in pair if name}
        assert wanted <= set(re.findall(r' id="([^"]+)"', picture))


def test_pictures_ask_nothing_of_the_database(django_assert_num_queries):
    claim = factories.claim(aspect="relationship")
    factories.claim(aspect="evolution", role=claim.role, period_start=1980)
    claims = list(Claim.objects.for_reading().of_roles([claim.role]))
    with django_assert_num_queries(0):
        assert backing(claims)
        assert decades(claims)


def test_all_relations_are_one_query(django_assert_num_queries):
    for _ in range(3):
        factories.claim(aspect="relationship", other_role=factories.role())
    with django_assert_num_queries(1):
        assert relations(Claim.objects.public().with_contested().relational())
