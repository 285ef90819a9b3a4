"""The search box with a keyboard, and the words marked after the click."""

import pytest
from playwright.sync_api import expect

from tests import factories as make

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def content():
    cio = make.role(slug="cio", title="Chief Information Officer", acronym="CIO", order=1)
    article = make.article(slug="fruit", body="[p1] The CIO peels quinces.\n\n[p2] Medlars too.")
    for n in range(3):
        make.claim(
            slug=f"quinces-{n}",
            role=cio,
            statement=f"The CIO peels quinces, way {n}.",
            cites=make.passage(article),
        )


def test_suggestions_follow_the_keyboard(page):
    page.goto("/about/")
    box = page.get_by_role("combobox", name="Search roles, claims and sources")
    box.fill("quin")
    options = page.get_by_role("option")
    expect(options).not_to_have_count(0)
    expect(page.get_by_role("status")).to_contain_text("suggestions. Arrow keys choose.")
    expect(box).to_have_attribute("aria-expanded", "true")
    box.press("ArrowDown")
    expect(box).to_have_attribute("aria-activedescendant", "suggestion-0")
    expect(options.first).to_have_attribute("aria-selected", "true")
    box.press("ArrowUp")
    expect(options.first).to_have_attribute("aria-selected", "false")
    box.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(box).to_have_value("quin")
    box.press("s")
    box.fill("chief inf")
    expect(options.first).to_contain_text("Chief Information Officer")
    box.press("ArrowDown")
    box.press("Enter")
    page.wait_for_url("**/roles/cio/")


def test_requests_are_debounced(page):
    asked = []
    page.on("request", lambda request: "suggest" in request.url and asked.append(request.url))
    page.goto("/about/")
    page.get_by_role("combobox").press_sequentially("quinces", delay=5)
    expect(page.get_by_role("option")).not_to_have_count(0)
    assert len(asked) < 4
    assert asked[-1].endswith("?q=quinces")


def test_words_are_marked_after_the_click(page):
    page.goto("/search/?q=peeling+quince&kind=claim")
    expect(page.locator(".result mark").first).to_have_text("peels")
    page.locator(".result a[href*='/claims/quinces-0/']").click()
    page.wait_for_url("**/claims/quinces-0/?mark=**")
    expect(page.locator("h1 mark")).to_have_text(["peels", "quinces"])
    expect(page.locator("h1")).to_have_text("The CIO peels quinces, way 0.")


def test_a_strange_mark_marks_nothing_and_breaks_nothing(page):
    page.goto("/claims/quinces-0/?mark=%5B(*%2B%5C%22%3Cimg+src%3Dx%3E")
    expect(page.locator("main img")).to_have_count(0)
    expect(page.locator("h1 mark")).to_have_count(0)


def test_without_javascript_the_box_searches(browser, live_server):
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/")
    page.get_by_label("Search roles, claims and sources").fill("quinces")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Results for “quinces”")
    page.get_by_text("Narrow the results").click()
    page.get_by_role("link", name="Claim", exact=True).click()
    expect(page.locator(".result")).to_have_count(3)
    context.close()
