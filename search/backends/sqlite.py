"""FTS5 over `SearchDocument` as external content, with Porter stemming and bm25."""

from collections.abc import Iterator

from django.db import DatabaseError, connection

from search.backends.selection import BEST, COLUMNS, END, FACETS, FIRST, START, Filters, Hit, factor
from search.query import Phrase, Query, Term

_NAMES = ", ".join(COLUMNS)
_MATCH = "search_fts MATCH %s AND rank MATCH 'bm25(8.0, 8.0, 1.5, 2.0)'"
POOL = 300  # so many matches are ordered by more than bm25
BELOW = -100_000.0  # a score below any of theirs

_SHOWN = f"""
    SELECT d.kind, d.url, d.role, d.source, score,
      highlight(search_fts, 0, '{START}', '{END}'),
      snippet(search_fts, 3, '{START}', '{END}', '…', 28)
    FROM hits JOIN search_fts ON search_fts.rowid = hits.id
      JOIN search_searchdocument d ON d.id = hits.id
    WHERE search_fts MATCH %s ORDER BY score DESC, d.id
"""

CREATE = f"""
CREATE VIRTUAL TABLE search_fts USING fts5({_NAMES}, content='search_searchdocument',
  content_rowid='id', tokenize="porter unicode61 remove_diacritics 2")
"""
DROP = "DROP TABLE search_fts"


def _run(sql: str, parameters=()) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall() if cursor.description else []


def _ids(keys: list[int]) -> str:
    return f"({', '.join(str(int(key)) for key in keys)})"


def index(keys: list[int]) -> None:
    _run(
        f"INSERT INTO search_fts(rowid, {_NAMES}) SELECT id, {_NAMES} FROM search_searchdocument "
        f"WHERE id IN {_ids(keys)}"
    )


def delete(keys: list[int]) -> None:
    """Before the rows change: FTS5 takes out the very words that it was given."""
    _run(
        f"INSERT INTO search_fts(search_fts, rowid, {_NAMES}) SELECT 'delete', id, {_NAMES} "
        f"FROM search_searchdocument WHERE id IN {_ids(keys)}"
    )


def delete_all() -> None:
    _run("INSERT INTO search_fts(search_fts) VALUES ('delete-all')")


def analyse() -> None:
    """SQLite's planner does well by the indexes alone."""


def optimise() -> None:
    """One structure out of the many small ones that writing left."""
    _run("INSERT INTO search_fts(search_fts) VALUES ('optimize')")


def problems() -> Iterator[str]:
    try:
        _run("INSERT INTO search_fts(search_fts, rank) VALUES ('integrity-check', 1)")
    except DatabaseError:
        yield "The full-text table does not fit the documents."


def match(query: Query) -> str:
    """The query in FTS5's language; every word is quoted, so nothing in it is an operator."""
    wanted = (" OR " if query.any_term else " AND ").join(map(_term, query.terms))
    return f"({wanted})" + "".join(f" NOT {_phrase(phrase)}" for phrase in query.excluded)


def _term(term: Term) -> str:
    return f"({' OR '.join(map(_phrase, term.alternatives))})"


def _phrase(phrase: Phrase) -> str:
    return '"{}"'.format(" ".join(phrase).replace('"', '""'))


def find(
    query: Query, filters: Filters, *, exact: str, factors: dict, limit: int, offset: int
) -> list[Hit]:
    """The best matches: an exact name first, then those with the most terms, then by score.

    Weights order the best POOL by bm25, and exact names; the others follow by bm25 alone. Looking
    up the weight of every match would take twice as long as finding them.
    """
    where, chosen = filters.where()
    covered, terms = _covered(query)
    where = where.replace("d.id", "+search_fts.rowid")
    sql = f"""
    WITH pool AS MATERIALIZED (
      SELECT * FROM (SELECT rowid AS id, rank AS bm25 FROM search_fts WHERE {_MATCH}{where}
        ORDER BY rank LIMIT {POOL})
      UNION SELECT rowid, rank FROM search_fts WHERE {_MATCH} AND rowid IN
        (SELECT document_id FROM search_searchname WHERE name = %s){where}),
    others AS MATERIALIZED (
      SELECT rowid AS id, rank AS bm25 FROM search_fts WHERE {_MATCH}{where}
        AND +search_fts.rowid NOT IN (SELECT id FROM pool) ORDER BY rank LIMIT %s),
    ranked AS (
      SELECT d.id, {FIRST} AS first, {covered} AS covered,
        -bm25 * d.weight * {factor(factors)} AS rank
      FROM pool JOIN search_searchdocument d ON d.id = pool.id
      UNION ALL SELECT id, 0, 0, {BELOW} - bm25 FROM others),
    hits AS MATERIALIZED ({BEST})
    {_SHOWN}"""
    words, beyond = match(query), max(offset + limit - POOL, 0)
    pool = [words, *chosen, words, exact, *chosen, words, *chosen, beyond]
    return [Hit(*row) for row in _run(sql, [*pool, exact, *terms, limit, offset, words])]


def _covered(query: Query) -> tuple[str, list[str]]:
    """SQL for the number of terms that a document has, where some will do."""
    if not query.any_term:
        return "0", []
    has = "(d.id IN (SELECT rowid FROM search_fts WHERE search_fts MATCH %s))"
    return " + ".join([has] * len(query.terms)), [_term(term) for term in query.terms]


def facets(query: Query, filters: Filters) -> list[tuple[str, str, str, int]]:
    where, chosen = filters.where()
    hits = f"""
    WITH hits AS (
      SELECT rowid AS id FROM search_fts WHERE search_fts MATCH %s
      {where.replace("d.id", "+search_fts.rowid")})
    """
    return _run(hits + FACETS, [match(query), *chosen])
