"""A curator's work in a browser: publishing, previewing, two at once, re-checking, merging."""

import pytest
from playwright.sync_api import Page, expect

from articles.services import edit_passage
from roles.models import Citation, Claim
from tests import factories
from tests.admin import account, client_of, path

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def editor(live_server, page) -> Page:
    _enter(page, live_server, "editor")
    return page


def _enter(page: Page, live_server, name: str) -> None:
    cookie = client_of(account(name, "editors")).cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])


def test_claim_published_in_admin_is_found_on_every_page(editor):
    article = factories.article(title="A survey of budgets", body="[p1] Chiefs hold the budget.")
    role = factories.role(title="Chief Information Officer", slug="cio", acronym="CIO")
    editor.goto("/admin/roles/claim/add/")
    _choose(editor, "role", "Chief", "Chief Information Officer (CIO)")
    editor.select_option("#id_aspect", "focus")
    editor.fill("#id_statement", "The CIO looks after money.")
    editor.fill("#id_slug", "cio-looks-after-money")
    editor.select_option("#id_status", "published")
    words = "A survey of budgets · p1 · Chiefs hold the budget."
    _choose(editor, "citations-0-passage", "survey budget", words)
    editor.click("[name=_save]")
    expect(editor.locator(".messagelist")).to_contain_text("was added successfully")
    for url in (role.get_absolute_url(), article.get_absolute_url()):
        editor.goto(url)
        expect(editor.locator("main")).to_contain_text("The CIO looks after money.")


def _choose(page: Page, field: str, typed: str, words: str) -> None:
    page.click(f"#id_{field} + .select2-container")
    page.fill(".select2-dropdown .select2-search__field", typed)
    page.click(f".select2-results__option:has-text('{words}')")


def test_unsupported_claim_is_refused_and_what_was_typed_stays(editor):
    claim = factories.claim(status="draft", cites=[])
    editor.goto(path(claim))
    editor.fill("#id_statement", "Words that stay.")
    editor.select_option("#id_status", "published")
    editor.click("[name=_save]")
    expect(editor.locator(".field-status .errorlist")).to_contain_text(
        "needs a supporting citation"
    )
    expect(editor.locator("#id_statement")).to_have_value("Words that stay.")


def test_preview(editor):
    claim = factories.claim(status="draft")
    editor.goto(path(claim))
    editor.click("text=Preview")
    expect(editor.locator("h1")).to_have_text(claim.statement)
    expect(editor.locator(".preview-banner")).to_contain_text("Today the claim is draft")
    editor.click("text=Back to editing")
    expect(editor.locator("#id_statement")).to_have_value(claim.statement)


def test_two_curators_on_one_claim(editor, browser, live_server):
    claim = factories.claim()
    editor.goto(path(claim))
    other = browser.new_context(base_url=live_server.url)
    hers = other.new_page()
    _enter(hers, live_server, "maria")
    hers.goto(path(claim))
    hers.fill("#id_statement", "Her words.")
    hers.click("[name=_save]")
    hers.wait_for_selector(".messagelist")
    other.close()

    editor.fill("#id_statement", "My words.")
    editor.click("[name=_save]")
    expect(editor.locator(".errorlist").first).to_contain_text("“Her words.” by maria")
    expect(editor.locator("#id_statement")).to_have_value("My words.")
    editor.click("text=Save mine over theirs")
    expect(editor.locator(".messagelist")).to_contain_text("was changed successfully")
    assert Claim.objects.get().statement == "My words."


def test_recheck(editor):
    claim = factories.claim()
    edit_passage(claim.citations.get().passage, source="A digest of the second block.")
    editor.goto("/admin/")
    editor.click("text=Citations to check again")
    expect(editor.locator("del")).to_have_text("first")
    expect(editor.locator("ins")).to_have_text("second")
    editor.click("input[value=Confirm]")
    expect(editor.locator("main")).to_contain_text("Every citation has been read")
    assert not Citation.objects.needing_recheck().exists()


def test_merge(editor):
    role = factories.role()
    loser = factories.claim(role=role, statement="The role says this.")
    winner = factories.claim(role=role, statement="The role says that.")
    editor.goto(path(loser))
    editor.click("text=Merge into")
    _choose(editor, "into", "says that", "The role says that.")
    editor.click("input[value='Merge into another']")
    expect(editor.locator(".messagelist")).to_contain_text("was merged into")
    assert winner.citations.count() == 2
    editor.goto(loser.get_absolute_url())
    editor.click("text=another claim")
    expect(editor.locator("h1")).to_have_text("The role says that.")


def test_phone_has_no_sideways_scrolling(editor):
    claim = factories.claim(cites=[factories.passage(), factories.passage()])
    editor.set_viewport_size({"width": 390, "height": 844})
    article = claim.citations.first().passage.article
    for url in (
        *("/admin/", "/admin/roles/claim/", "/admin/recheck/", path(claim), path(article)),
        *(path(claim, page) for page in ("merge", "rename", "withdraw", "history", "delete")),
    ):
        editor.goto(url)
        assert editor.evaluate("document.documentElement.scrollWidth <= innerWidth"), url
