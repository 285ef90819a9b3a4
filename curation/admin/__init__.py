"""Admin that shows articles and roles together. It takes the place of the rooms' own admin, which
it extends by pages that need them all.
"""

from curation.admin import entries, tags  # noqa: F401  (registers)
