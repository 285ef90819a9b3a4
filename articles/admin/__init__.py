"""Admin of documents: articles with their voices, and passages one by one."""

from articles.admin import articles, passages  # noqa: F401  (registers)
