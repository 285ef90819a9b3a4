"""Admin of this room, and what the admin of every other room is built on."""

from permalinks.admin import redirects  # noqa: F401  (registers)
