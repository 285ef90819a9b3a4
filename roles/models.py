"""Knowledge: roles, what they answer for and decide, and the claims that say so."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import slugify
from simple_history.models import HistoricalRecords
from taggit.managers import TaggableManager
from taggit.models import ItemBase, Tag

from articles.models import TEXT_LIMIT, Passage, Voice
from permalinks.fields import SLUG_LENGTH, TextField, known_values, validate_slug, validate_text
from permalinks.models import Publishable
from roles import aspects, evidence
from roles.aspects import Aspect, Involvement
from roles.comparison import LETTERS
from roles.evidence import Strength, Support
from roles.querysets import (
    CitationQuerySet,
    ClaimQuerySet,
    DecisionAreaQuerySet,
    DisagreementQuerySet,
    RoleQuerySet,
)

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

    history = HistoricalRecords(excluded_fields=["editors_note_html"])
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

    def title_slugs(self) -> set[str]:
        return {slugify(title) for title in self.all_titles()}


class RoleTitle(models.Model):
    """Another title of a role. Several roles may share one; its page tells them apart."""

    role = models.ForeignKey(Role, on_delete=models.CASCADE, related_name="titles")
    title = models.CharField(max_length=100, validators=[validate_text])
    slug = models.SlugField(max_length=SLUG_LENGTH, validators=[validate_slug])

    history = HistoricalRecords()

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

    history = HistoricalRecords()
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

    history = HistoricalRecords()

    class Meta:
        ordering = ["decision_area__order", "title"]
        verbose_name_plural = "responsibilities"

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("responsibility", args=[self.slug])


class Context(models.Model):
    """A circumstance in which a claim holds: a size, a programme, a moment in a career."""

    slug = slug_field()
    title = models.CharField(max_length=100, validators=[validate_text])
    order = models.PositiveSmallIntegerField(default=100)

    history = HistoricalRecords()

    class Meta:
        ordering = ["order", "title"]

    def __str__(self) -> str:
        return self.title


class Claim(Publishable):
    """One statement about one role, in our own words. Its citations say who said so."""

    class Modality(models.TextChoices):
        DESCRIBES = "describes", "Describes"
        RECOMMENDS = "recommends", "Recommends"
        PREDICTS = "predicts", "Predicts"

    class Relation(models.TextChoices):
        REPORTS_TO = "reports_to", "reports to"
        PART_OF = "part_of", "is part of"
        LEADS = "leads", "leads"
        HIRES = "hires", "hires"
        PARTNERS_WITH = "partners_with", "partners with"
        ADVISES = "advises", "advises"
        SERVES = "serves", "serves"
        REPRESENTS = "represents", "represents"
        IN_TENSION_WITH = "in_tension_with", "is in tension with"

    slug = slug_field()
    role = models.ForeignKey(Role, on_delete=models.PROTECT, related_name="claims")
    aspect = models.CharField(max_length=20, choices=Aspect.choices)
    statement = models.CharField(
        max_length=500,
        validators=[validate_text],
        help_text="Plain text, in our own words, readable alone, with the role as its subject.",
    )
    denies = models.BooleanField(default=False, help_text="A source says that it is not so.")
    modality = models.CharField(max_length=10, choices=Modality.choices, default=Modality.DESCRIBES)
    involvement = models.CharField(max_length=11, choices=Involvement.choices, blank=True)
    responsibility = models.ForeignKey(
        Responsibility, on_delete=models.PROTECT, null=True, blank=True, related_name="claims"
    )
    decision_area = models.ForeignKey(
        DecisionArea, on_delete=models.PROTECT, null=True, blank=True, related_name="claims"
    )
    other_role = models.ForeignKey(
        Role, on_delete=models.PROTECT, null=True, blank=True, related_name="claims_naming_it"
    )
    counterpart = models.CharField(
        max_length=60,
        blank=True,
        validators=[validate_text],
        help_text="A short noun where the other side is no role: customers, the board.",
    )
    relation = models.CharField(max_length=15, choices=Relation.choices, blank=True)
    contexts = models.ManyToManyField(Context, blank=True, related_name="claims")
    period_start = models.PositiveSmallIntegerField(null=True, blank=True, help_text="A year.")
    period_end = models.PositiveSmallIntegerField(null=True, blank=True, help_text="A year.")
    superseded_by = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="supersedes"
    )

    tags = TaggableManager(through="TaggedClaim", blank=True)
    history = HistoricalRecords(m2m_fields=[contexts])
    objects = ClaimQuerySet.as_manager()

    class Meta(Publishable.Meta):
        ordering = ["role__order", "aspect", "slug"]
        constraints = [
            *Publishable.Meta.constraints,
            *aspects.constraints(),
            models.CheckConstraint(
                name="claim_aspect_known", condition=Q(aspect__in=Aspect.values)
            ),
            models.CheckConstraint(
                name="claim_modality_known",
                condition=Q(modality__in=["describes", "recommends", "predicts"]),
            ),
            models.CheckConstraint(
                name="claim_involvement_known",
                condition=Q(involvement__in=["", *Involvement.values]),
            ),
            models.CheckConstraint(
                name="claim_period_in_order",
                condition=Q(period_start=None)
                | Q(period_end=None)
                | Q(period_start__lte=F("period_end")),
                violation_error_message="The period ends before it starts.",
            ),
            models.CheckConstraint(
                name="claim_other_role_is_other", condition=~Q(other_role=F("role"))
            ),
            known_values(
                "relation",
                "reports_to part_of leads hires partners_with advises serves represents "
                "in_tension_with",
                blank=True,
            ),
            models.CheckConstraint(
                name="claim_not_superseded_by_itself", condition=~Q(superseded_by=F("id"))
            ),
        ]

    def __str__(self) -> str:
        return self.statement

    def get_absolute_url(self) -> str:
        return reverse("claim", args=[self.slug])

    def clean(self) -> None:
        super().clean()
        if self.aspect not in Aspect.values:
            return  # the field says so itself
        filled = {column for column in aspects.COLUMNS if getattr(self, _attribute(column))}
        if self.other_role_id:
            filled.add("other_role")
        found = aspects.problems(self.aspect, filled | {"contexts"})
        excluded = self.involvement == Involvement.EXCLUDED
        if self.aspect in aspects.INVOLVING and self.denies != excluded:
            found["denies"] = "It denies exactly where the involvement is “excluded”."
        if found:
            raise ValidationError(found)

    @property
    def area(self) -> DecisionArea | None:
        """Its decision area: for a responsibility, that of the duty itself."""
        if self.aspect == Aspect.RESPONSIBILITY:
            return self.responsibility.decision_area
        return self.decision_area

    @cached_property
    def strength(self) -> Strength:
        """How well it is supported. Needs a claim from `for_reading()`."""
        return evidence.strength(
            [
                citation.as_support()
                for citation in self.public_citations
                if citation.stance == Citation.Stance.SUPPORTS
            ],
            disputed=self.disputed,
            rival=self.rivalled,
        )

    @property
    def caution(self) -> str:
        """Why it is no fact: recommended, predicted; empty where a source describes (rule 3)."""
        return {"recommends": "recommended", "predicts": "predicted"}.get(self.modality, "")

    @property
    def guarded(self) -> str:
        """The statement as it may stand alone, without the marks that a page puts beside it."""
        return f"{self.caution.capitalize()}: {self.statement}" if self.caution else self.statement

    @property
    def letter(self) -> str:
        """Its RACI letter, or "excluded"; empty where it has no involvement."""
        return LETTERS.get(self.involvement, "")

    @property
    def decades(self) -> str:
        """Its period in words: "1980s", "2000–2009", "by 2021"; empty where undated."""
        start, end = self.period_start, self.period_end
        if start and end == start + 9 and start % 10 == 0:
            return f"{start}s"
        if start and end:
            return str(start) if start == end else f"{start}–{end}"
        if start:
            return f"since {start}"
        return f"by {end}" if end else ""


def _attribute(column: str) -> str:
    """The attribute that tells whether a column is filled without loading what it points to."""
    return f"{column}_id" if column in {"responsibility", "decision_area"} else column


class TaggedClaim(ItemBase):
    """A through model of our own: it spares taggit's generic keys, and has a history."""

    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="tagged_claims")
    content_object = models.ForeignKey(Claim, on_delete=models.CASCADE)
    history = HistoricalRecords()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tag", "content_object"], name="tagged_claim_unique"),
        ]


