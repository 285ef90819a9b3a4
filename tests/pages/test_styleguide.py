"""The style guide: who sees it, what it shows, and that its colours can be read."""

import re

import pytest
from django.conf import settings

from reading.styleguide import FAULTS, colours, contrast
from tests.admin import account, client_of
from tests.pages.html import get

TEXT = {"ink", "quiet", "accent", "warn", "advice"}


@pytest.fixture
def css() -> str:
    return (settings.BASE_DIR / "static/css/site.css").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#ffffff", "#000000", 21), ("#777777", "#ffffff", 4.48), ("#123456", "#123456", 1)],
)
def test_contrast_is_that_of_wcag(one, other, ratio):
    assert contrast(one, other) == pytest.approx(ratio, abs=0.01)
    assert contrast(other, one) == contrast(one, other)


def test_every_text_and_every_role_can_be_told_from_the_paper(css):
    found = {colour.name: min(colour.light_ratio, colour.dark_ratio) for colour in colours(css)}
    assert found.keys() >= TEXT
    low = {name: ratio for name, ratio in found.items() if name in TEXT and ratio < 4.5}
    low |= {name: r for name, r in found.items() if name.startswith("role ") and r < 3}
    assert low == {}


@pytest.mark.django_db
def test_readers_do_not_see_it(client):
    assert client.get("/styleguide/").status_code == 404
    assert client.get("/styleguide/?show=500").status_code == 404


@pytest.mark.django_db
def test_it_shows_each_part_and_each_state():
    page = get(client_of(account("ada")), "/styleguide/")
    assert page.robots == "noindex"
    parts = {"type", "colours", "spacing", "lists", "claims", "rows", "cells", "passages", "sides"}
    assert parts | {"lanes", "messages", "forms", "faults", "notes"} <= set(page.ids)
    for words in ("Sources differ", "Recommended", "Inherited from", "No source says", "disputes"):
        assert words in page.text
    kinds = set(re.findall(r'class="kind kind-([a-z-]+)"', page.source))
    assert kinds == {"differs"}


@pytest.mark.django_db
@pytest.mark.parametrize("number", FAULTS)
def test_it_shows_the_pages_for_what_went_wrong(number):
    assert "<h1>" in get(client_of(account("ada")), f"/styleguide/?show={number}").source
