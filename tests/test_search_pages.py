"""The pages of a search are pieces of one list: nothing twice, nothing left out, none beyond it."""

import pytest

from search.backends import sqlite
from search.backends.selection import Filters
from search.engine import PAGE, search
from search.page import Page
from tests import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.search_index]


@pytest.fixture
def roles():
    cio = make.role(slug="cio", title="Chief Information Officer", acronym="CIO", order=1)
    fractional = make.role(slug="fractional-cio", title="Fractional CIO", order=2, broader=cio)
    return cio, fractional


def listed(text: str, **chosen) -> tuple[list[str], list[int]]:
    """The addresses on all pages, each asked for until one is empty, and the totals they state."""
    urls, totals, number = [], [], 1
    while number < 40:
        results = search(text, Filters(chosen), number)
        totals.append(results.total)
        if not results.found:
            break
        assert len(results.found) <= PAGE
        urls += [each.url for each in results.found]
        number += 1
    return urls, totals


def linked(text: str) -> int:
    """The last page that the first one links to."""
    pages = Page(search(text, Filters()), {"q": text}, 1).pages()
    return pages[-1][0] if pages else 1


@pytest.mark.parametrize("claims", [8, 9, 10, 18, 19])
def test_a_comparison_is_the_first_of_the_list(roles, claims):
    """With nine others a tenth result fits the page; with ten there is a second page."""
    for n in range(claims - 1):
        make.claim(role=roles[0], statement=f"A CIO or a fractional CIO peels quinces, way {n}.")
    urls, totals = listed("cio vs fractional cio")
    assert urls[0] == "/compare/cio/fractional-cio/"
    assert set(totals) == {len(urls)} == {len(set(urls))}
    assert linked("cio vs fractional cio") == -(-len(urls) // PAGE)


def test_a_misspelt_comparison_has_the_pages_that_it_links_to(roles):
    for n in range(12):
        make.claim(role=roles[0], statement=f"A CIO or a fractional CIO peels quinces, way {n}.")
    results = search("cio vs fractionel cio", Filters())
    assert results.nearest
    assert len(results.found) == PAGE
    urls, totals = listed(results.did_you_mean)
    assert [each.url for each in results.found] == urls[:PAGE]
    assert set(totals) == {results.total} == {len(urls)}


@pytest.mark.parametrize("pool", [3, 10, 15])
def test_deep_pages_repeat_nothing_and_leave_nothing_out(roles, monkeypatch, pool):
    """An exact name stands first, and nowhere else; on PostgreSQL there is no pool."""
    monkeypatch.setattr(sqlite, "POOL", pool)
    for n in range(33):
        make.claim(role=roles[0], statement=f"The CIO peels quinces{' and medlars' * n}.")
    for text in ("cio", "quinces", "cio quinces"):
        urls, totals = listed(text)
        assert set(totals) == {len(urls)} == {len(set(urls))}, text
    assert listed("cio")[0][0] == "/roles/cio/"
    urls, totals = listed("cio", kind="claim")
    assert set(totals) == {33} == {len(set(urls))}
    scores = [each.score for page in range(1, 6) for each in search("cio", Filters(), page).found]
    assert scores == sorted(scores, reverse=True)
