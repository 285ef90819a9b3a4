"""The named queries of questions: those on which sources differ."""

from django.db import models
from django.db.models import OuterRef, Prefetch


class DisagreementQuerySet(models.QuerySet):
    def about(self, claim):
        """Disagreements in which the claim takes a position."""
        return self.filter(positions__claims=claim).distinct()

    def published(self):
        return self.filter(status="published")

    def public(self):
        """Published, and two of its positions have a public claim."""
        from roles.models import Claim, Position

        alive = (
            Position.objects.filter(
                disagreement=OuterRef("pk"), claims__in=Claim.objects.public().values("pk")
            )
            .order_by()
            .values("disagreement")
            .annotate(number=models.Count("pk", distinct=True))
            .values("number")
        )
        return (
            self.published()
            .annotate(positions_alive=models.Subquery(alive))
            .filter(positions_alive__gte=2)
        )

    def with_positions(self):
        """Adds positions with `public_claims`, each with its citations."""
        from roles.models import Claim, Position

        positions = Position.objects.order_by("order").prefetch_related(
            Prefetch("claims", queryset=Claim.objects.for_reading(), to_attr="public_claims")
        )
        return self.prefetch_related(Prefetch("positions", queryset=positions))
