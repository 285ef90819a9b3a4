"""Text to safe HTML: the one way that Markdown becomes a page."""

import re

import markdown
import nh3
from django.core.exceptions import ValidationError
from django.utils.safestring import SafeString, mark_safe

TAGS = {
    *("p", "br", "hr", "em", "strong", "code", "pre", "a", "blockquote", "ul", "ol", "li"),
    *(
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "del",
        "sup",
        "sub",
    ),
}
ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}
SCHEMES = {"http", "https", "mailto"}

# python-markdown takes time that grows with the square of a run of these, or worse: ten thousand
# opening brackets take over ten seconds. Nobody writes a run of 100.
_RUN = re.compile(r"([\[\]()<>*_`!&\\#>~|-])(?:[ \t\n]*\1){99}")
_LIMIT = 20_000


def render(text: str) -> SafeString:
    """Sanitised HTML of `text`. Called when a text is saved, never while a reader waits.

    Raises ValidationError for a text that would take the renderer too long.
    """
    check(text)
    html = markdown.markdown(text, extensions=["tables", "sane_lists"], output_format="html")
    # Headings of a fragment stay below the page's own.
    html = re.sub(r"<(/?)h1>", r"<\1h2>", html)
    return sanitise(html)


def sanitise(html: str) -> SafeString:
    """`html` without what a reader's browser must not be given."""
    clean = nh3.clean(
        html, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel="noopener"
    )
    return mark_safe(clean)  # noqa: S308 (nh3 has just made it safe)


def check(text: str) -> None:
    if len(text) > _LIMIT:
        raise ValidationError(
            f"This text has {len(text):,} characters; at most {_LIMIT:,} fit. Split it.",
            code="too_long",
        )
    if found := _RUN.search(text):
        raise ValidationError(
            f"Remove the long run of “{found.group(1)}” on line "
            f"{text.count(chr(10), 0, found.start()) + 1}: it would stall the page.",
            code="run",
        )


_TAG = re.compile(r"<[^>]*>")


def plain(html: str) -> str:
    """The words of sanitised HTML, white space folded: for search, comparison and export."""
    import html as entities

    return " ".join(entities.unescape(_TAG.sub(" ", html)).split())
