"""Admin of knowledge: roles, vocabulary, claims with their citations, disagreements."""

from roles.admin import claims, disagreements, roles, vocabulary  # noqa: F401  (registers)
