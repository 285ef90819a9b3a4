"""Documents: what was written where, by whom, with what interest, passage by passage."""

import re

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator, URLValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from taggit.managers import TaggableManager
from taggit.models import ItemBase, Tag

from articles.kinds import SELLING, ArticleKind, Extent, Interest, Rights
from articles.querysets import ArticleQuerySet, PassageQuerySet
from publishing.fields import (
    SLUG_LENGTH,
    PartialDateValidator,
    TextField,
    known_values,
    validate_slug,
    validate_text,
)
from publishing.history import History
from publishing.models import Publishable

BODY_LIMIT = 200_000  # characters; a long article has some 60,000
TEXT_LIMIT = 10_000

__all__ = ["SELLING", "Article", "Interest", "Passage", "TaggedArticle", "Voice"]

web_address = URLValidator(schemes=["http", "https"])


def block_range(words: str) -> range:
    """The blocks that "3" or "1-13" names; empty for what names none."""
    first, _, last = words.partition("-")
    if not re.fullmatch(r"[1-9][0-9]{0,6}(-[1-9][0-9]{0,6})?", words):
        return range(0)
    return range(int(first), int(last or first) + 1)


class Article(Publishable):
    """A source. `body` is the authority; its passages derive from it through `services`."""

    Kind, Extent, Rights = ArticleKind, Extent, Rights

    # Markdown source -> the field that holds its sanitised HTML (the body's is its passages').
    MARKDOWN = {"summary": "summary_html"}

    slug = models.SlugField(max_length=SLUG_LENGTH, unique=True, validators=[validate_slug])
    title = models.CharField(max_length=300, validators=[validate_text])
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.ARTICLE)
    extent = models.CharField(
        max_length=10,
        choices=Extent.choices,
        default=Extent.WHOLE,
        help_text="What of it could be read. Nothing is claimed of the rest.",
    )
    scope = models.CharField(
        max_length=200,
        blank=True,
        validators=[validate_text],
        help_text="Whom it speaks of, where that is not everybody: US federal agencies.",
    )
    publisher = models.CharField(max_length=200, blank=True, validators=[validate_text])
    platform = models.CharField(
        max_length=200,
        blank=True,
        validators=[validate_text],
        help_text="Where it stands when that is no publisher, such as LinkedIn.",
    )
    url = models.CharField("address", max_length=500, blank=True, validators=[web_address])
    published_on = models.CharField(
        max_length=10,
        blank=True,
        validators=[PartialDateValidator()],
        help_text="2016, 2016-05 or 2016-05-12: as precisely as it is known. Empty: undated.",
    )
    published_how = models.CharField(
        "how the date is known", max_length=300, blank=True, validators=[validate_text]
    )
    based_on_title = models.CharField(max_length=300, blank=True, validators=[validate_text])
    based_on_url = models.CharField(
        "based on address", max_length=500, blank=True, validators=[web_address]
    )
    rights = models.CharField(max_length=20, choices=Rights.choices, default=Rights.DIGEST_ONLY)
    summary = TextField(
        blank=True, max_length=TEXT_LIMIT, validators=[validate_text], help_text="Markdown."
    )
    summary_html = models.TextField(blank=True, editable=False)
    body = TextField(
        blank=True,
        max_length=BODY_LIMIT,
        validators=[validate_text],
        help_text="The digest, in Markdown. Each block starts with its anchor, such as [p14].",
    )
    blocks = models.PositiveIntegerField(
        default=0, help_text="How many blocks the original has. New anchors are counted from here."
    )
    skipped = models.JSONField(
        default=dict,
        blank=True,
        help_text="Block number, or a range such as 1-13 → why it has no passage.",
    )
    publisher_interest = models.CharField(
        max_length=20, choices=Interest.choices, default=Interest.UNKNOWN
    )
    publisher_interest_note = models.CharField(
        max_length=300,
        blank=True,
        validators=[validate_text],
        help_text="Shown beside its citations.",
    )

    tags = TaggableManager(through="TaggedArticle", blank=True)
    history = History(excluded_fields=["summary_html"])
    objects = ArticleQuerySet.as_manager()

    class Meta(Publishable.Meta):
        ordering = ["title", "slug"]
        constraints = [
            *Publishable.Meta.constraints,
            known_values("kind", " ".join(ArticleKind.values)),
            known_values("extent", " ".join(Extent.values)),
            known_values("rights", " ".join(Rights.values)),
            known_values("publisher_interest", " ".join(Interest.values)),
        ]

    @property
    def is_whole(self) -> bool:
        """Whether all of it was read; else only what could be read of it is claimed."""
        return self.extent == self.Extent.WHOLE

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("article", args=[self.slug])

    def skipped_blocks(self) -> dict[int, str]:
        """Each block's number with the reason, ranges spelt out."""
        return {
            block: reason
            for blocks, reason in self.skipped.items()
            for block in block_range(blocks)
        }

    def clean(self) -> None:
        super().clean()
        if not isinstance(self.skipped, dict) or not all(
            block_range(blocks) and isinstance(reason, str)
            for blocks, reason in self.skipped.items()
        ):
            raise ValidationError(
                {
                    "skipped": "Write a block's number, or a range such as 1-13, and the reason, "
                    'such as {"3": "A byline."}.'
                }
            )
        for reason in self.skipped.values():
            validate_text(reason)


