"""What waits for a curator: documents added, the candidates found in them, what became of each."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from articles.models import Article, Passage
from publishing.fields import known_values
from review.querysets import CandidateQuerySet, DecisionQuerySet, SourceDocumentQuerySet
from roles.aspects import Aspect, Involvement
from roles.models import Citation, Claim


def person(related_name: str) -> models.ForeignKey:
    """An account may go; what it did stays."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name=related_name,
    )


class SourceDocument(models.Model):
    """A file that was added, known again by the hash of its bytes. Its words stand in the passages'
    `source_text`; the file itself is not kept."""

    article = models.OneToOneField(
        Article, on_delete=models.CASCADE, related_name="source_document"
    )
    name = models.CharField(max_length=200)
    title = models.CharField(
        max_length=300, help_text="As it states it itself: its short sentences are remembered so."
    )
    digest = models.CharField(max_length=64, unique=True, help_text="SHA-256 of its bytes.")
    facts = models.JSONField(
        default=list, blank=True, help_text="What it states about itself: field, value and where."
    )
    remembered = models.PositiveIntegerField(
        default=0, help_text="Candidates left out: their words were decided on before."
    )
    added_by = person("documents_added")
    added_at = models.DateTimeField(auto_now_add=True)

    objects = SourceDocumentQuerySet.as_manager()

    class Meta:
        ordering = ["-added_at", "-pk"]
        default_permissions = ["view", "add"]

    def __str__(self) -> str:
        return self.article.title


class Candidate(models.Model):
    """A sentence proposed from an article, waiting for a curator until it has a decision."""

    document = models.ForeignKey(
        SourceDocument, on_delete=models.CASCADE, related_name="candidates"
    )
    passage = models.ForeignKey(Passage, on_delete=models.CASCADE, related_name="candidates")
    ordinal = models.PositiveIntegerField(help_text="Its place in the document.")
    text = models.TextField(help_text="The original's words: for curators only.")
    words = models.CharField(max_length=64, help_text="What its decision is remembered by.")
    # A slug, not a key: a document may speak of a role that is not here yet.
    role = models.SlugField(max_length=100, blank=True)
    aspect = models.CharField(max_length=20, choices=Aspect.choices)
    also = models.JSONField(
        default=list, blank=True, help_text="Further aspects that its words were found under."
    )
    involvement = models.CharField(max_length=11, choices=Involvement.choices, blank=True)
    modality = models.CharField(max_length=10, choices=Claim.Modality.choices)
    denies = models.BooleanField(default=False)
    period_start = models.PositiveSmallIntegerField(null=True, blank=True)
    period_end = models.PositiveSmallIntegerField(null=True, blank=True)
    contexts = models.JSONField(default=list, blank=True, help_text="Slugs.")
    score = models.FloatField(help_text="How sure the extractor is, from 0 to 1.")
    reason = models.CharField(max_length=300, help_text="Why it was proposed.")
    split_from = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, blank=True, related_name="parts"
    )
    skips = models.PositiveSmallIntegerField(default=0)
    leased_to = person("candidates_leased")
    leased_until = models.DateTimeField(null=True, blank=True)

    objects = CandidateQuerySet.as_manager()

    class Meta:
        ordering = ["document", "ordinal", "pk"]
        default_permissions = ["view", "change"]
        constraints = [
            known_values("aspect", " ".join(Aspect.values)),
            known_values("involvement", " ".join(Involvement.values), blank=True),
            known_values("modality", " ".join(Claim.Modality.values)),
            models.CheckConstraint(
                name="candidate_score_from_0_to_1", condition=Q(score__gte=0, score__lte=1)
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def perhaps(self) -> list[str]:
        """The further aspects, as a page says them."""
        return [Aspect(each).label.lower() for each in self.also]

    def readings_but(self, aspect: str) -> list[str]:
        """What is left to read it as, once `aspect` is taken. Where that is none of its readings,
        the one that it stands under was mistaken."""
        readings = [self.aspect, *self.also]
        taken = aspect if aspect in readings else self.aspect
        return [each for each in readings if each != taken]


class Decision(models.Model):
    """What a curator made of a candidate. It outlives the candidate: by its words, a re-import
    knows what was decided before."""

    class Outcome(models.TextChoices):
        ACCEPTED = "accepted", "Accepted as a new claim"
        MERGED = "merged", "Merged into a claim"
        REJECTED = "rejected", "Rejected"
        SPLIT = "split", "Split"

    candidate = models.OneToOneField(
        Candidate, on_delete=models.SET_NULL, null=True, blank=True, related_name="decision"
    )
    words = models.CharField(max_length=64, db_index=True)
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    reason = models.CharField(max_length=300, blank=True)
    claim = models.ForeignKey(
        Claim, on_delete=models.SET_NULL, null=True, blank=True, related_name="decisions"
    )
    citation = models.ForeignKey(
        Citation, on_delete=models.SET_NULL, null=True, blank=True, related_name="decisions"
    )
    by = person("decisions")
    at = models.DateTimeField(auto_now_add=True)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        default_permissions = []
        constraints = [
            known_values("outcome", "accepted merged rejected split"),
            models.CheckConstraint(
                name="rejection_has_reason", condition=~Q(outcome="rejected") | ~Q(reason="")
            ),
        ]

    def __str__(self) -> str:
        return self.get_outcome_display()