class Citation(models.Model):
    """Where a claim stands written, and what that passage does to it."""

    class Stance(models.TextChoices):
        SUPPORTS = "supports", "Supports"
        DISPUTES = "disputes", "Disputes"
        QUALIFIES = "qualifies", "Qualifies"

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="citations")
    passage = models.ForeignKey(Passage, on_delete=models.PROTECT, related_name="citations")
    stance = models.CharField(max_length=10, choices=Stance.choices, default=Stance.SUPPORTS)
    voice = models.ForeignKey(
        Voice,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="citations",
        help_text="Where it is not the passage's own voice.",
    )
    note = models.CharField(max_length=300, blank=True, validators=[validate_text])
    checked_text = models.TextField(
        blank=True,
        editable=False,
        help_text="The passage's words when a curator last confirmed the citation.",
    )

    history = HistoricalRecords()
    objects = CitationQuerySet.as_manager()

    class Meta:
        ordering = ["claim", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["claim", "passage"],
                name="citation_unique",
                violation_error_message="This claim cites this passage already.",
            ),
            models.CheckConstraint(
                name="citation_stance_known",
                condition=Q(stance__in=["supports", "disputes", "qualifies"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_stance_display()}: {self.passage}"

    def clean(self) -> None:
        super().clean()
        if self.voice_id and self.passage_id and self.voice.article_id != self.passage.article_id:
            raise ValidationError(
                {"voice": "Choose a voice of the article that the passage is in."}
            )

    @property
    def speaker(self) -> Voice:
        return self.voice or self.passage.voice

    def as_support(self) -> Support:
        """What strength depends on (rule 4)."""
        article, speaker = self.passage.article, self.speaker
        works = {article.url, article.based_on_url, article.based_on_title}
        return Support(
            article=article.slug,
            publisher=article.publisher,
            works=frozenset(works - {""}),
            interest=speaker.interest,
            comment=speaker.is_comment or self.passage.kind == Passage.Kind.COMMENT,
        )

    @property
    def needs_recheck(self) -> bool:
        return self.checked_text != self.passage.text


class Disagreement(Publishable):
    """A question on which sources differ."""

    MARKDOWN = {"editors_note": "editors_note_html"}

    slug = slug_field()
    question = models.CharField(max_length=200, validators=[validate_text])
    editors_note = TextField(
        blank=True,
        max_length=TEXT_LIMIT,
        validators=[validate_text],
        help_text="Markdown. It says how the sources differ, and takes no side.",
    )
    editors_note_html = models.TextField(blank=True, editable=False)

    history = HistoricalRecords(excluded_fields=["editors_note_html"])
    objects = DisagreementQuerySet.as_manager()

    class Meta(Publishable.Meta):
        ordering = ["question"]

    def __str__(self) -> str:
        return self.question

    def get_absolute_url(self) -> str:
        return reverse("disagreement", args=[self.slug])


class Position(models.Model):
    disagreement = models.ForeignKey(
        Disagreement, on_delete=models.CASCADE, related_name="positions"
    )
    label = models.CharField(max_length=200, validators=[validate_text])
    order = models.PositiveSmallIntegerField(default=1)
    claims = models.ManyToManyField(Claim, related_name="positions")

    history = HistoricalRecords(m2m_fields=[claims])

    class Meta:
        ordering = ["disagreement", "order"]
        constraints = [
            models.UniqueConstraint(fields=["disagreement", "order"], name="position_order_unique"),
        ]

    def __str__(self) -> str:
        return self.label
