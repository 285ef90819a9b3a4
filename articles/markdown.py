"""Text to safe HTML: the one way that Markdown becomes a page."""

import re
from html import unescape

import markdown
import nh3
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.safestring import SafeString, mark_safe

_INLINE = {"em", "strong", "code", "a", "del", "sup", "sub"}
TAGS = _INLINE | {
    *("p", "br", "hr", "pre", "blockquote", "ul", "ol", "li", "h2", "h3", "h4", "h5", "h6"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}
ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}
SCHEMES = {"http", "https", "mailto"}

# What python-markdown takes too long for, or fails at, by measurement (tests/test_markdown.py
# holds the texts): long runs, deep nesting on one line, and many of those characters at each of
# which it reads the rest of the text again.
_RUN = re.compile(r"([\[\]()<>*_`!&\\#>~|-])(?:[ \t\n]*\1){99}")
_NESTED = re.compile(r"^[ \t]*(?:(?:[-*+]|[0-9]+[.)])[ \t]+|>[ \t]*){21}", re.MULTILINE)
_REREADING = "[<`#"
_MOST_REREAD = 2_000_000  # characters: 100 brackets in the longest text, 1,000 in one of 2,000
_LIMIT = 20_000
_MOST_LINES = 1_000


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
    return mark_safe(clean)  # nh3 has just made it safe


# What would make a block of its own of words that stand in one already: "2016. A good year".
_BLOCK_START = re.compile(r"\A([0-9]+(?=[.)][ \t])|(?=[-+*][ \t]|[>#]))")


def render_words(text: str) -> SafeString:
    """As `render`, for the words of one block: a number, dash or hash at their start is a word."""
    return render(_BLOCK_START.sub(r"\1\\", text, count=1))


def render_fields(entry: Model) -> None:
    """Fill the HTML of each Markdown field that the model of `entry` names."""
    for source, target in entry.MARKDOWN.items():
        try:
            setattr(entry, target, render(getattr(entry, source)))
        except ValidationError as problem:
            raise ValidationError({source: problem.messages}) from problem


def check(text: str) -> None:
    """Refuse, with the remedy, a text that would take the renderer too long."""
    if len(text) > _LIMIT:
        raise ValidationError(
            f"This text has {len(text):,} characters; at most {_LIMIT:,} fit. Split it.",
            code="too_long",
        )
    if (lines := text.count("\n") + 1) > _MOST_LINES:
        raise ValidationError(
            f"This text has {lines:,} lines; at most {_MOST_LINES:,} fit. Split it.",
            code="too_long",
        )
    if found := _RUN.search(text):
        raise ValidationError(
            f"Remove the long run of “{found.group(1)}” on line {_line(text, found)}: it would "
            "stall the page.",
            code="run",
        )
    if found := _NESTED.search(text):
        raise ValidationError(
            f"Line {_line(text, found)} nests more than 20 deep. Begin fewer lists or quotes on "
            "one line.",
            code="nested",
        )
    for character in _REREADING:
        if (number := text.count(character)) * len(text) > _MOST_REREAD:
            raise ValidationError(
                f"“{character}” stands here {number:,} times, which would stall the page. Remove "
                "some, or split the text.",
                code="too_many",
            )


def _line(text: str, found: re.Match) -> int:
    return text.count("\n", 0, found.start()) + 1


# A quoted attribute may hold a ">". Tags within a line leave no gap: "<em>CIO</em>,".
_TAG = re.compile(r"</?([a-z0-9]+)[^<>\"]*(?:\"[^\"]*\"[^<>\"]*)*>")


def plain(html: str) -> str:
    """The words of sanitised HTML, white space folded: for search, comparison and export."""
    text = _TAG.sub(lambda found: "" if found.group(1) in _INLINE else " ", html)
    return " ".join(unescape(text).split())
