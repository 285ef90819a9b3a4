"""When the index follows: after a change through the services, and after `migrate`."""

from django.db import connection

from articles.models import Article
from search import indexing, triggers
from search.models import SearchDocument, SearchTouched


def content_changed(sender, **kwargs) -> None:
    indexing.follow()


def migrated(sender, **kwargs) -> None:
    """Make the triggers, which SQLite may have dropped, and an index where there is none.

    A test that empties every table is also told so: its full-text table has to be emptied too.
    """
    if SearchTouched._meta.db_table not in connection.introspection.table_names():
        return  # migrated backwards
    triggers.create()
    if not SearchDocument.objects.exists():
        indexing.rebuild() if Article.objects.exists() else indexing.empty()
