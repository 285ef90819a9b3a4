"""The named queries of knowledge. What makes a claim public, or contested, is said once, here;
`for_reading()` and `for_page()` are whole loading plans, of as many queries for 2 rows as for 20.
"""

from django.db import models
from django.db.models import Exists, OuterRef, Prefetch

from articles.models import SELLING
from articles.querysets import public_passage
from roles.aspects import INVOLVING, Alignment, where


class RoleQuerySet(models.QuerySet):
    def published(self):
        return self.filter(status="published")

    def main(self):
        return self.filter(kind="main")

    def with_titles(self):
        return self.prefetch_related("titles")

    def with_counts(self):
        """Adds `claim_count` (public claims), `source_count` (articles that support them) and
        `whole_count` (those of these that were read whole).
        """
        support = (
            _citations().supporting().filter(claim__role=OuterRef("pk"), claim__status="published")
        )
        whole = support.filter(passage__article__extent="whole")
        return self.annotate(
            claim_count=_count(_claims().filter(role=OuterRef("pk")), "role"),
            source_count=_count(support, "claim__role", "passage__article"),
            whole_count=_count(whole, "claim__role", "passage__article"),
        )

    def for_page(self):
        """A role's page: its variants. `family_of` adds the roles above it."""
        return self.prefetch_related(Prefetch("variants", queryset=self.model.objects.published()))

    def family_of(self, roles):
        """`roles` and those they are variants of, each once, `broader` filled in all the way up.
        One query, however long the line of variants is.
        """
        above = {role.pk: role for role in self.filter(variants__isnull=False).distinct()}
        for role in [*roles, *above.values()]:
            role.broader = above.get(role.broader_id)
        return list(dict.fromkeys(member for role in roles for member in role.with_ancestors()))


class DecisionAreaQuerySet(models.QuerySet):
    def counted(self):
        """The areas, each with `claim_count` and `role_count`, of public claims on it or on a duty
        in it. Two queries: counts asked for area by area would go through all claims for each.
        """
        area = models.functions.Coalesce("decision_area", "responsibility__decision_area")
        rows = _claims().order_by().annotate(area=area).values("area")
        found = rows.annotate(
            claims=models.Count("pk", distinct=True), roles=models.Count("role", distinct=True)
        )
        counts = {row["area"]: (row["claims"], row["roles"]) for row in found}
        areas = list(self)
        for each in areas:
            each.claim_count, each.role_count = counts.get(each.pk, (0, 0))
        return areas


def _count(rows, group, of="pk"):
    """The number of distinct `of` among rows of one group, as a subquery; none is 0."""
    number = (
        rows.order_by().values(group).annotate(number=models.Count(of, distinct=True))
    ).values("number")
    return models.functions.Coalesce(models.Subquery(number), 0)


class CitationQuerySet(models.QuerySet):
    def public(self):
        """Those that readers may see: of a public passage of a published article."""
        return self.filter(public_passage("passage__"), passage__article__status="published")

    def once_public(self):
        """Those of `public`, and those whose article was withdrawn since."""
        return self.filter(public_passage("passage__")).exclude(passage__article__status="draft")

    def supporting(self):
        return self.filter(stance="supports")

    def disputing(self):
        return self.filter(stance="disputes")

    def without_sellers(self):
        """Those in which neither the voice nor the publisher of its article sells or sponsors."""
        speaker = models.functions.Coalesce("voice__interest", "passage__voice__interest")
        return self.alias(speaker_interest=speaker).exclude(
            models.Q(speaker_interest__in=SELLING)
            | models.Q(passage__article__publisher_interest__in=SELLING)
        )

    def with_sources(self):
        """With what strength depends on; the authors of its article are among its voices."""
        sources = self.select_related("passage__article", "passage__voice", "voice")
        return sources.prefetch_related("passage__article__voices")

    def needing_recheck(self):
        return self.exclude(checked_text=models.F("passage__text"))

    def resting_on(self, passage):
        """Those by which a claim that stands says what the passage says, the oldest first."""
        found = self.supporting().filter(passage=passage).exclude(claim__status="withdrawn")
        return found.order_by("pk")


def _citations():
    from roles.models import Citation  # the model names this module

    return Citation.objects.public()


def _claims():
    from roles.models import Claim  # the model names this module

    return Claim.objects.public()


def _rivalled(claims):
    """Whether one of `claims` stands in another position of a published disagreement."""
    from roles.models import Position  # the model names this module

    rival = Position.objects.filter(
        disagreement=OuterRef("disagreement"), claims__in=claims.values("pk")
    ).exclude(pk=OuterRef("pk"))
    return Exists(
        Position.objects.filter(
            Exists(rival), claims=OuterRef("pk"), disagreement__status="published"
        )
    )


