"""Questions as readers ask them, answered in sentences that say no more than their claims
(docs/rules.md, rule 9). What a sentence's claims make of it is worked out in `answers`.
"""

import re

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse

from publishing.fields import known_values, validate_text
from publishing.history import History
from publishing.models import Publishable
from roles.answers import Verdict, judge
from roles.question_querysets import AnswerQuerySet, AnswerSentenceQuerySet
from roles.vocabulary import Context, DecisionArea, Point, Responsibility, Role, slug_field

# "IT runs ..." is of information technology.
_POINTS_BACK = re.compile(
    r"(?!(?-i:IT)\b)(it|its|this|that|they|their|these|those|he|she)\b", re.IGNORECASE
)


class Answer(Publishable):
    """It heads the page of exactly its roles, decision area and context."""

    slug = slug_field()
    question = models.CharField(
        max_length=200, validators=[validate_text], help_text="As readers ask it."
    )
    roles = models.ManyToManyField(Role, blank=True, related_name="answers")
    decision_area = models.ForeignKey(
        DecisionArea, on_delete=models.PROTECT, null=True, blank=True, related_name="answers"
    )
    context = models.ForeignKey(
        Context, on_delete=models.PROTECT, null=True, blank=True, related_name="answers"
    )
    order = models.PositiveSmallIntegerField(
        default=100, help_text="Of several for one page the lowest heads it."
    )

    history = History(m2m_fields=[roles])
    objects = AnswerQuerySet.as_manager()

    class Meta(Publishable.Meta):
        ordering = ["order", "slug"]

    def __str__(self) -> str:
        return self.question

    def get_absolute_url(self) -> str:
        return reverse("answer", args=[self.slug])


class AnswerSentence(models.Model):
    """A statement with the claims that it needs and those that bear it out; or a gap, with what our
    sources do not say, and of whom.
    """

    class Kind(models.TextChoices):
        STATEMENT = "statement", "Statement"
        GAP = "gap", "Gap: our sources do not say"

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="sentences")
    order = models.PositiveSmallIntegerField(default=1)
    kind = models.CharField(max_length=9, choices=Kind.choices, default=Kind.STATEMENT)
    text = models.CharField(
        max_length=300,
        validators=[validate_text],
        help_text="In our own words. It reads alone, and says no more than its claims.",
    )
    claims = models.ManyToManyField("Claim", through="SentenceClaim", related_name="sentences")
    roles = models.ManyToManyField(
        Role,
        blank=True,
        related_name="gaps",
        help_text="Of a gap: whom our sources do not say it of.",
    )
    point = models.ForeignKey(
        Point, on_delete=models.PROTECT, null=True, blank=True, related_name="gaps"
    )
    decision_area = models.ForeignKey(
        DecisionArea, on_delete=models.PROTECT, null=True, blank=True, related_name="gaps"
    )
    responsibility = models.ForeignKey(
        Responsibility, on_delete=models.PROTECT, null=True, blank=True, related_name="gaps"
    )

    history = History(m2m_fields=[roles])
    objects = AnswerSentenceQuerySet.as_manager()

    class Meta:
        ordering = ["answer", "order"]
        constraints = [
            models.UniqueConstraint(fields=["answer", "order"], name="sentence_order_unique"),
            known_values("kind", "statement gap"),
            models.CheckConstraint(name="sentence_says_something", condition=~Q(text="")),
            models.CheckConstraint(
                name="sentence_gap_is_about_one_thing",
                condition=Q(kind="statement", point=None, decision_area=None, responsibility=None)
                | Q(kind="gap", point__isnull=False, decision_area=None, responsibility=None)
                | Q(kind="gap", point=None, decision_area__isnull=False, responsibility=None)
                | Q(kind="gap", point=None, decision_area=None, responsibility__isnull=False),
                violation_error_message="A gap is about a point, an area or a duty: exactly one of "
                "them. A statement is about none.",
            ),
        ]

    def __str__(self) -> str:
        return self.text

    def clean(self) -> None:
        super().clean()
        if found := _POINTS_BACK.match(self.text):
            raise ValidationError(
                {"text": f"Name what “{found[0]}” stands for: each sentence reads alone."}
            )

    @property
    def is_gap(self) -> bool:
        return self.kind == self.Kind.GAP

    @property
    def needs(self) -> list:
        """The claims that it needs, in order. Needs `uses__claim` to be prefetched to cost none."""
        return self._used_as(SentenceClaim.Use.NEEDED)

    @property
    def backing(self) -> list:
        """The claims that bear it out besides, in order."""
        return self._used_as(SentenceClaim.Use.BACKING)

    def verdict(self) -> Verdict | None:
        """What stands beside a statement; None for one that is not shown, and for a gap. Needs an
        answer from `with_sentences()`.
        """
        public = {claim.pk: claim.as_basis() for claim in self.public_claims}
        needed, backing = (
            [public.get(each.claim_id) for each in self.uses.all() if each.use == use]
            for use in SentenceClaim.Use
        )
        return judge(needed, backing)

    def _used_as(self, use: str) -> list:
        return [each.claim for each in self.uses.all() if each.use == use]


class SentenceClaim(models.Model):
    """What a claim does for a sentence. A claim stays while a sentence names it: dropped, it would
    let the sentence say more than its claims.
    """

    class Use(models.TextChoices):
        NEEDED = "needed", "Needed"
        BACKING = "backing", "Bears it out"

    sentence = models.ForeignKey(AnswerSentence, on_delete=models.CASCADE, related_name="uses")
    claim = models.ForeignKey("Claim", on_delete=models.PROTECT, related_name="uses")
    use = models.CharField(max_length=7, choices=Use.choices, default=Use.NEEDED)
    order = models.PositiveSmallIntegerField(default=1)

    history = History()

    class Meta:
        ordering = ["sentence", "order", "id"]
        constraints = [
            models.UniqueConstraint(fields=["sentence", "claim"], name="sentence_claim_unique"),
            known_values("use", "needed backing"),
        ]

    def __str__(self) -> str:
        return f"{self.get_use_display()}: {self.claim}"
