"""What templates need beyond Django's own."""

from django import template

register = template.Library()


@register.filter
def pair(slug: str, other: str) -> list[str]:
    """Two slugs as the address of their comparison takes them."""
    return [slug, other]


@register.filter
def filled(section, role: str) -> int:
    """The rows of a section in which a role has claims of its own."""
    return section.filled(role)
