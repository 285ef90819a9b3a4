"""Admin of the review queue: add a document, review its candidates one by one."""

from review.admin import documents  # noqa: F401  (registers)
