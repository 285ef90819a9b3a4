"""Database triggers that queue what a write touched, by whatever road it came: a service, a bulk
update, a cascade, SQL. They do nothing but queue; `indexing.follow` looks at what they queued.

SQLite drops a table's triggers when a migration rebuilds it, so they are made anew after every
`migrate`, and a system check names a missing one.
"""

from collections.abc import Iterator

from django.db import connection
from taggit.models import Tag

from articles.models import Article, Passage, TaggedArticle, Voice
from roles.models import (
    Answer,
    AnswerSentence,
    Citation,
    Claim,
    Context,
    DecisionArea,
    Disagreement,
    Point,
    Position,
    Responsibility,
    Role,
    RoleTitle,
    SentenceClaim,
    TaggedClaim,
)

# Table -> what to queue: a kind, and the column with the key.
WATCHED = {
    Role._meta.db_table: ("role", "id"),
    RoleTitle._meta.db_table: ("role", "role_id"),
    DecisionArea._meta.db_table: ("decision_area", "id"),
    Responsibility._meta.db_table: ("responsibility", "id"),
    Point._meta.db_table: ("point", "id"),
    Context._meta.db_table: ("context", "id"),
    Claim._meta.db_table: ("claim", "id"),
    Claim.contexts.through._meta.db_table: ("claim", "claim_id"),
    TaggedClaim._meta.db_table: ("claim", "content_object_id"),
    Citation._meta.db_table: ("claim", "claim_id"),
    Disagreement._meta.db_table: ("disagreement", "id"),
    Position._meta.db_table: ("disagreement", "disagreement_id"),
    Position.claims.through._meta.db_table: ("position", "position_id"),
    Answer._meta.db_table: ("answer", "id"),
    Answer.roles.through._meta.db_table: ("answer", "answer_id"),
    AnswerSentence._meta.db_table: ("answer", "answer_id"),
    SentenceClaim._meta.db_table: ("sentence", "sentence_id"),
    Article._meta.db_table: ("article", "id"),
    TaggedArticle._meta.db_table: ("article", "content_object_id"),
    Voice._meta.db_table: ("article", "article_id"),
    Passage._meta.db_table: ("passage", "id"),
    Tag._meta.db_table: ("tag", "id"),
}
EVENTS = {"insert": ["NEW"], "update": ["OLD", "NEW"], "delete": ["OLD"]}


def expected() -> Iterator[tuple[str, str, str]]:
    """Name, table and event of every trigger."""
    for table in WATCHED:
        for event in EVENTS:
            yield f"search_{table}_{event}", table, event


def missing() -> list[str]:
    """Names of triggers that the database does not have."""
    catalogue = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'",
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(catalogue)
        known = {name for (name,) in cursor.fetchall()}
    return [name for name, _, _ in expected() if name not in known]


def create() -> None:
    write = {"sqlite": _sqlite, "postgresql": _postgresql}[connection.vendor]
    with connection.cursor() as cursor:
        for name, table, event in expected():
            kind, column = WATCHED[table]
            for statement in write(name, table, event, kind, column):
                cursor.execute(statement)


def _sqlite(name: str, table: str, event: str, kind: str, column: str) -> Iterator[str]:
    rows = ", ".join(f"('{kind}', {side}.{column})" for side in EVENTS[event])
    yield f"DROP TRIGGER IF EXISTS {name}"
    yield (
        f"CREATE TRIGGER {name} AFTER {event.upper()} ON {table} BEGIN "
        f"INSERT INTO search_searchtouched (kind, object_id) VALUES {rows}; END"
    )


def _postgresql(name: str, table: str, event: str, kind: str, column: str) -> Iterator[str]:
    rows = ", ".join(f"('{kind}', {side}.{column})" for side in EVENTS[event])
    yield (
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"INSERT INTO search_searchtouched (kind, object_id) VALUES {rows}; RETURN NULL; END $$"
    )
    yield (
        f"CREATE OR REPLACE TRIGGER {name} AFTER {event.upper()} ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION {name}()"
    )
