"""What must be there for the index to follow content."""

from django.core.checks import Warning, register
from django.core.checks.registry import Tags

from search import triggers
from search.models import SearchTouched


@register(Tags.database)
def triggers_are_there(app_configs, databases=None, **kwargs) -> list[Warning]:
    """A warning, because `migrate`, which mends it, refuses to start on an error."""
    from django.db import connection

    if not databases or SearchTouched._meta.db_table not in connection.introspection.table_names():
        return []
    return [
        Warning(
            f"The database trigger {name} is missing, so the search would not follow content.",
            hint="Run “python manage.py migrate”, which makes it, then “rebuild_search”.",
            id="search.W001",
        )
        for name in triggers.missing()
    ]
