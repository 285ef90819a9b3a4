"""What keeps an address alive: publication states, redirects and the version of the content."""

import datetime
import uuid

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.formats import date_format

from publishing.fields import SLUG_LENGTH, TextField, validate_slug, validate_text


class Status(models.TextChoices):
    DRAFT = "draft", "Draft"
    PUBLISHED = "published", "Published"
    WITHDRAWN = "withdrawn", "Withdrawn"


class Publishable(models.Model):
    """An entry with an address of its own.

    A permalink lives for ever, so the states form a one-way street: a draft may be published or
    deleted; what was ever published may only be withdrawn, with a reason, or published again.
    """

    Status = Status

    status = models.CharField(max_length=10, choices=Status.choices, default=Status.DRAFT)
    first_published_on = models.DateField(null=True, blank=True, editable=False)
    withdrawn_on = models.DateField(null=True, blank=True, editable=False)
    withdrawn_because = TextField(
        blank=True,
        validators=[validate_text],
        help_text="Readers see this on the page that stays at the address.",
    )

    class Meta:
        abstract = True
        # To publish is to withdraw, too: what only editors may do.
        default_permissions = ["add", "change", "delete", "view", "publish"]
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_status_known",
                condition=Q(status__in=Status.values),
                violation_error_message="Choose draft, published or withdrawn.",
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_published_has_date",
                condition=Q(status=Status.DRAFT, first_published_on=None)
                | ~Q(status=Status.DRAFT) & Q(first_published_on__isnull=False),
                violation_error_message="A published entry has a date; a draft has none.",
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_withdrawn_has_reason",
                condition=Q(status=Status.WITHDRAWN, withdrawn_on__isnull=False)
                & ~Q(withdrawn_because="")
                | ~Q(status=Status.WITHDRAWN) & Q(withdrawn_on=None, withdrawn_because=""),
                violation_error_message="Say why it is withdrawn; only what is withdrawn has that.",
            ),
        ]

    def clean(self) -> None:
        """Stamp the dates that follow from the status; refuse a step back."""
        super().clean()
        today = timezone.localdate()
        self.first_published_on = self.first_published_on or self._saved_publication()
        if self.status == Status.DRAFT and self.first_published_on:
            raise ValidationError(
                {
                    "status": "It was published on "
                    f"{date_format(self.first_published_on)}, so its address is out in the world. "
                    "Withdraw it instead."
                }
            )
        if self.status == Status.WITHDRAWN:
            self._clean_withdrawn()
            self.withdrawn_on = self.withdrawn_on or today
        else:
            self.withdrawn_on, self.withdrawn_because = None, ""
        if self.status == Status.PUBLISHED:
            self.first_published_on = self.first_published_on or today

    def validate_constraints(self, exclude=None) -> None:
        """All checks in one query: one by one they take most of those of a save. Checks that do
        not hold together are asked again for what each has to say.
        """
        checks, constraints = Q(), []
        for each in self._meta.constraints:
            if not isinstance(each, models.CheckConstraint):
                constraints.append(each)
            elif not each.condition.referenced_base_fields & set(exclude or ()):
                checks &= each.condition
        together = models.CheckConstraint(name="together", condition=checks)
        try:
            for constraint in (together, *constraints):
                constraint.validate(type(self), self, exclude=exclude)
        except ValidationError:
            super().validate_constraints(exclude)

    def _saved_publication(self) -> datetime.date | None:
        """The date in the database: somebody may have published it since this was read."""
        saved = type(self)._base_manager.filter(pk=self.pk)
        return saved.values_list("first_published_on", flat=True).first()

    def _clean_withdrawn(self) -> None:
        if not self.first_published_on:
            raise ValidationError({"status": "It was never published: delete the draft instead."})
        if not self.withdrawn_because.strip():
            raise ValidationError({"withdrawn_because": "Tell readers why it is withdrawn."})

    @property
    def is_draft(self) -> bool:
        return self.status == Status.DRAFT

    @property
    def is_published(self) -> bool:
        return self.status == Status.PUBLISHED

    @property
    def is_withdrawn(self) -> bool:
        return self.status == Status.WITHDRAWN


class Kind(models.TextChoices):
    """What an address can lead to."""

    ROLE = "role", "Role"
    CLAIM = "claim", "Claim"
    RESPONSIBILITY = "responsibility", "Responsibility"
    DECISION_AREA = "decision_area", "Decision area"
    POINT = "point", "Point"
    DISAGREEMENT = "disagreement", "Disagreement"
    ANSWER = "answer", "Answer"
    ARTICLE = "article", "Article"


class Redirect(models.Model):
    """An old slug of a renamed or merged entry, which keeps leading to the entry."""

    kind = models.CharField(max_length=20, choices=Kind.choices)
    old_slug = models.SlugField(max_length=SLUG_LENGTH, validators=[validate_slug])
    new_slug = models.SlugField(max_length=SLUG_LENGTH, validators=[validate_slug])

    class Meta:
        ordering = ["kind", "old_slug"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "old_slug"], name="redirect_unique"),
            models.CheckConstraint(
                name="redirect_leads_elsewhere", condition=~Q(old_slug=F("new_slug"))
            ),
            models.CheckConstraint(name="redirect_kind_known", condition=Q(kind__in=Kind.values)),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.old_slug} → {self.new_slug}"


class ChangeSet(models.Model):
    """What one save, merge, bulk action or load has written; its rows in the histories name it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    at = models.DateTimeField()
    by = models.CharField(max_length=150, blank=True)  # a name, which outlives the account
    loaded = models.BooleanField(default=False)  # from the content files

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.by}"


class ContentVersion(models.Model):
    """One row that changes with every change of content: a page's freshness is one query."""

    number = models.PositiveBigIntegerField(default=1)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="content_version_single_row", condition=Q(pk=1)),
        ]

    def __str__(self) -> str:
        return f"Version {self.number}"
