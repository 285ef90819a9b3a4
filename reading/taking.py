"""What a reader takes along: references to a page, a role's duties as a list, feed and sitemap."""

from datetime import UTC, datetime, time

from django.contrib.sitemaps import Sitemap
from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape

from articles.models import Article
from publishing.http import conditional, find
from publishing.models import Kind
from reading.citing import FORMS, Reference
from reading.comparison_files import claim_markdown, escaped, source_line
from reading.grouping import by_area, in_reading_order, of_aspect
from reading.notes import Notes
from reading.topics import topics
from roles.aspects import INVOLVING
from roles.models import Claim, DecisionArea, Disagreement, Responsibility, Role


def reference(
    request: HttpRequest, *, key: str, title: str, path: str, published=None
) -> Reference:
    return Reference(key, title, request.build_absolute_uri(path), timezone.localdate(), published)


def of_role(request: HttpRequest, role: Role) -> Reference:
    title = f"{role.title}: responsibilities, decisions and sources"
    return reference(
        request,
        key=role.slug,
        title=title,
        path=role.get_absolute_url(),
        published=role.first_published_on,
    )


def of_claim(request: HttpRequest, claim: Claim) -> Reference:
    return reference(
        request,
        key=claim.slug,
        title=claim.guarded,
        path=claim.get_absolute_url(),
        published=claim.first_published_on,
    )


def of_comparison(request: HttpRequest, roles: list[Role], query: str = "") -> Reference:
    slugs = [role.slug for role in roles]
    return reference(
        request,
        key="-".join(slugs),
        title=f"{' and '.join(role.title for role in roles)} compared",
        path=reverse("comparison", kwargs={"slugs": slugs}) + query,
        published=max(role.first_published_on for role in roles),  # there were not both before
    )


def answer(work: Reference, form: str) -> HttpResponse:
    write, media = FORMS[form]
    response = HttpResponse(write(work), content_type=f"{media}; charset=utf-8")
    if form != "txt":
        response["Content-Disposition"] = f'attachment; filename="{work.key}.{form}"'
    return response


@conditional
def cite_role(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    return answer(of_role(request, find(Role.objects.published(), Kind.ROLE, slug)), form)


@conditional
def cite_claim(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    return answer(of_claim(request, find(Claim.objects.public(), Kind.CLAIM, slug)), form)


@conditional
def responsibilities_markdown(request: HttpRequest, slug: str) -> HttpResponse:
    """A role's responsibilities and decisions as a list to edit, with numbered sources."""
    role = find(Role.objects.published(), Kind.ROLE, slug)
    claims = in_reading_order(Claim.objects.for_reading().of_roles([role]))
    groups = by_area(of_aspect(claims, *INVOLVING))
    notes = Notes(claim for group in groups for claim in group.claims)
    lines = [f"# {escaped(role.title)}: responsibilities and decisions", ""]
    for group in groups:
        items = (f"- {claim_markdown(claim)}" for claim in group.claims)
        lines += [f"## {escaped(group.area.title)}", "", *items, ""]
    lines += ["" if groups else "No source says.", "", "## Sources", ""]
    lines += [source_line(note, request.build_absolute_uri) for note in notes]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/markdown; charset=utf-8")


class ChangesFeed(Feed):
    """Claims as they are published, newest first."""

    feed_type = Atom1Feed
    title = "CIO Knowledge Base: new claims"
    subtitle = "What technology leaders answer for, claim by claim, with the source of each."
    link = "/"

    def items(self):
        return Claim.objects.for_feed()[:50]

    def item_title(self, item: Claim) -> str:
        return f"{item.role.title}: {item.get_aspect_display().lower()}"

    def item_description(self, item: Claim) -> str:
        """HTML, as Atom has it, with what marks a statement on every page."""
        contested = " (contested)" if item.contested else ""
        return escape(f"{item.guarded}{contested}")

    def item_pubdate(self, item: Claim):
        return datetime.combine(item.first_published_on, time.min, tzinfo=UTC)


class PagesSitemap(Sitemap):
    """The pages that are not of one entry."""

    def items(self) -> list[str]:
        return [
            *("home", "role_list", "compare", "decision_area_list", "matrix", "about"),
            *("responsibility_list", "disagreement_list", "article_list", "timeline", "topic_list"),
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
            *DecisionArea.objects.all(),
            *Responsibility.objects.filter(claims__in=public).distinct(),
        ]


class TopicsSitemap(Sitemap):
    def items(self):
        return topics()

    def location(self, item) -> str:
        return reverse("topic", args=[item.slug])


SITEMAPS = {"pages": PagesSitemap, "entries": EntriesSitemap, "topics": TopicsSitemap}


def robots(request: HttpRequest) -> HttpResponse:
    sitemap = request.build_absolute_uri(reverse("sitemap"))
    text = f"User-agent: *\nDisallow: /admin/\nSitemap: {sitemap}\n"
    return HttpResponse(text, content_type="text/plain; charset=utf-8")
