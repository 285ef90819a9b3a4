"""The reading pages. A view fetches by a named queryset, puts claims in order, and hands them to
one template; what is public is decided in `querysets`, never here.
"""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import slugify

from articles.models import Article
from permalinks.http import conditional, find, gone
from permalinks.models import Kind
from roles import taking
from roles.article_page import ArticlePage
from roles.changes import changes_of
from roles.claim_changes import changes_of_claim
from roles.grouping import by_area, in_reading_order
from roles.models import Claim, DecisionArea, Disagreement, Responsibility, Role
from roles.notes import Notes, sources
from roles.pictures import RolePictures, by_role, decades, ties
from roles.role_page import RolePage, section_of
from roles.selection import Selection
from roles.timeline import lanes
from roles.topics import topics, topics_of

# "CIO, CTO or fractional CIO?" is what a CEO comes with (PRODUCT.md, "Who uses it").
ASKED_MOST = {"cio", "cto", "fractional-cio"}

STANCES = [
    ("supports", "What supports it"),
    ("qualifies", "What limits it"),
    ("disputes", "What disputes it"),
]


@conditional
def home(request: HttpRequest) -> HttpResponse:
    roles = list(Role.objects.published().main().with_counts())
    chosen = {claim.pk: claim for claim in Claim.objects.for_reading().chosen_by(roles)}
    for each in roles:
        each.told = chosen.get(each.focus_claim_id) or chosen.get(each.summary_claim_id)
    asked = [each for each in roles if each.slug in ASKED_MOST]
    return render(
        request,
        "home.html",
        {
            "roles": roles,
            "asked": asked,
            "asked_slugs": [each.slug for each in asked],
            "notes": Notes(each.told for each in roles if each.told),
            "claims": Claim.objects.public().count(),
            "articles": Article.objects.published().count(),
            "disagreements": list(Disagreement.objects.public()),
            "areas": DecisionArea.objects.counted(),
            "latest": list(Claim.objects.for_feed()[:5]),
        },
    )


@conditional
def role_list(request: HttpRequest) -> HttpResponse:
    roles = Role.objects.published().with_counts()
    return render(
        request,
        "roles/role_list.html",
        {
            "main": [role for role in roles if role.kind == Role.Kind.MAIN],
            "counterparts": [role for role in roles if role.kind == Role.Kind.COUNTERPART],
            "ties": ties(Claim.objects.public().with_contested().tying()),
        },
    )


@conditional
def role(request: HttpRequest, slug: str) -> HttpResponse:
    entry = find(Role.objects.for_page(), Kind.ROLE, slug)
    if entry.is_withdrawn:
        return gone(request, entry)
    selection = Selection.of(request.GET)
    family = Role.objects.family_of([entry])
    page = RolePage(
        entry,
        Claim.objects.for_reading().of_roles(family),
        Claim.objects.for_reading().naming(entry),
        selection,
    )
    return render(
        request,
        "roles/role.html",
        {
            "role": entry,
            "page": page,
            "pictures": RolePictures(page),
            "cite": taking.of_role(request, entry),
            "notes": page.notes,
            "others": list(Role.objects.main_but(entry)),
            "changes": changes_of(entry),
        },
    )


@conditional
def claim(request: HttpRequest, slug: str) -> HttpResponse:
    known = find(Claim.objects.select_related("superseded_by", "role"), Kind.CLAIM, slug)
    if known.is_withdrawn:
        return gone(request, known)
    entry = Claim.objects.for_reading().filter(pk=known.pk).first()
    if entry is None:
        return gone(request, known, silent=True)
    return render(
        request,
        "roles/claim.html",
        {
            "claim": entry,
            "stances": STANCES,
            "section": section_of(entry),
            "cite": taking.of_claim(request, entry),
            "tags": topics_of(entry),
            "disagreements": list(Disagreement.objects.public().about(entry)),
            "siblings": in_reading_order(Claim.objects.for_reading().beside(entry)),
            "changes": changes_of_claim(entry),
        },
    )


@conditional
def article_list(request: HttpRequest) -> HttpResponse:
    articles = list(Article.objects.for_list())
    return render(request, "articles/article_list.html", {"articles": articles})


