"""Every page of the admin: the entries, and the queue."""

from curation.admin import (  # noqa: F401  (registers)
    answers,
    articles,
    claims,
    disagreements,
    documents,
    passages,
    redirects,
    roles,
    tags,
    vocabulary,
)
