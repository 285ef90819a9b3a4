"""The page for an address that is not there: what the reader may have meant."""

from django.db.models import QuerySet, Value
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from articles.models import Article
from permalinks.models import Kind
from roles.comparison_page import canonical
from roles.converters import MOST_ROLES
from roles.models import Claim, DecisionArea, Disagreement, Responsibility, Role
from roles.near import Known, near, parts, section
from roles.topics import topics

TOPIC = "topic"
SECTIONS = {
    "roles": Kind.ROLE,
    "titles": Kind.ROLE,
    "compare": Kind.ROLE,
    "claims": Kind.CLAIM,
    "decisions": Kind.DECISION_AREA,
    "responsibilities": Kind.RESPONSIBILITY,
    "disagreements": Kind.DISAGREEMENT,
    "articles": Kind.ARTICLE,
    "topics": TOPIC,
}


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    context = {"suggestions": [] if request.path.startswith("/admin/") else _meant(request.path)}
    return render(request, "404.html", context, status=404)


def _meant(path: str) -> list[tuple[str, str]]:
    """Title and address of each page that `path` is like."""
    named, words = section(path, SECTIONS), parts(path)
    if named == "compare":
        return _comparison(words[1:])
    if named and len(words) > 1:
        known, word = _known(SECTIONS[named]), words[1]
    elif words:
        # A word on its own may be of any kind but a claim: their slugs are sentences.
        known, word = _known(*(set(SECTIONS.values()) - {Kind.CLAIM})), words[-1]
    else:
        return []
    return [(each.title, reverse(each.kind, args=[each.slug])) for each in near(word, known)]


def _comparison(words: list[str]) -> list[tuple[str, str]]:
    """The comparison of the roles that the words are nearest to."""
    known = _known(Kind.ROLE)
    found = {each[0].slug: each[0] for word in words if (each := near(word, known))}
    if not 2 <= len(found) <= MOST_ROLES:
        return [(each.title, reverse("role", args=[each.slug])) for each in found.values()]
    roles = canonical(Role.objects.filter(slug__in=found))
    title = " and ".join(role.title for role in roles)
    address = reverse("comparison", kwargs={"slugs": [role.slug for role in roles]})
    return [(f"{title} compared", address)]


def _known(*kinds: str) -> list[Known]:
    """All public entries of these kinds, in one query."""
    claims = Claim.objects.public()
    everything: dict[str, tuple[QuerySet, str]] = {
        Kind.ROLE: (Role.objects.published(), "title"),
        Kind.CLAIM: (claims, "statement"),
        Kind.DECISION_AREA: (DecisionArea.objects.all(), "title"),
        Kind.RESPONSIBILITY: (Responsibility.objects.filter(claims__in=claims), "title"),
        Kind.DISAGREEMENT: (Disagreement.objects.public(), "question"),
        Kind.ARTICLE: (Article.objects.published(), "title"),
        TOPIC: (topics(), "name"),
    }
    first, *others = (
        rows.order_by().annotate(_kind=Value(str(kind))).values_list("_kind", "slug", title)
        for kind, (rows, title) in everything.items()
        if kind in kinds
    )
    return [Known(*row) for row in first.union(*others)]
