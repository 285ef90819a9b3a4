"""What crawlers ask for: the sitemap and robots.txt."""

from django.contrib.sitemaps import Sitemap
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from articles.models import Article
from reading.topics import topics
from roles.models import Answer, Claim, DecisionArea, Disagreement, Responsibility, Role


class PagesSitemap(Sitemap):
    """The pages that are not of one entry."""

    def items(self) -> list[str]:
        return [
            *("home", "role_list", "compare", "decision_area_list", "matrix", "about"),
            *(
                "answer_list",
                "responsibility_list",
                "disagreement_list",
                "article_list",
                "timeline",
                "topic_list",
            ),
        ]

    def location(self, item: str) -> str:
        return reverse(item)


class EntriesSitemap(Sitemap):
    """Every entry with a public page of its own."""

    def items(self) -> list:
        public = Claim.objects.public()
        return [
            *Role.objects.published(),
            *public.order_by("pk"),
            *Article.objects.published(),
            *Disagreement.objects.public(),
            *Answer.objects.public(),
            *DecisionArea.objects.all(),
            *Responsibility.objects.filter(claims__in=public).distinct(),
        ]


class RoleAreasSitemap(Sitemap):
    """Each role with each decision area on which something is said of it."""

    def items(self) -> list[tuple[str, str]]:
        return Claim.objects.public().role_areas()

    def location(self, item) -> str:
        return reverse("role_area", args=item)


class TopicsSitemap(Sitemap):
    def items(self):
        return topics()

    def location(self, item) -> str:
        return reverse("topic", args=[item.slug])


SITEMAPS = {
    "pages": PagesSitemap,
    "entries": EntriesSitemap,
    "role-areas": RoleAreasSitemap,
    "topics": TopicsSitemap,
}


def robots(request: HttpRequest) -> HttpResponse:
    sitemap = request.build_absolute_uri(reverse("sitemap"))
    text = f"User-agent: *\nDisallow: /admin/\nSitemap: {sitemap}\n"
    return HttpResponse(text, content_type="text/plain; charset=utf-8")
