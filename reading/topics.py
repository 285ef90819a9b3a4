"""Tags as readers see them: only those on something public."""

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, Lower
from taggit.models import Tag

from articles.models import Article, TaggedArticle
from roles.models import Claim, TaggedClaim


def topics() -> QuerySet[Tag]:
    """Tags with the number of public `claims` that bear them; a tag of nothing public is none, nor
    is one without letters and digits, which has no address.
    """
    claims = TaggedClaim.objects.filter(content_object__in=Claim.objects.public())
    articles = TaggedArticle.objects.filter(content_object__in=Article.objects.published())
    return (
        Tag.objects.exclude(slug="")
        .annotate(claims=_of_each_tag(claims), articles=_of_each_tag(articles))
        .filter(Q(claims__gt=0) | Q(articles__gt=0))
        .order_by(Lower("name"), "name")
    )


def _of_each_tag(tagged: QuerySet) -> Coalesce:
    """How many rows each tag has, in one grouped subquery; none is 0."""
    own = tagged.filter(tag=OuterRef("pk")).order_by().values("tag")
    return Coalesce(Subquery(own.annotate(number=Count("pk")).values("number")), 0)


def topics_of(claim: Claim) -> list[Tag]:
    """The topics of a public claim, which make each of them public."""
    return list(claim.tags.exclude(slug="").order_by(Lower("name"), "name"))
