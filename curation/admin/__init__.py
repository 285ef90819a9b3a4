"""Admin that shows articles and roles together, and what belongs to neither room."""

from curation.admin import tags  # noqa: F401  (registers)
