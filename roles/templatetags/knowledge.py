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


@register.simple_block_tag
def said_once(content: str) -> str:
    """The rendered content, so that a block may be used in several places:
    {% said_once as title %}{% block title %}{% endblock %}{% endsaid_once %}.
    """
    return content.strip()
