"""A citation mark opens its note in place, by mouse and by keyboard."""

import pytest
from playwright.sync_api import expect

from articles.models import Passage
from reading import notes
from tests.browser.test_pages import site

__all__ = ["site"]  # a fixture


@pytest.mark.parametrize("most_in_full", [1000, 0], ids=["notes in full", "passages named only"])
def test_a_mark_opens_its_note(site, page, monkeypatch, most_in_full):
    monkeypatch.setattr(notes, "MOST_IN_FULL", most_in_full)
    page.goto("/roles/cio/")
    mark = page.locator("main sup a").first
    link = page.locator(f"{mark.get_attribute('href')} a")
    slug, _, anchor = link.get_attribute("href").removeprefix("/articles/").partition("/#")
    text = Passage.objects.get(article__slug=slug, anchor=anchor).text
    mark.focus()
    page.keyboard.press("Enter")
    card = page.locator("#note-card")
    expect(card).to_contain_text(text)
    assert page.evaluate("document.activeElement.id") == "note-card"
    page.keyboard.press("Escape")
    card.wait_for(state="hidden")
    assert page.evaluate("document.activeElement.closest('sup') !== null")


def test_a_question_mark_shows_the_keys_and_a_slash_goes_to_search(site, page):
    page.goto("/about/")
    page.keyboard.press("?")
    keys = page.locator("#keys")
    keys.wait_for(state="visible")
    keys.get_by_role("button").click()
    keys.wait_for(state="hidden")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "search-box"
