"""Where a claim stands written, and what that passage does to it."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from articles.models import SELLING, Passage, Voice
from publishing.fields import validate_text
from publishing.history import History
from roles.evidence import Support
from roles.querysets import CitationQuerySet


class Citation(models.Model):
    class Stance(models.TextChoices):
        SUPPORTS = "supports", "Supports"
        DISPUTES = "disputes", "Disputes"
        QUALIFIES = "qualifies", "Qualifies"

    claim = models.ForeignKey("Claim", on_delete=models.CASCADE, related_name="citations")
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
    sample = models.CharField(
        max_length=100,
        blank=True,
        validators=[validate_text],
        help_text="Where the passage reports a survey, who was asked and when: 142 CIOs, 2004.",
    )
    checked_text = models.TextField(
        blank=True,
        editable=False,
        help_text="The passage's words when a curator last confirmed the citation.",
    )

    history = History()
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
            authors=frozenset(each.name for each in article.voices.all() if each.is_author),
            works=frozenset(works - {""}),
            interest=speaker.interest,
            sells=self.sells,
            comment=speaker.is_comment or self.passage.kind == Passage.Kind.COMMENT,
            kind=article.kind,
            year=article.published_on[:4],
            sample=self.sample,
            scope=article.scope,
        )

    @property
    def sells(self) -> bool:
        """Whether the voice, or the publisher of its article, sells or sponsors."""
        return bool({self.speaker.interest, self.passage.article.publisher_interest} & SELLING)

    @property
    def needs_recheck(self) -> bool:
        return self.checked_text != self.passage.text
