"""Tags as readers see them: only those on something public."""

from django.db.models import Count, Q, QuerySet
from taggit.models import Tag

from articles.models import Article
from roles.models import Claim


def topics() -> QuerySet[Tag]:
    """Tags with the number of public `claims` that bear them; a tag of nothing public is none."""
    public = Claim.objects.public().values("pk")
    published = Article.objects.published().values("pk")
    return (
        Tag.objects.annotate(
            claims=Count(
                "tagged_claims",
                filter=Q(tagged_claims__content_object__in=public),
                distinct=True,
            ),
            articles=Count(
                "tagged_articles",
                filter=Q(tagged_articles__content_object__in=published),
                distinct=True,
            ),
        )
        .filter(Q(claims__gt=0) | Q(articles__gt=0))
        .order_by("name")
    )


def topics_of(claim: Claim) -> list[Tag]:
    """The topics of a public claim, which make each of them public."""
    return list(claim.tags.exclude(slug="").order_by("name"))
