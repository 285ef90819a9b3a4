"""The named queries of the review queue."""

from django.db import models
from django.db.models import Count, Q


class SourceDocumentQuerySet(models.QuerySet):
    def with_progress(self):
        """Adds `total` and `decided`, the candidates of each and how many have a decision."""
        return self.select_related("article").annotate(
            total=Count("candidates", distinct=True),
            decided=Count(
                "candidates", filter=Q(candidates__decision__isnull=False), distinct=True
            ),
        )


class CandidateQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(decision=None)

    def in_order(self):
        """As the document has them; what was skipped comes again at the end."""
        return self.order_by("skips", "ordinal", "pk")

    def free(self, now):
        """Leased to nobody any more."""
        return self.filter(Q(leased_until=None) | Q(leased_until__lte=now))

    def held_by(self, user, now):
        return self.filter(leased_to=user, leased_until__gt=now)

    def for_queue(self):
        return self.select_related("document__article", "passage__voice", "leased_to")


class DecisionQuerySet(models.QuerySet):
    def of(self, document):
        return (
            self.filter(candidate__document=document)
            .select_related("candidate__passage", "claim__role", "by")
            .order_by("-at", "-pk")
        )
