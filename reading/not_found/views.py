"""The page for an address that is not there: what the reader may have meant."""

from django.db.models import QuerySet, Value
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from articles.models import Article
from publishing.models import Kind
from reading.comparison.page import canonical
from reading.converters import MOST_ROLES
from reading.not_found.suggestions import Known, section, segments, suggestions
from reading.topics import topics
from roles.models import Answer, Claim, DecisionArea, Disagreement, Responsibility, Role

TOPIC = "topic"
SECTIONS = {
    "roles": Kind.ROLE,
    "titles": Kind.ROLE,
    "compare": Kind.ROLE,
    "claims": Kind.CLAIM,
    "questions": Kind.ANSWER,
    "decisions": Kind.DECISION_AREA,
    "responsibilities": Kind.RESPONSIBILITY,
    "disagreements": Kind.DISAGREEMENT,
    "articles": Kind.ARTICLE,
    "topics": TOPIC,
}


class NotCompared(Http404):
    """A comparison with roles that sources only mention: each has a short page, and no more."""

    def __init__(self, counterparts: list[Role]):
        self.counterparts = counterparts
        super().__init__(f"Not compared: {', '.join(role.title for role in counterparts)}.")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    context = {
        "suggestions": [] if request.path.startswith("/admin/") else _meant(request.path),
        "counterparts": getattr(exception, "counterparts", []),
        "nothing_said": getattr(exception, "nothing_said", None),
    }
    return render(request, "404.html", context, status=404)


def _meant(path: str) -> list[tuple[str, str]]:
    """Title and address of each page that `path` is like."""
    named, words = section(path, SECTIONS), segments(path)
    if named == "compare":
        return _comparison(words[1:])
    if named and len(words) > 1:
        known, word = _known(SECTIONS[named]), words[1]
    elif words:
        # A word on its own may be of any kind but a claim: their slugs are sentences.
        known, word = _known(*(set(SECTIONS.values()) - {Kind.CLAIM})), words[-1]
    else:
        return []
    return [(each.title, reverse(each.kind, args=[each.slug])) for each in suggestions(word, known)]


def _comparison(words: list[str]) -> list[tuple[str, str]]:
    """The comparison of the roles that the words are nearest to, and the pages of the others."""
    known = _known(Kind.ROLE)
    found = {each[0].slug for word in words if (each := suggestions(word, known))}
    roles = canonical(Role.objects.filter(slug__in=found))
    main = [role for role in roles if role.is_main]
    if not 2 <= len(main) <= MOST_ROLES:
        return [(role.title, role.get_absolute_url()) for role in roles]
    title = " and ".join(role.title for role in main)
    address = reverse("comparison", kwargs={"slugs": [role.slug for role in main]})
    others = [(role.title, role.get_absolute_url()) for role in roles if not role.is_main]
    return [(f"{title} compared", address), *others]


def _known(*kinds: str) -> list[Known]:
    """All public entries of these kinds, in one query."""
    claims = Claim.objects.public()
    everything: dict[str, tuple[QuerySet, str]] = {
        Kind.ROLE: (Role.objects.published(), "title"),
        Kind.CLAIM: (claims, "statement"),
        Kind.DECISION_AREA: (DecisionArea.objects.all(), "title"),
        Kind.RESPONSIBILITY: (Responsibility.objects.filter(claims__in=claims), "title"),
        Kind.DISAGREEMENT: (Disagreement.objects.public(), "question"),
        Kind.ANSWER: (Answer.objects.public(), "question"),
        Kind.ARTICLE: (Article.objects.published(), "title"),
        TOPIC: (topics(), "name"),
    }
    first, *others = (
        rows.order_by().annotate(_kind=Value(str(kind))).values_list("_kind", "slug", title)
        for kind, (rows, title) in everything.items()
        if kind in kinds
    )
    return [Known(*row) for row in first.union(*others)]