class ClaimQuerySet(models.QuerySet):
    def published(self):
        return self.filter(status="published")

    def public(self):
        """Rule 1: published, its role too, and a supporting citation stands in public."""
        support = _citations().supporting().filter(claim=OuterRef("pk"))
        return self.published().filter(Exists(support), role__status="published")

    def published_not_public(self):
        return self.published().exclude(pk__in=self.model.objects.public().values("pk"))

    def kept(self, *, contexts=(), without_sellers=False):
        """The public claims that a reader's filter keeps; `contexts` are slugs."""
        found = self.public()
        if contexts:
            found = found.filter(pk__in=self.model.objects.filter(contexts__slug__in=contexts))
        if without_sellers:
            support = _citations().supporting().without_sellers()
            found = found.filter(Exists(support.filter(claim=OuterRef("pk"))))
        return found

    def with_contested(self, kept=None):
        """Adds `disputed` and `rivalled`, and `contested`, which is either (rule 5): a public
        citation disputes it; a published disagreement has a public claim in another position.

        `kept` are the claims that a reader's filter keeps: `rivalled_by_kept` says whether one of
        those takes another position.
        """
        public = self.model.objects.public()
        dispute = _citations().disputing().filter(claim=OuterRef("pk"))
        found = self.annotate(disputed=Exists(dispute), rivalled=_rivalled(public)).annotate(
            contested=models.Q(disputed=True) | models.Q(rivalled=True)
        )
        return found if kept is None else found.annotate(rivalled_by_kept=_rivalled(kept))

    def with_citations(self):
        """Adds `public_citations`, support first, in the order of article and passage."""
        order = models.Case(
            models.When(stance="supports", then=0),
            models.When(stance="qualifies", then=1),
            default=2,
        )
        citations = (
            _citations()
            .with_sources()
            .order_by(order, "passage__article__slug", "passage__ordinal")
        )
        return self.prefetch_related(
            Prefetch("citations", queryset=citations, to_attr="public_citations")
        )

    def with_subject(self):
        return self.select_related(
            "role", "other_role", "point", "responsibility__decision_area", "decision_area"
        ).prefetch_related("contexts")

    def for_reading(self, kept=None):
        """What any page needs to show claims with their evidence, and what contests them; `kept` as
        `with_contested`.
        """
        found = self.public().with_contested(kept).with_disagreements()
        return found.with_subject().with_citations()

    def with_disagreements(self):
        """Adds `public_positions`: those that a claim takes, with their public disagreements."""
        from roles.models import Disagreement, Position

        positions = Position.objects.filter(disagreement__in=Disagreement.objects.public())
        return self.prefetch_related(
            Prefetch(
                "positions", positions.select_related("disagreement"), to_attr="public_positions"
            )
        )

    def context_slugs(self):
        """Of the contexts that these claims hold in."""
        return set(self.values_list("contexts__slug", flat=True)) - {None}

    def of_roles(self, roles):
        return self.filter(role__in=roles)

    def chosen_by(self, roles):
        """Claims that curators chose as the focus or the summary of these roles."""
        chosen = {pk for role in roles for pk in (role.focus_claim_id, role.summary_claim_id)}
        return self.filter(pk__in=chosen - {None})

    def tally(self):
        """How many public claims there are, and from which days: `number`, `first`, `last`."""
        days = models.Min("first_published_on"), models.Max("first_published_on")
        return self.public().aggregate(number=models.Count("pk"), first=days[0], last=days[1])

    def for_feed(self):
        """Claims as they came out, newest first, with what marks a statement."""
        claims = self.public().with_contested().with_disagreements().select_related("role")
        return claims.order_by("-first_published_on", "-pk")

    def about_responsibilities(self):
        return self.exclude(responsibility=None).order_by("responsibility__title", "slug")

    def about_time(self):
        """What the timeline shows: claims of change, and all that have a period."""
        return self.filter(
            models.Q(aspect__in=where(aligns_by=Alignment.DECADE))
            | models.Q(period_start__isnull=False)
            | models.Q(period_end__isnull=False)
        )

    def in_area(self, area):
        """Claims on a decision area, or on a duty in it (see `Claim.area`)."""
        return self.filter(
            models.Q(decision_area=area)
            | models.Q(decision_area=None, responsibility__decision_area=area)
        )

    def role_areas(self):
        """Each role with each area that it has a part in, as pairs of slugs."""
        of_duty = "responsibility__decision_area__slug"
        area = models.functions.Coalesce("decision_area__slug", of_duty)
        return sorted(self.involving().order_by().values_list("role__slug", area).distinct())

    def on_duty(self, responsibility):
        return self.filter(responsibility=responsibility)

    def on_duties(self, keys):
        return self.filter(responsibility__in=keys).select_related("role")

    def beside(self, claim):
        """Claims of other roles on the same responsibility."""
        if claim.responsibility_id is None:
            return self.none()
        return self.filter(responsibility=claim.responsibility_id).exclude(role=claim.role_id)

    def tagged(self, tag):
        return self.filter(taggedclaim__tag=tag)

    def involving(self):
        """Claims that the matrix shows: responsibilities and decisions."""
        return self.filter(aspect__in=INVOLVING)

    def relational(self):
        """Claims of one role's relation to another or to a counterpart, with both roles."""
        return self.exclude(relation="").select_related("role", "other_role")

    def naming(self, role):
        """Claims about other roles that name this one."""
        return self.filter(other_role=role)

    def resting_on(self, article):
        """Claims that cite a passage of the article with any stance."""
        return self.filter(
            Exists(_citations().filter(claim=OuterRef("pk"), passage__article=article))
        )
