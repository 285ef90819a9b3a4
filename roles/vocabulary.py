"""What claims are about: roles with their titles, decision areas, responsibilities, points and
contexts.
"""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.text import slugify

from articles.models import TEXT_LIMIT
from publishing.fields import SLUG_LENGTH, TextField, known_values, validate_slug, validate_text
from publishing.history import History
from publishing.models import Publishable
from roles.querysets import DecisionAreaQuerySet, RoleQuerySet

PALETTE_SIZE = 12


def slug_field() -> models.SlugField:
    return models.SlugField(max_length=SLUG_LENGTH, unique=True, validators=[validate_slug])


class Role(Publishable):
    class Kind(models.TextChoices):
        MAIN = "main", "Main: home, matrix and comparison"
        COUNTERPART = "counterpart", "Counterpart: a page of its own only"

    MARKDOWN = {"editors_note": "editors_note_html"}

    slug = slug_field()
    title = models.CharField(max_length=100, validators=[validate_text])
    acronym = models.CharField(max_length=20, blank=True, validators=[validate_text])
    broader = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="variants",
        help_text="The role that this is a variant of, and whose responsibilities it inherits.",
    )
    order = models.PositiveSmallIntegerField(default=100)
    palette = models.PositiveSmallIntegerField(
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(PALETTE_SIZE)],
        help_text=f"Its colour, from 1 to {PALETTE_SIZE}.",
    )
    kind = models.CharField(max_length=11, choices=Kind.choices, default=Kind.MAIN)
    editors_note = TextField(
        blank=True,
        max_length=TEXT_LIMIT,
        validators=[validate_text],
        help_text="Markdown. Scope and disambiguation only: it states nothing that the role does.",
    )
    editors_note_html = models.TextField(blank=True, editable=False)
    summary_claim = models.ForeignKey(
        "Claim", on_delete=models.PROTECT, null=True, blank=True, related_name="summary_of"
    )
    focus_claim = models.ForeignKey(
        "Claim", on_delete=models.PROTECT, null=True, blank=True, related_name="focus_of"
    )

    history = History(excluded_fields=["editors_note_html"])
    objects = RoleQuerySet.as_manager()

    class Meta(Publishable.Meta):
        ordering = ["order", "title"]
        constraints = [
            *Publishable.Meta.constraints,
            models.CheckConstraint(
                name="role_not_broader_than_itself", condition=~Q(broader=F("id"))
            ),
            models.CheckConstraint(
                name="role_palette_in_range", condition=Q(palette__range=(1, PALETTE_SIZE))
            ),
            known_values("kind", "main counterpart"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("role", args=[self.slug])

    @property
    def is_main(self) -> bool:
        return self.kind == self.Kind.MAIN

    @property
    def short(self) -> str:
        """What fits a column head: the acronym where there is one."""
        return self.acronym or self.title

    def with_ancestors(self) -> list["Role"]:
        """The role and the roles that it is a variant of, nearest first."""
        found: list[Role] = [self]
        while (above := found[-1].broader) and above not in found:
            found.append(above)
        return found

    def all_titles(self) -> list[str]:
        """Every title that it goes by. Needs `with_titles()` to stay one query for many roles."""
        own = [self.title, *([self.acronym] if self.acronym else [])]
        return [*own, *(other.title for other in self.titles.all())]

    def titles_by_slug(self) -> dict[str, str]:
        """Its titles by their addresses. One without Latin letters and digits has none."""
        return {slug: title for title in self.all_titles()[::-1] if (slug := slugify(title))}


class RoleTitle(models.Model):
    """Another title of a role. Several roles may share one; its page tells them apart."""

    role = models.ForeignKey(Role, on_delete=models.CASCADE, related_name="titles")
    title = models.CharField(max_length=100, validators=[validate_text])
    slug = models.SlugField(max_length=SLUG_LENGTH, validators=[validate_slug])

    history = History()

    class Meta:
        ordering = ["title"]
        constraints = [
            models.UniqueConstraint(fields=["role", "slug"], name="role_title_unique"),
        ]

    def __str__(self) -> str:
        return self.title


class DecisionArea(models.Model):
    slug = slug_field()
    title = models.CharField(max_length=100, validators=[validate_text])
    question = models.CharField(
        max_length=200, validators=[validate_text], help_text="Who decides ...?"
    )
    order = models.PositiveSmallIntegerField(default=100)

    history = History()
    objects = DecisionAreaQuerySet.as_manager()

    class Meta:
        ordering = ["order", "title"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("decision_area", args=[self.slug])


class Responsibility(models.Model):
    """A duty as a verb phrase. It belongs to no role: roles meet in it."""

    slug = slug_field()
    title = models.CharField(
        max_length=120, validators=[validate_text], help_text="A verb phrase: Set the IT strategy."
    )
    decision_area = models.ForeignKey(
        DecisionArea, on_delete=models.PROTECT, related_name="responsibilities"
    )
    keywords = models.CharField(
        max_length=1000,
        blank=True,
        validators=[validate_text],
        help_text="What other texts call it, with commas between: backups, business continuity. "
        "A text is matched by them; no page shows them.",
    )

    history = History()

    class Meta:
        ordering = ["decision_area__order", "title"]
        verbose_name_plural = "responsibilities"

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("responsibility", args=[self.slug])


class Point(models.Model):
    """What a reader compares beyond duties, whatever the aspect of the claims: "Reports to". It has
    no page: its rows stand where roles are shown and compared.
    """

    slug = slug_field()
    title = models.CharField(
        max_length=60, validators=[validate_text], help_text="A short noun phrase: Reports to."
    )
    question = models.CharField(
        max_length=200, validators=[validate_text], help_text="Whom does the role report to?"
    )
    order = models.PositiveSmallIntegerField(
        default=100, help_text="What readers ask about first comes first."
    )

    history = History()

    class Meta:
        ordering = ["order", "title"]

    def __str__(self) -> str:
        return self.title

    @property
    def anchor(self) -> str:
        return f"point-{self.slug}"


class Context(models.Model):
    """A circumstance in which a claim holds: a size, a programme, a moment in a career."""

    slug = slug_field()
    title = models.CharField(max_length=100, validators=[validate_text])
    order = models.PositiveSmallIntegerField(default=100)

    history = History()

    class Meta:
        ordering = ["order", "title"]

    def __str__(self) -> str:
        return self.title