@conditional
def article(request: HttpRequest, slug: str) -> HttpResponse:
    entry = find(Article.objects.for_page(), Kind.ARTICLE, slug)
    if entry.is_withdrawn:
        return gone(request, entry)
    page = ArticlePage(entry, Claim.objects.for_reading().resting_on(entry))
    return render(request, "articles/article.html", {"article": entry, "page": page})


@conditional
def decision_list(request: HttpRequest) -> HttpResponse:
    areas = DecisionArea.objects.counted()
    return render(request, "roles/decision_list.html", {"areas": areas})


@conditional
def decision(request: HttpRequest, slug: str) -> HttpResponse:
    area = find(DecisionArea.objects.all(), Kind.DECISION_AREA, slug)
    claims = in_reading_order(Claim.objects.for_reading().in_area(area))
    by_role = _by_role(claims)
    return render(
        request,
        "roles/decision.html",
        {"area": area, "by_role": by_role, "notes": _notes(by_role), "claims": claims},
    )


@conditional
def responsibility_list(request: HttpRequest) -> HttpResponse:
    claims = Claim.objects.public().with_subject().about_responsibilities()
    return render(request, "roles/responsibility_list.html", {"groups": by_area(claims)})


@conditional
def responsibility(request: HttpRequest, slug: str) -> HttpResponse:
    entry = find(Responsibility.objects.select_related("decision_area"), Kind.RESPONSIBILITY, slug)
    claims = in_reading_order(Claim.objects.for_reading().on_duty(entry))
    by_role = _by_role(claims)
    return render(
        request,
        "roles/responsibility.html",
        {
            "responsibility": entry,
            "by_role": by_role,
            "notes": _notes(by_role),
            "sources": sources(claims),
        },
    )


def _by_role(claims: list[Claim]) -> list[tuple[Role, list[Claim]]]:
    """Claims role by role, in the order of the roles."""
    found: dict[Role, list[Claim]] = {}
    for each in claims:
        found.setdefault(each.role, []).append(each)
    return sorted(found.items(), key=lambda item: (item[0].order, item[0].title))


def _notes(by_role: list[tuple[Role, list[Claim]]]) -> Notes:
    return Notes(each for _, claims in by_role for each in claims)


@conditional
def disagreement_list(request: HttpRequest) -> HttpResponse:
    found = list(Disagreement.objects.public().with_positions())
    return render(request, "roles/disagreement_list.html", {"disagreements": found})


@conditional
def disagreement(request: HttpRequest, slug: str) -> HttpResponse:
    known = find(Disagreement.objects.all(), Kind.DISAGREEMENT, slug)
    if known.is_withdrawn:
        return gone(request, known)
    entry = Disagreement.objects.public().with_positions().filter(pk=known.pk).first()
    if entry is None:
        return gone(request, known, silent=True)
    return render(request, "roles/disagreement.html", {"disagreement": entry})


@conditional
def timeline(request: HttpRequest) -> HttpResponse:
    found = lanes(Claim.objects.for_reading().about_time())
    claims = [claim for lane in found for claim in lane.claims]
    return render(
        request,
        "roles/timeline.html",
        {"lanes": found, "notes": Notes(claims), "picture": decades(claims, by_role)},
    )


@conditional
def topic_list(request: HttpRequest) -> HttpResponse:
    return render(request, "roles/topic_list.html", {"topics": list(topics())})


@conditional
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    entry = get_object_or_404(topics(), slug=slug)
    by_role = _by_role(in_reading_order(Claim.objects.for_reading().tagged(entry)))
    return render(
        request,
        "roles/topic.html",
        {
            "topic": entry,
            "by_role": by_role,
            "notes": _notes(by_role),
            "articles": list(Article.objects.published().tagged(entry)),
        },
    )


@conditional
def title(request: HttpRequest, slug: str) -> HttpResponse:
    """What a title may mean: the page of the role, or a choice where several bear it."""
    named = Role.objects.published().with_titles()
    roles = [entry for entry in named if slug in entry.title_slugs()]
    if not roles:
        raise Http404(f"No role has the title {slug}.")
    if len(roles) == 1:
        return redirect(roles[0], permanent=False)
    words = next(words for entry in roles for words in entry.all_titles() if slugify(words) == slug)
    return render(request, "roles/title.html", {"roles": roles, "title": words})


@conditional
def about(request: HttpRequest) -> HttpResponse:
    return render(request, "about.html")
