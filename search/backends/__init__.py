"""Two ways to look words up, with one interface: `sqlite` (FTS5) and `postgresql` (tsvector).

Each module has the same functions: `index`, `delete`, `delete_all`, `analyse` and `optimise` keep
the structure in step with `SearchDocument`; `problems` says where it is not; `find` and `facets`
read.
"""

from types import ModuleType

from django.db import connection

from search.backends import postgresql, sqlite


def backend() -> ModuleType:
    return {"sqlite": sqlite, "postgresql": postgresql}[connection.vendor]
