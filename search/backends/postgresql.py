"""A generated tsvector with a GIN index, `ts_rank` and `ts_headline`."""

from collections.abc import Iterator

from django.db import connection

from search.backends.selection import BEST, COLUMNS, END, FACETS, FIRST, START, Filters, Hit, factor
from search.query import Phrase, Query, Term
from search.triggers import WATCHED

# English stems without stop words: "it" is a department here. What is no letter parts words, as
# FTS5 has it: PostgreSQL's own parser takes CIO/CTO for a file.
_PUNCTUATION = "[!-/:-@\\[-`{-~\u2018\u2019\u201c\u201d\u2013\u2014\u2026\u00b7\u2022]+"
_WEIGHTS = dict(zip(COLUMNS, "AACB", strict=True))
_VECTOR = " || ".join(
    f"setweight(to_tsvector('search_english', regexp_replace({column}, "
    f"'{_PUNCTUATION}', ' ', 'g')), '{weight}')"
    for column, weight in _WEIGHTS.items()
)
CREATE = [
    "CREATE TEXT SEARCH DICTIONARY search_stem (TEMPLATE = snowball, LANGUAGE = english)",
    "CREATE TEXT SEARCH CONFIGURATION search_english (COPY = simple)",
    "ALTER TEXT SEARCH CONFIGURATION search_english ALTER MAPPING FOR asciiword, word, numword, "
    "asciihword, hword, numhword, hword_asciipart, hword_part, hword_numpart WITH search_stem",
    "ALTER TABLE search_searchdocument ADD COLUMN vector tsvector "
    f"GENERATED ALWAYS AS ({_VECTOR}) STORED",
    "CREATE INDEX search_vector ON search_searchdocument USING gin (vector)",
]
DROP = [
    "ALTER TABLE search_searchdocument DROP COLUMN vector",
    "DROP TEXT SEARCH CONFIGURATION search_english",
    "DROP TEXT SEARCH DICTIONARY search_stem",
]
_RANKS = "{0.1, 0.05, 0.3, 1.0}"  # of the weights D, C, B and A
# ts_headline drops what looks like a tag and takes CIO/CTO for one word: other signs stand in.
_SIGNS, _STAND_INS = "<>/", "\x04\x05\x06"
_RESTORE = str.maketrans(_STAND_INS, _SIGNS)
_HEADLINE = f'StartSel="{START}", StopSel="{END}", '


def _run(sql: str, parameters=None) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall()


def index(keys: list[int]) -> None:
    """The vector is generated: PostgreSQL keeps it in step by itself."""


delete = index


def delete_all() -> None:
    """See `index`."""


def analyse() -> None:
    """Let the planner know what was just written in bulk: what builds on it would take minutes."""
    tables = [*WATCHED, "search_searchdocument", "search_searchtie", "search_searchname"]
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {', '.join(tables)}")


def optimise() -> None:
    """See `index`."""


def problems() -> Iterator[str]:
    yield from ()


def match(query: Query) -> str:
    """The query in the language of to_tsquery. Words are letters and digits, so none is syntax."""
    wanted = (" | " if query.any_term else " & ").join(map(_term, query.terms))
    return f"({wanted})" + "".join(f" & !({_phrase(phrase)})" for phrase in query.excluded)


def _term(term: Term) -> str:
    return f"({' | '.join(map(_phrase, term.alternatives))})"


def _phrase(phrase: Phrase) -> str:
    return " <-> ".join(phrase)


def find(
    query: Query, filters: Filters, *, exact: str, factors: dict, limit: int, offset: int
) -> list[Hit]:
    """The best matches: an exact name first, then those with the most terms, then by score."""
    where, chosen = filters.where()
    covered, terms = _covered(query)
    sql = f"""
    WITH asked AS (SELECT to_tsquery('search_english', %s) AS words),
    ranked AS (
      SELECT d.id, {FIRST} AS first, {covered} AS covered,
        ts_rank('{_RANKS}', d.vector, words, 1) * d.weight * {factor(factors)} AS rank
      FROM asked, search_searchdocument d WHERE d.vector @@ words{where}),
    hits AS MATERIALIZED ({BEST})
    SELECT d.kind, d.url, d.role, d.source, score,
      ts_headline('search_english', translate(d.title, '{_SIGNS}', '{_STAND_INS}'), words,
        '{_HEADLINE}HighlightAll=true'),
      ts_headline('search_english', translate(d.body, '{_SIGNS}', '{_STAND_INS}'), words,
        '{_HEADLINE}MaxWords=32, MinWords=16')
    FROM asked, hits JOIN search_searchdocument d ON d.id = hits.id
    ORDER BY score DESC, d.id
    """
    rows = _run(sql, [match(query), exact, *terms, *chosen, limit, offset])
    return [
        Hit(*row, title.translate(_RESTORE), snippet.translate(_RESTORE))
        for *row, title, snippet in rows
    ]


def _covered(query: Query) -> tuple[str, list[str]]:
    """SQL for the number of terms that a document has, where some will do."""
    if not query.any_term:
        return "0", []
    has = "(d.vector @@ to_tsquery('search_english', %s))::int"
    return " + ".join([has] * len(query.terms)), [_term(term) for term in query.terms]


def facets(query: Query, filters: Filters) -> list[tuple[str, str, str, int]]:
    where, chosen = filters.where()
    hits = f"""
    WITH hits AS (
      SELECT d.id FROM search_searchdocument d
      WHERE d.vector @@ to_tsquery('search_english', %s){where})
    """
    return _run(hits + FACETS, [match(query), *chosen])
