"""Every kind of public page in a browser: on a phone, without script, by keyboard, on paper."""

import pytest

from reading import notes
from tests import factories
from tests.addresses import ENTRIES, LISTS, WALKED
from tests.pages.small_site import Site

PHONE = {"width": 320, "height": 640}


@pytest.fixture
def site(live_server):
    """The small site with what is hard to fit: a fifth role, long words, a page for a title."""
    site = Site()
    factories.role(slug="bre", title="Business Relationship Executive", acronym="BRE", order=5)
    factories.role(slug="innovation", title="Chief Innovation Officer", acronym="CIO", order=6)
    site.claim("cio-long", "The CIO " + "responsibilityandaccountability" * 3 + " answers.")
    gone = site.claim("cio-gone", "The CIO was this.")
    type(gone).objects.filter(pk=gone.pk).update(
        status="withdrawn", withdrawn_on="2026-11-20", withdrawn_because="It was wrong."
    )
    return site


def overflow(page) -> int:
    """How many pixels the page is wider than its window."""
    return page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )


def test_no_page_is_wider_than_a_phone(site, page, problems):
    page.set_viewport_size(PHONE)
    too_wide = {}
    for address in WALKED:
        page.goto(address)
        if (pixels := overflow(page)) > 0:
            too_wide[address] = pixels
    # Chromium reports the one address that is not there as an error of its own.
    problems[:] = [each for each in problems if "404" not in each]
    assert too_wide == {}


def test_on_a_phone_all_of_the_matrix_is_there(site, page):
    page.set_viewport_size(PHONE)
    page.goto("/matrix/")
    seen = page.locator("main table tbody tr:has(td)").first.locator("td")
    heads = page.locator("main table thead").first.get_by_role("columnheader")
    assert heads.count() == 7
    assert seen.count() == 6
    for number in range(6):
        assert seen.nth(number).is_visible()
        assert seen.nth(number).evaluate("cell => cell.getBoundingClientRect().right <= 320")
        lefts = [each.bounding_box()["x"] for each in (heads.all()[number - 6], seen.nth(number))]
        assert lefts[0] == pytest.approx(lefts[1], abs=2), "a cell stands below its own head"


def test_on_a_phone_a_comparison_stands_point_by_point(site, page):
    names = ["CIO", "Chief Technology Officer", "Chief Digital Officer", "Fractional CIO"]
    for size, named in ((PHONE, True), ({"width": 1440, "height": 900}, False)):
        page.set_viewport_size(size)
        page.goto("/compare/cio/cto/cdo/fractional-cio/")
        seen = page.locator("main table tbody tr:has(td)").first.locator("td")
        boxes = [each.bounding_box() for each in seen.all()]
        assert (len({box["x"] for box in boxes}) == 1) is named  # below each other
        assert all(box["x"] + box["width"] <= size["width"] for box in boxes)
        found = [each.locator("b.of-role") for each in seen.all()]
        assert [each.text_content() for each in found] == names
        assert all(each.is_visible() is named for each in found)


def test_pages_are_complete_without_script(site, browser, live_server):
    words = {}
    for script in (True, False):
        context = browser.new_context(base_url=live_server.url, java_script_enabled=script)
        page = context.new_page()
        for address in [*LISTS, *ENTRIES]:
            page.goto(address)
            words.setdefault(address, []).append(page.locator("main").text_content().split())
        context.close()
    assert all(with_script == without for with_script, without in words.values())


def test_the_keyboard_reaches_the_text_and_the_marks(site, page):
    page.goto("/roles/cio/")
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    assert skip.text_content() == "Skip to the text"
    assert skip.bounding_box()["x"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("!!document.activeElement.closest('sup')"):
            break
    assert page.evaluate("!!document.activeElement.closest('sup')")
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"


@pytest.fixture
def folded_notes(monkeypatch):
    monkeypatch.setattr(notes, "MOST_IN_FULL", 0)


def test_a_deep_link_opens_the_fold_that_holds_its_note(site, page, folded_notes):
    page.goto("/compare/cio/cto/")
    assert not page.locator("#n1").is_visible()
    page.goto("/roles/cio/#n1")
    page.locator("#n1").wait_for(state="visible")


def test_on_paper_folded_notes_are_open(site, page, folded_notes):
    page.goto("/compare/cio/cto/")
    page.emulate_media(media="print")
    assert page.locator("#n1").is_visible()
    assert not page.locator(".notes summary").is_visible()


def test_on_paper_there_is_the_text_and_no_furniture(site, page):
    page.goto("/compare/cio/cto/")
    page.emulate_media(media="print")
    assert page.locator("main h1").is_visible()
    assert not page.get_by_role("navigation", name="Main").is_visible()
    assert not page.get_by_role("link", name="Skip to the text").is_visible()
    background = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert background == "rgb(255, 255, 255)"
    assert page.pdf()[:5] == b"%PDF-"
