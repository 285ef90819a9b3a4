"""Playwright on the machine's own Chromium, against pytest-django's live server."""

import os
import shutil
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import sync_playwright

# As root in a closed network: no sandbox, and no errands of Chromium's own.
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PROGRAMS = ("chromium", "chromium-browser", "google-chrome")


def pytest_collection_modifyitems(items):
    for item in items:
        if "browser" in item.path.parts:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium_path():
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, PROGRAMS)), None)
    if found:
        return found
    advice = "no Chromium: apt-get install chromium libatomic1, or name the program in CHROMIUM"
    if os.environ.get("REQUIRE_BROWSER") == "1":
        pytest.fail(advice)
    pytest.skip(advice)


@pytest.fixture(scope="session")
def browser(chromium_path):
    """One browser for the session.

    Playwright's event loop runs in this thread from here on, which Django would take for
    asynchronous code that must not touch the database.
    """
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        browser = playwright.chromium.launch(executable_path=chromium_path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def problems():
    """What went wrong in the browser; a test that expects a problem takes it off the list."""
    return []


@pytest.fixture
def context(browser, live_server, problems):
    """A fresh browser profile, which fails its test on any of these problems:

    an error in the console (a violation of the content security policy is one), an exception in
    a script, a request to another host.
    """
    own = urlsplit(live_server.url).netloc

    def watch_message(message):
        if message.type == "error":
            problems.append(f"console: {message.text}")

    def watch_request(route):
        address = urlsplit(route.request.url)
        if address.scheme in ("http", "https", "ws", "wss") and address.netloc != own:
            problems.append(f"request to another host: {route.request.url}")
            route.abort()
        else:
            route.continue_()

    context = browser.new_context(base_url=live_server.url)
    context.on("console", watch_message)
    context.on("weberror", lambda error: problems.append(f"script: {error.error}"))
    context.route("**/*", watch_request)
    yield context
    context.close()
    assert problems == []


@pytest.fixture
def page(context):
    return context.new_page()
