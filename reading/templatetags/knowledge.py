"""What templates need beyond Django's own."""

from collections.abc import Iterable

from django import template
from django.utils.safestring import mark_safe

from reading.comparison.page import canonical
from reading.notes import Notes, Source
from reading.role.page import opening_points
from reading.wording import sources_in_words, without_role
from roles.comparison import Cell
from roles.models import Citation, Claim, Role

IN_PLACE = 3

register = template.Library()


@register.filter
def pair(role: Role, other: Role) -> list[str]:
    """Two roles as the address of their comparison takes them."""
    return [each.slug for each in canonical([role, other])]


@register.filter
def slugs(roles: Iterable[Role]) -> list[str]:
    return [each.slug for each in roles]


@register.filter
def beside(roles: list[Role], cells: tuple[Cell, ...]) -> list[tuple[Role, Cell]]:
    """The cells of a row, each with its role."""
    return list(zip(roles, cells, strict=True))


register.filter(without_role)
register.simple_tag(sources_in_words)


@register.filter
def counted(sources: list[Source]) -> str:
    return sources_in_words(len(sources), sum(each.article.is_whole for each in sources))


@register.filter
def marks(notes: Notes, claim: Claim) -> list[tuple[int, Citation]]:
    """The marks behind a statement, which lead to the notes at the foot of the page."""
    return notes.marks(claim)


register.filter(opening_points)


@register.filter
def fits(rest: list) -> bool:
    """Whether what is said beside a leading claim opens in place; else a link leads there."""
    return len(rest) <= IN_PLACE


@register.simple_block_tag
def trimmed(content: str) -> str:
    """The rendered content without the line's end that a fragment brings, so that a comma may
    follow it, or that a block may be used in several places:
    {% trimmed as page_title %}{% block title %}{% endblock %}{% endtrimmed %}.
    """
    return mark_safe(content.strip())