class TaggedArticle(ItemBase):
    """A through model of our own: it spares taggit's generic keys, and has a history."""

    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="tagged_articles")
    content_object = models.ForeignKey(Article, on_delete=models.CASCADE)
    history = History()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tag", "content_object"], name="tagged_article_unique"),
        ]


class Voice(models.Model):
    """Who speaks in an article."""

    class Kind(models.TextChoices):
        AUTHOR = "author", "Author"
        INTERVIEWEE = "interviewee", "Interviewee"
        QUOTED = "quoted", "Quoted"
        REPORTED = "reported", "Reported"
        COMMENTER = "commenter", "Commenter"

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="voices")
    slug = models.SlugField(max_length=SLUG_LENGTH, validators=[validate_slug])
    name = models.CharField(max_length=200, blank=True, validators=[validate_text])
    description = models.CharField(max_length=300, blank=True, validators=[validate_text])
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.AUTHOR)
    interest = models.CharField(max_length=20, choices=Interest.choices, default=Interest.UNKNOWN)
    interest_note = models.CharField(max_length=300, blank=True, validators=[validate_text])
    order = models.PositiveSmallIntegerField(default=1)

    history = History()

    class Meta:
        ordering = ["article", "order", "slug"]
        constraints = [
            models.UniqueConstraint(fields=["article", "slug"], name="voice_slug_unique"),
            known_values("kind", "author interviewee quoted reported commenter"),
            known_values("interest", " ".join(Interest.values)),
        ]

    def __str__(self) -> str:
        return (
            self.name
            or self.description.rstrip(".")
            or f"Unnamed {self.get_kind_display().lower()}"
        )

    @property
    def is_author(self) -> bool:
        return self.kind == self.Kind.AUTHOR

    @property
    def is_comment(self) -> bool:
        return self.kind == self.Kind.COMMENTER


class Passage(models.Model):
    """One block of an article's digest, at an anchor that is permanent and never reused."""

    class Kind(models.TextChoices):
        HEADING = "heading", "Heading"
        PARAGRAPH = "paragraph", "Paragraph"
        LIST_ITEM = "list-item", "List item"
        TABLE_ROW = "table-row", "Table row"
        COMMENT = "comment", "Comment"

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="passages")
    anchor = models.CharField(
        max_length=8,
        validators=[RegexValidator(r"^p[1-9]\d{0,6}\Z", "An anchor is p and a number.")],
    )
    ordinal = models.PositiveIntegerField(help_text="Its place in the body, from 1.")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    heading = models.TextField(blank=True, help_text="The heading that it stands under.")
    text = models.TextField(blank=True, help_text="Our digest, without markup. Public.")
    html = models.TextField(blank=True)
    # A voice that speaks can't be deleted, but for a draft article that goes as a whole.
    voice = models.ForeignKey(Voice, on_delete=models.RESTRICT, related_name="passages")
    source_text = TextField(
        blank=True,
        validators=[validate_text],
        help_text="The original's words, for curators only. Never public, exported or indexed.",
    )
    no_claim = models.CharField(
        max_length=300,
        blank=True,
        validators=[validate_text],
        help_text="Why nothing rests on it, where nothing does.",
    )
    removed_on = models.DateField(null=True, blank=True)

    history = History(excluded_fields=["html"])
    objects = PassageQuerySet.as_manager()

    class Meta:
        ordering = ["article", "ordinal"]
        constraints = [
            models.UniqueConstraint(fields=["article", "anchor"], name="passage_anchor_unique"),
            models.CheckConstraint(
                name="passage_ordinal_counts_from_one", condition=Q(ordinal__gte=1)
            ),
            known_values("kind", "heading paragraph list-item table-row comment"),
        ]

    def __str__(self) -> str:
        return f"{self.article.slug}#{self.anchor}"

    def get_absolute_url(self) -> str:
        return f"{self.article.get_absolute_url()}#{self.anchor}"

    @property
    def is_public(self) -> bool:
        """See `articles.querysets.public_passage`."""
        return bool(self.text) and self.removed_on is None
