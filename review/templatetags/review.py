"""What the queue's page marks in a text."""

from django import template
from django.utils.html import format_html

register = template.Library()


@register.filter
def marking(text: str, part: str) -> str:
    """`text` with `part` marked where it stands in it word for word."""
    before, found, after = " ".join(text.split()).partition(part)
    return format_html("{}<mark>{}</mark>{}", before, found, after) if found else before


@register.filter
def keyed(label: str, key: str) -> str:
    """`label` with the letter underlined that is its key."""
    place = label.casefold().index(key)
    return format_html("{}<u>{}</u>{}", label[:place], label[place], label[place + 1 :])
