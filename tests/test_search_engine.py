"""What a reader types and what they get, on whichever database the tests run."""

import pytest

from roles import services
from roles.models import RoleTitle
from search.backends.selection import END, START, Filters
from search.engine import search, suggest
from tests import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.search_index]


def urls(text: str, **chosen) -> list[str]:
    return [each.url for each in search(text, Filters(chosen)).found]


@pytest.fixture
def cio():
    return make.role(slug="cio", title="Chief Information Officer", acronym="CIO", order=1)


@pytest.fixture
def cto():
    return make.role(slug="cto", title="Chief Technology Officer", acronym="CTO", order=2)


def claim(statement, **fields):
    return make.claim(statement=statement, **fields).get_absolute_url()


def test_an_exact_title_or_acronym_comes_first(cio):
    for n in range(3):
        claim(f"CIO CIO CIO CIO, chief information officer {n}.", role=cio)
    services.save_role(cio, titles=[RoleTitle(title="IT Director", slug="it-director")])
    for asked in ("CIO", "cio", "chief information officer", "What is a CIO?", "IT director"):
        assert urls(asked)[0] == "/roles/cio/", asked


def test_a_comparison_leads(cio, cto):
    for asked in ("CTO vs CIO", "difference between CIO and CTO", "cio or cto?", "cio cto"):
        assert urls(asked)[0] == "/compare/cio/cto/", asked


def test_a_counterpart_is_in_no_comparison(cio, cto):
    make.role(slug="ceo", title="Chief Executive", acronym="CEO", kind="counterpart")
    assert "/roles/ceo/" in urls("cio vs ceo")
    assert not [url for url in urls("cio vs ceo") if "/compare/" in url]
    assert urls("cio, cto or ceo")[0] == "/compare/cio/cto/"


def test_who_decides_leads_to_the_area(cio):
    area = make.decision_area(title="Quince budget", question="Who decides on quinces?")
    duty = make.responsibility(title="Decide on quinces", decision_area=area)
    claim("The CIO decides on quinces.", role=cio, aspect="responsibility", responsibility=duty)
    assert urls("who decides on quinces")[0] == area.get_absolute_url()
    assert urls("who is responsible for quinces")[0] == area.get_absolute_url()


def test_stronger_evidence_counts_for_more():
    thin = claim("The role peels quinces daily.")
    passages = [
        make.passage(make.article(publisher=name, body=f"[p1] Text {name}."))
        for name in ("one", "two", "three")
    ]
    strong = claim("The role peels quinces weekly.", cites=passages)
    assert urls("peels quinces") == [strong, thin]


def test_word_forms_and_stop_words_do_not_matter():
    found = claim("The role manages its suppliers.")
    for asked in ("managing supplier", "who manages the suppliers", "does it manage any supplier"):
        assert found in urls(asked), asked


def test_it_is_a_word_here():
    shadow = claim("Shadow IT has arisen.")
    claim("The shadow of quinces.")
    assert urls('"shadow it"') == [shadow]
    assert urls("shadow it")[0] == shadow


def test_phrases_and_exclusions():
    one, other = claim("Quinces before medlars."), claim("Medlars before quinces.")
    assert urls('"quinces before medlars"') == [one]
    assert set(urls("quinces medlars")) == {one, other}
    assert urls('quinces -"medlars before"') == [one]
    assert urls("quinces -medlars") == []
    assert search("-medlars", Filters()).found == ()


def test_an_unfinished_last_word_is_completed():
    found = claim("The role holds responsibilities for quinces.")
    for asked in ("quin", "quinces responsibilit", "quinces respons"):
        assert urls(asked) == [found], asked
    assert search("quin holds", Filters()).some_words  # only the last word may go on


def test_nearest_words_are_said_openly():
    found = claim("The role juggles quinces and medlars.")
    results = search("quinses", Filters())
    assert [each.url for each in results.found] == [found]
    assert (results.nearest, results.did_you_mean) == (True, "quinces")
    assert results.total == 1
    assert results.facets["kind"] == [("claim", "Claim", 1)]


def test_a_rare_word_near_a_common_one_is_asked_about():
    for n in range(6):
        claim(f"The role juggles quinces {n}.")
    claim("The role met quincey.")
    results = search("quincey", Filters())
    assert (results.nearest, results.did_you_mean) == (False, "quinces")


def test_some_of_the_words_are_better_than_nothing():
    best = claim("The role juggles quinces and medlars.")
    claim("The role juggles.")
    results = search("quinces medlars elephants juggles", Filters())
    assert results.some_words
    assert results.found[0].url == best


def test_nothing_leads_to_the_nearest_topics_and_roles(cio, cto):
    make.decision_area(title="Quality")
    near = make.decision_area(title="Elephant keeping")
    results = search("elephxxxxx", Filters())
    assert results.found == ()
    assert results.areas[0] == near
    assert {role.slug for role in results.roles} == {"cio", "cto"}


def test_facets_narrow_and_count(cio, cto):
    area = make.decision_area(slug="fruit", title="Fruit")
    mine = claim("CIO on quinces.", role=cio, aspect="decision", decision_area=area)
    claim("CTO on quinces.", role=cto)
    facets = search("quinces", Filters()).facets
    assert facets["kind"] == [("claim", "Claim", 2)]
    assert [(value, n) for value, _, n in facets["role"]] == [("cio", 1), ("cto", 1)]
    assert facets["decision_area"] == [("fruit", "Fruit", 1)]
    assert urls("quinces", role="cio") == urls("quinces", decision_area="fruit") == [mine]
    assert urls("quinces", role="cio", kind="claim") == [mine]
    assert search("quinces", Filters({"role": "nobody"})).elsewhere == 2


def test_a_snippet_marks_what_matched():
    article = make.article(body="[p1] " + "Words about nothing. " * 40 + "Then quinces follow.")
    found = {each.kind: each for each in search("quince", Filters()).found}
    assert f"{START}quinces{END}" in found["passage"].snippet
    assert len(found["passage"].snippet) < 400
    assert found["passage"].url == article.get_absolute_url() + "#p1"


def test_results_say_for_which_role_and_from_which_source(cio):
    article = make.article(title="On quinces in general")
    claim("The CIO peels medlars.", role=cio, cites=make.passage(article))
    result = search("peels medlars", Filters()).found[0]
    assert [role.slug for role in result.roles] == ["cio"]
    assert result.source == "On quinces in general"
    assert result.label == "Claim"


def test_scores_fall(cio, cto):
    for n in range(4):
        claim(f"The CIO, {'quinces ' * n}.", role=cio)
    scores = [each.score for each in search("cio", Filters()).found]
    assert len(scores) == 5
    assert scores == sorted(scores, reverse=True)


def test_suggestions(cio, cto):
    claim("The CIO peels quinces.", role=cio)
    assert suggest("ci")[0].url == "/roles/cio/"
    assert suggest("chief techn")[0].url == "/roles/cto/"
    assert suggest("cio vs cto")[0].url == "/compare/cio/cto/"
    assert suggest("quinses")[0].title == f"The CIO peels {START}quinces{END}."
    assert suggest("") == suggest("***") == []
