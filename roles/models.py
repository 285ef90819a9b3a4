"""Knowledge: claims on roles.

What claims are about stands in `vocabulary`, the passages behind them in `citations`, where sources
differ in `disagreements`, what they answer in `answer_models`; all are to be had from here too.
"""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.functional import cached_property
from taggit.managers import TaggableManager
from taggit.models import ItemBase, Tag

from publishing.fields import known_values, validate_text
from publishing.history import History
from publishing.models import Publishable
from roles import aspects, evidence
from roles.answer_models import Answer, AnswerSentence, SentenceClaim
from roles.answers import Basis
from roles.aspects import Aspect, Involvement
from roles.citations import Citation
from roles.comparison import CAUTIONS, FACTS, LETTERS
from roles.disagreements import Disagreement, Position
from roles.evidence import Strength, Support
from roles.querysets import ClaimQuerySet
from roles.vocabulary import (
    Context,
    DecisionArea,
    Point,
    Responsibility,
    Role,
    RoleTitle,
    slug_field,
)

__all__ = [
    "Answer",
    "AnswerSentence",
    "Citation",
    "Claim",
    "Context",
    "DecisionArea",
    "Disagreement",
    "Point",
    "Position",
    "Responsibility",
    "Role",
    "RoleTitle",
    "SentenceClaim",
    "TaggedClaim",
]


class Claim(Publishable):
    """One statement about one role, in our own words. Its citations say who said so."""

    class Modality(models.TextChoices):
        DESCRIBES = "describes", "Describes"
        REQUIRES = "requires", "Requires"
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
        PEER_OF = "peer_of", "is a peer of"

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
    point = models.ForeignKey(
        Point,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="claims",
        help_text="What readers compare it in. Its row there is its only one.",
    )
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
    history = History(m2m_fields=[contexts])
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
                condition=Q(modality__in=["describes", "requires", "recommends", "predicts"]),
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
                "in_tension_with peer_of",
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
        if self.other_role_id and self.other_role_id == self.role_id:
            found["other_role"] = "Name another role than the claim's own."
        if self.period_start and self.period_end and self.period_start > self.period_end:
            found["period_end"] = "The period ends before it starts: correct a year."
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
        return evidence.strength(self._supports(), disputed=self.disputed, rival=self.rivalled)

    def _supports(self) -> list[Support]:
        return [
            citation.as_support()
            for citation in self.public_citations
            if citation.stance == Citation.Stance.SUPPORTS
        ]

    @property
    def is_fact(self) -> bool:
        """Sources describe or require it: letters, relations and pictures go by facts (rule 3)."""
        return self.modality in FACTS

    def as_basis(self) -> Basis:
        """What a sentence rests on in it. Needs a claim from `for_reading()`."""
        return Basis(
            claim=self.slug,
            supports=tuple(self._supports()),
            modality=self.modality,
            contested=self.contested,
            disagreements=tuple(sorted(each.slug for each in self.disagreements)),
        )

    @property
    def disagreements(self) -> list[Disagreement]:
        """The public ones in which it takes a position. Needs `with_disagreements()`."""
        return list({each.disagreement: None for each in self.public_positions})

    @property
    def contest(self) -> "Disagreement | Claim":
        """What "sources differ" leads to: the disagreement; itself where none or several is it."""
        found = self.disagreements
        return found[0] if len(found) == 1 else self

    @property
    def caution(self) -> str:
        """Why it is no fact: recommended, predicted; empty where it is one (rule 3)."""
        return CAUTIONS.get(self.modality, "")

    @property
    def mark(self) -> str:
        """What stands beside the statement: its caution, or that it is required."""
        return "required" if self.modality == self.Modality.REQUIRES else self.caution

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
    return f"{column}_id" if Claim._meta.get_field(column).is_relation else column


class TaggedClaim(ItemBase):
    """A through model of our own: it spares taggit's generic keys, and has a history."""

    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="tagged_claims")
    content_object = models.ForeignKey(Claim, on_delete=models.CASCADE)
    history = History()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tag", "content_object"], name="tagged_claim_unique"),
        ]
