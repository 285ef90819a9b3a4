"""From a saved web page to a published claim, by keyboard alone."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, TimeoutError, expect

from tests import factories
from tests.admin import account, client_of
from tests.review import DIGEST, PAGE, STATEMENT, added, known_role, queue_path

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def editor(live_server, page) -> Page:
    cookie = client_of(account("editor", "editors")).cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    return page


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until the element has the focus."""
    for _ in range(120):
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"no way to {selector} by Tab")


def choose(page: Page, file: Path) -> None:
    """Open the file dialogue by key. Chromium without a screen now and then swallows the first."""
    for last in (False, False, True):
        try:
            with page.expect_file_chooser(timeout=5000) as chooser:
                page.keyboard.press("Enter")
        except TimeoutError:
            if last:
                raise
        else:
            return chooser.value.set_files(file)


def see(page: Page, progress: str) -> None:
    """The candidate stands there, and the script that reads keys has run."""
    expect(page.locator(".review-progress")).to_contain_text(progress)
    page.wait_for_load_state()


def test_html_article_to_published_claim_by_keyboard(editor, tmp_path):
    role = known_role()
    duty = factories.responsibility(title="Run the signal systems of lighthouses")
    file = tmp_path / "lighthouse.html"
    file.write_text(PAGE)
    keys = editor.keyboard

    editor.goto("/admin/review/sourcedocument/add/")
    tab_to(editor, "#id_file")
    choose(editor, file)
    tab_to(editor, "[type=submit].default")
    keys.press("Enter")

    see(editor, "1 of 3")
    keys.press("d")
    keys.type(DIGEST)
    keys.press("Escape")
    keys.press("a")
    keys.type(STATEMENT.removeprefix("The CIO "))
    keys.press("Control+Enter")

    see(editor, "2 of 3")
    keys.press("v")
    see(editor, "3 of 3")
    keys.press("u")
    see(editor, "2 of 3")
    keys.press("v")
    see(editor, "3 of 3")
    keys.press("r")
    keys.type("It is about lamps.")
    keys.press("Enter")

    expect(editor.locator(".messagelist")).to_contain_text("Every candidate has a decision")
    tab_to(editor, "[accesskey=p]")
    keys.press("Enter")
    expect(editor.locator(".messagelist")).to_contain_text("and 1 of its claims")
    editor.goto(role.get_absolute_url())
    expect(editor.locator("main")).to_contain_text(STATEMENT)
    expect(editor.locator("main")).not_to_contain_text("northern coast")
    editor.goto(duty.get_absolute_url())
    expect(editor.locator("main")).to_contain_text(STATEMENT)


def test_two_claims_of_one_sentence_by_keyboard(editor):
    known_role()
    document = added()
    keys = editor.keyboard
    editor.goto(queue_path(document))
    see(editor, "1 of 3")
    proposed = editor.locator(".review-candidate").inner_text()
    tab_to(editor, "#id_aspect")
    keys.type("Focus")
    keys.press("Escape")
    keys.press("a")
    keys.type(STATEMENT.removeprefix("The CIO "))
    keys.press("Escape")
    keys.press("m")

    see(editor, "2 of 4")
    expect(editor.locator(".review-candidate")).to_have_text(proposed)
    expect(editor.locator("#id_statement")).to_have_value("The CIO ")
    keys.press("u")
    see(editor, "1 of 3")
    expect(editor.locator(".review-candidate")).to_have_text(proposed)


def test_the_form_is_whole_without_a_script(editor, browser, live_server):
    known_role()
    document = added()
    plain = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    plain.add_cookies(editor.context.cookies())
    page = plain.new_page()
    page.goto(queue_path(document))
    page.fill("#id_digest", DIGEST)
    page.fill("#id_statement", STATEMENT)
    page.select_option("#id_aspect", "focus")
    page.click("[name=accept]")
    expect(page.locator(".review-progress")).to_contain_text("2 of 3")
    page.click("text=Undo")
    expect(page.locator(".review-progress")).to_contain_text("1 of 3")
    plain.close()


def test_phone_has_no_sideways_scrolling(editor):
    known_role()
    document = added()
    editor.set_viewport_size({"width": 390, "height": 844})
    for url in (
        "/admin/review/sourcedocument/",
        "/admin/review/sourcedocument/add/",
        queue_path(document),
        queue_path(document, "sourcedocument_change"),
    ):
        editor.goto(url)
        assert editor.evaluate("document.documentElement.scrollWidth <= innerWidth"), url
