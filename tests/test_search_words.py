"""Words and queries as both back ends get them: pure, from tables of cases."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.intents import KnownRole, compared, meant, name_words
from search.query import MOST_CHARACTERS, MOST_WORDS, parse
from search.words import fold, name, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The CIO's budget", ["the", "cio", "budget"]),
        ("CIO/CTO e-commerce", ["cio", "cto", "e", "commerce"]),
        ("Čolak, RÉSUMÉ", ["colak", "resume"]),
        ("a_b 4.5", ["a", "b", "4", "5"]),
        ("שלום 😀", ["שלום"]),
    ],
)
def test_words(text, expected):
    assert words(text) == expected


def test_folding_is_stable():
    assert fold(fold("Große İdée")) == fold("Große İdée")


@pytest.mark.parametrize("text", ["CIOs", "the CIO", "What is a CIO?", "cio"])
def test_one_name(text):
    assert name(text) == "cio"


@pytest.mark.parametrize(
    ("text", "terms", "excluded"),
    [
        ("who owns the IT budget", ["owns", "it", "budget"], []),
        ('"shadow it" budget -cloud', [("shadow", "it"), "budget"], [("cloud",)]),
        ('-"help desk" support', ["support"], [("help", "desk")]),
        ('"unbalanced quote', [("unbalanced", "quote")], []),
        ("e-commerce", [("e", "commerce")], []),
        ("cio OR cto AND NOT", ["cio", "cto", "not"], []),
        ("cio cio CIO", ["cio"], []),
        ("who is it", ["it"], []),
        ("what is the", ["what", "is", "the"], []),
        ("-cio", [], [("cio",)]),
        ('"" - -- * : ^ ( )', [], []),
        ("\x00cio\x00", ["cio"], []),
    ],
)
def test_parse(text, terms, excluded):
    query = parse(text)
    assert [term.alternatives[0] for term in query.terms] == [
        (term,) if isinstance(term, str) else term for term in terms
    ]
    assert list(query.excluded) == excluded


@pytest.mark.parametrize(
    ("text", "unfinished"),
    [("who owns innov", "innov"), ("innov ation.", ""), ('"innov"', ""), ("-innov", ""), ("", "")],
)
def test_the_last_word_may_go_on(text, unfinished):
    assert parse(text).unfinished == unfinished


def test_limits_are_said():
    long = parse("budget " * 60)
    assert len(long.text) <= MOST_CHARACTERS
    assert long.cut
    many = parse(" ".join(f"w{n}" for n in range(20)))
    assert len(many.typed) == MOST_WORDS
    assert "12 words" in many.cut
    assert parse("w " * MOST_WORDS).cut == ""


@given(st.text(max_size=300))
def test_any_text_is_a_query(text):
    query = parse(text)
    assert len(query.typed) <= MOST_WORDS
    assert all(word.isalnum() for word in query.typed)


def known(slug, *titles):
    names = frozenset(map(name_words, titles))
    return KnownRole(slug, titles[0], titles[-1], 1, f"/roles/{slug}/", True, names)


ROLES = [
    known("cio", "Chief Information Officer", "CIO"),
    known("cto", "Chief Technology Officer", "CTO"),
    known("fractional-cio", "Fractional CIO"),
    known("innovation", "Chief Innovation Officer", "CIO"),
]


@pytest.mark.parametrize(
    ("text", "slugs"),
    [
        ("CTO vs CIO", ["cto", "cio"]),
        ("cio cto", ["cio", "cto"]),
        ("difference between a CIO and a CTO", ["cio", "cto"]),
        ("Do we need a CIO, a CTO, or a fractional CIO?", ["cio", "cto", "fractional-cio"]),
        ("chief information officer versus CTOs", ["cio", "cto"]),
        ("fractional cio", []),
        ("does the cio hire the cto", []),
        ("cio vs", []),
        ("cio vs cio", []),
    ],
)
def test_comparisons(text, slugs):
    assert [role.slug for role in compared(parse(text), ROLES)] == slugs


def test_words_that_only_ask_are_not_looked_for():
    query = meant(parse("who is responsible for data"), ROLES)
    assert [term.word for term in query.terms] == ["data"]
    query = meant(parse("cto vs cio"), ROLES)
    assert [term.word for term in query.terms] == ["cto", "cio"]
    query = meant(parse("is the cio responsible"), ROLES)
    assert [term.word for term in query.terms] == ["cio", "responsible"]
