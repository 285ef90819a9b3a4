"""Questions on which sources differ, with the positions that claims take."""

from django.db import models
from django.urls import reverse

from articles.models import TEXT_LIMIT
from publishing.fields import TextField, validate_text
from publishing.history import History
from publishing.models import Publishable
from roles.question_querysets import DisagreementQuerySet
from roles.vocabulary import DecisionArea, Point, slug_field


class Disagreement(Publishable):
    """A question on which sources differ."""

    MARKDOWN = {"editors_note": "editors_note_html"}

    slug = slug_field()
    question = models.CharField(max_length=200, validators=[validate_text])
    decision_area = models.ForeignKey(
        DecisionArea,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="disagreements",
        help_text="Its page shows the disagreement.",
    )
    point = models.ForeignKey(
        Point, on_delete=models.PROTECT, null=True, blank=True, related_name="disagreements"
    )
    editors_note = TextField(
        blank=True,
        max_length=TEXT_LIMIT,
        validators=[validate_text],
        help_text="Markdown. It says how the sources differ, and takes no side.",
    )
    editors_note_html = models.TextField(blank=True, editable=False)

    history = History(excluded_fields=["editors_note_html"])
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
    claims = models.ManyToManyField("Claim", related_name="positions")

    history = History(m2m_fields=[claims])

    class Meta:
        ordering = ["disagreement", "order"]
        constraints = [
            models.UniqueConstraint(fields=["disagreement", "order"], name="position_order_unique"),
        ]

    def __str__(self) -> str:
        return self.label
