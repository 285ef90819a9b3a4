"""Check a text in a browser: with and without a script, on a phone, and by axe's rules."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.cache import cache
from playwright.sync_api import expect

from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def known():
    cache.clear()
    cio = factories.role(slug="cio", title="Chief Information Officer", acronym="CIO")
    for title in ("Lead the IT team", "Keep IT secure", "Manage suppliers"):
        duty = factories.responsibility(title=title)
        factories.claim(role=cio, aspect="responsibility", responsibility=duty)


@pytest.mark.parametrize("width", [1280, 390])
def test_an_example_is_checked_and_the_result_is_accessible(page, width):
    page.set_viewport_size({"width": width, "height": 844})
    page.goto("/check/")
    page.click("text=A job description for a CIO")
    page.click("main button:has-text('Check')")
    expect(page.locator("#result")).to_contain_text("lines with a duty")
    expect(page.locator("section[aria-labelledby=covered]")).to_contain_text("Lead the IT team")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    found = Axe().run(page).response["violations"]
    assert [(each["id"], each["nodes"][0]["html"][:200]) for each in found] == []


def test_it_works_without_a_script_and_downloads(browser, live_server):
    plain = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = plain.new_page()
    page.goto("/check/?example=chief-information-officer")
    page.click("main button:has-text('Check')")
    with page.expect_download() as download:
        page.click("text=Download CSV")
    assert "covered" in download.value.path().read_text()
    plain.close()
