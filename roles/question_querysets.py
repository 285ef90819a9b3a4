"""The named queries of questions: those on which sources differ, and those that claims answer."""

from django.db import models
from django.db.models import Exists, OuterRef, Prefetch


class DisagreementQuerySet(models.QuerySet):
    def about(self, claim):
        """Disagreements in which the claim takes a position."""
        return self.filter(positions__claims=claim).distinct()

    def in_area(self, area):
        return self.filter(decision_area=area)

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

    def widest_first(self):
        """Those on which most articles speak first; adds `source_count`."""
        from roles.models import Citation, Claim

        support = Citation.objects.public().supporting()
        support = support.filter(
            claim__in=Claim.objects.public().values("pk"),
            claim__positions__disagreement=OuterRef("pk"),
        )
        articles = (
            support.order_by()
            .values("claim__positions__disagreement")
            .annotate(number=models.Count("passage__article", distinct=True))
            .values("number")
        )
        return self.annotate(source_count=models.Subquery(articles)).order_by(
            "-source_count", "question"
        )

    def with_positions(self):
        """Adds positions with `public_claims`, each with its citations."""
        from roles.models import Claim, Position

        positions = Position.objects.order_by("order").prefetch_related(
            Prefetch("claims", queryset=Claim.objects.for_reading(), to_attr="public_claims")
        )
        return self.prefetch_related(Prefetch("positions", queryset=positions))


class AnswerSentenceQuerySet(models.QuerySet):
    def shown(self, kept=None):
        """The statements of which every needed claim is public; under a reader's filter, of which
        `kept` has every one (rule 9).
        """
        from roles.models import Claim, SentenceClaim

        claims = Claim.objects.public() if kept is None else kept
        needed = SentenceClaim.objects.filter(sentence=OuterRef("pk"), use="needed")
        missing = needed.exclude(claim__in=claims.values("pk"))
        return self.filter(Exists(needed), ~Exists(missing), kind="statement")


class AnswerQuerySet(models.QuerySet):
    def published(self):
        return self.filter(status="published")

    def public(self, kept=None):
        """Published, and a statement can be shown (rule 9)."""
        from roles.models import AnswerSentence

        shown = AnswerSentence.objects.shown(kept).filter(answer=OuterRef("pk"))
        return self.published().filter(Exists(shown))

    def with_sentences(self, kept=None):
        """With sentences, and on each its `public_claims`: those that are public and that a
        reader's filter, which keeps `kept`, does not hide.
        """
        from roles.models import AnswerSentence, Claim

        claims = Claim.objects.for_reading(kept)
        if kept is not None:
            claims = claims.filter(pk__in=kept.values("pk"))
        sentences = AnswerSentence.objects.prefetch_related(
            "uses", Prefetch("claims", claims, to_attr="public_claims")
        )
        return self.prefetch_related(Prefetch("sentences", sentences))

    def with_subject(self):
        return self.select_related("decision_area", "context").prefetch_related("roles")

    def with_silence(self):
        """Published, and one of their statements cannot be shown."""
        from roles.models import AnswerSentence

        stated = AnswerSentence.objects.filter(kind="statement", answer=OuterRef("pk"))
        silent = stated.exclude(pk__in=AnswerSentence.objects.shown().values("pk"))
        return self.published().filter(Exists(silent))

    def about(self, roles=(), decision_area=None, context=None):
        """Those whose key equals this one in all three; the first of them heads its page."""
        found = self.filter(decision_area=decision_area, context=context)
        for role in roles:
            found = found.filter(pk__in=self.model.objects.filter(roles=role))
        others = self.model.roles.through.objects.exclude(role__in=roles)
        return found.exclude(pk__in=others.values("answer")).order_by("order", "slug")

    def naming(self, role):
        """Those of which it is one of the roles."""
        return self.filter(roles=role)

    def on_several_roles(self):
        return self.alias(role_count=models.Count("roles")).filter(role_count__gte=2)
