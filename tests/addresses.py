"""Every address of the site, for the tests that go through them: one line where a page is added.

`tests/test_every_address.py` holds that no pattern of `cio_kb/urls.py` is forgotten here.
"""

# What a reader reads: every kind of page, with content where there is a `Site`.
LISTS = [
    *("/", "/questions/", "/roles/", "/compare/", "/decisions/", "/matrix/", "/matrix/?open=all"),
    *("/responsibilities/", "/disagreements/", "/articles/", "/timeline/", "/topics/", "/about/"),
]
ENTRIES = [
    *("/roles/cio/", "/roles/cto/", "/roles/fractional-cio/", "/roles/ceo/"),
    "/roles/cio/strategy/",
    *("/compare/cio/cto/", "/compare/cio/cto/cdo/fractional-cio/"),
    *("/questions/what-does-the-cio-do/", "/questions/who-sets-it/"),
    *("/decisions/strategy/", "/responsibilities/set-strategy/", "/disagreements/who-sets/"),
    *("/articles/sold/", "/claims/cio-sets/", "/claims/cio-knows/", "/topics/budgets/"),
]
# What a reader or a program takes along.
FILES = [
    *(f"/compare/cio/cto/comparison.{ending}" for ending in ("csv", "md", "json")),
    *(f"/claims/cio-sets/cite.{ending}" for ending in ("txt", "bib", "ris", "json")),
    *("/roles/cio/cite.txt", "/compare/cio/cto/cite.txt", "/roles/cio/responsibilities.md"),
    *("/matrix/matrix.csv?open=all", "/changes.atom", "/sitemap.xml", "/robots.txt"),
]
# What a browser, axe and the HTML checker walk.
WALKED = [
    *(*LISTS, *ENTRIES, "/check/", "/titles/cio/", "/claims/cio-gone/", "/no-such-page/"),
    *("/search/?q=budget", "/search/?q=zzzz"),
]

# Address in `tests/world.py` -> queries, the one for the content's version included.
BUDGETS = {
    "/": 22,
    "/questions/": 3,
    "/questions/answer-0/": 12,
    "/roles/": 9,
    "/roles/cio/": 26,
    "/roles/cio/area-0/": 10,
    "/roles/variant/": 15,
    "/roles/role-0/": 19,
    "/roles/old-cio/": 6,
    "/compare/": 2,
    "/compare/?role=cio&role=cto": 2,
    "/compare/cio/cto/": 17,
    "/compare/cto/old-cio/": 3,
    "/compare/cio/cto/above/variant/": 10,
    "/compare/cio/cto/comparison.csv": 17,
    "/compare/cio/cto/comparison.md": 17,
    "/compare/cio/cto/comparison.json": 17,
    "/decisions/": 3,
    "/decisions/area-0/": 16,
    "/matrix/": 8,
    "/matrix/?open=all": 8,
    "/matrix/matrix.csv?open=all": 8,
    "/responsibilities/": 3,
    "/responsibilities/duty-0/": 7,
    "/disagreements/": 8,
    "/disagreements/question-0/": 9,
    "/articles/": 3,
    "/articles/article-0/": 9,
    "/claims/claim-1/": 13,
    "/timeline/": 6,
    "/topics/": 2,
    "/topics/topic-0/": 8,
    "/titles/technology-head/": 8,
    "/about/": 1,
    "/roles/cio/cite.bib": 2,
    "/roles/cio/responsibilities.md": 7,
    "/compare/cio/cto/cite.json": 3,
    "/claims/claim-1/cite.ris": 2,
    "/changes.atom": 3,
    "/sitemap.xml": 11,
    "/robots.txt": 0,
    "/claims/claim-0/": 4,  # not found
    "/no-such-page/": 1,
}

# Name of a pattern -> why it is not in that list.
NO_BUDGET = {
    "search": "test_search_views.py has budgets for each kind of question",
    "suggest": "one query of the index, in test_search_views.py",
    "check": "test_check.py: it costs the same for many claims as for few",
    "styleguide": "its content is made up, and in no database",
}
NOT_IN_SITEMAP = {
    "cite_role": "a file that the page leads to",
    "cite_claim": "a file that the page leads to",
    "cite_comparison": "a file that the page leads to",
    "comparison_file": "a file that the page leads to",
    "responsibilities_markdown": "a file that the page leads to",
    "matrix_csv": "a file that the page leads to",
    "comparison": "as many as there are sets of roles; each says nothing that the roles do not",
    "title": "leads on, or only offers a choice",
    "search": "a result is found at its own address",
    "suggest": "for the search box",
    "check": "it shows nothing before somebody pastes a text",
    "styleguide": "for those who work on the site",
    "feed": "for feed readers; every page names it",
    "sitemap": "the sitemap itself",
    "robots": "for crawlers, which know where it is",
}
NOT_WALKED = {
    "cite_role": "no HTML",
    "cite_claim": "no HTML",
    "cite_comparison": "no HTML",
    "comparison_file": "no HTML",
    "responsibilities_markdown": "no HTML",
    "matrix_csv": "no HTML",
    "suggest": "no HTML; test_search.py drives the box that shows it",
    "styleguide": "for staff: test_quality.py goes there signed in",
    "feed": "no HTML",
    "sitemap": "no HTML",
    "robots": "no HTML",
}
