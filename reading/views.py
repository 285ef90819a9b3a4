"""The reading pages. A view fetches by a named queryset, puts claims in order, and hands them to
one template; what is public is decided in `querysets`, never here.
"""

from collections.abc import Iterable

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from articles.models import Article
from publishing.http import conditional, find, gone
from publishing.models import Kind
from reading.answers import AnswerBlock, answer_for, answer_on_home
from reading.article_page import ArticlePage
from reading.citing.views import reference_to_claim
from reading.grouping import by_area, contests, in_reading_order
from reading.history.changes import changes_of
from reading.involvement import involved, summed_up
from reading.notes import Notes, sources
from reading.pictures import decades, relations
from reading.questions import comparable
from reading.role.blocks import RoleBlock, answers_first, role_blocks, sources_by_role
from reading.role.page import place_of
from reading.role.rows import RoleRows, asked_most
from reading.role.titles import shared_titles
from reading.timeline import lanes
from reading.topics import topics, topics_of
from roles.models import Answer, Claim, DecisionArea, Disagreement, Responsibility, Role

QUESTIONS_ON_HOME = 9
DISAGREEMENTS_ON_HOME = 4
STANCES = [
    ("supports", "What supports it"),
    ("qualifies", "What limits it"),
    ("disputes", "What disputes it"),
]


@conditional
def home(request: HttpRequest) -> HttpResponse:
    roles = list(Role.objects.published().main().with_counts())
    tally = Claim.objects.tally()
    answer, rows = answer_on_home(), _rows(roles)
    return render(
        request,
        "home.html",
        {
            "answer": answer,
            "rows": rows,
            "notes": Notes([*(answer.claims if answer else ()), *rows.claims], brief=True),
            "asked": comparable(answer.answer.roles.all() if answer else asked_most(roles)),
            "questions": _asked_most_besides(answer),
            "claims": tally["number"],
            "articles": Article.objects.published().tally(),
            "disagreements": list(
                Disagreement.objects.public().widest_first()[:DISAGREEMENTS_ON_HOME]
            ),
            "areas": DecisionArea.objects.counted(),
            # All of one day are a load, of which none is the latest.
            "latest": Claim.objects.for_feed()[:5] if tally["first"] != tally["last"] else [],
        },
    )


def _asked_most_besides(answer: AnswerBlock | None) -> list[Answer]:
    first = Answer.objects.public()[: QUESTIONS_ON_HOME + 1]
    return [each for each in first if not answer or each != answer.answer][:QUESTIONS_ON_HOME]


def _rows(roles: list[Role]) -> RoleRows:
    return RoleRows(roles, Claim.objects.for_reading().chosen_by(roles))


@conditional
def role_list(request: HttpRequest) -> HttpResponse:
    roles = list(Role.objects.published().with_titles().with_counts())
    return render(
        request,
        "roles/role_list.html",
        {
            "rows": _rows([each for each in roles if each.is_main]),
            "counterparts": [each for each in roles if not each.is_main],
            "shared_titles": shared_titles(roles).items(),
            "relations": relations(Claim.objects.public().with_contested().relational()),
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
            "place": place_of(entry),
            "cite": reference_to_claim(request, entry),
            "tags": topics_of(entry),
            "disagreements": list(Disagreement.objects.public().about(entry)),
            "siblings": in_reading_order(Claim.objects.for_reading().beside(entry)),
            "changes": changes_of(entry),
        },
    )


@conditional
def article_list(request: HttpRequest) -> HttpResponse:
    articles = list(Article.objects.for_list())
    whole = sum(each.is_whole for each in articles)
    # The documents that the base began with: those published here on its first day.
    first = min((each.first_published_on for each in articles), default=None)
    context = {"articles": articles, "whole": whole, "first": first}
    return render(request, "articles/article_list.html", context)


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
    blocks = role_blocks(answers_first(claims))
    answer = answer_for(decision_area=area)
    return render(
        request,
        "roles/decision.html",
        {"area": area, "claims": claims, "answer": answer, "summed_up": sources_by_role(blocks)}
        | _in_blocks(
            blocks,
            before=answer.claims if answer else (),
            besides=Disagreement.objects.public().in_area(area),
        ),
    )


def _in_blocks(
    blocks: list[RoleBlock],
    *,
    before: Iterable[Claim] = (),
    besides: Iterable[Disagreement] = (),
) -> dict:
    """Claims role by role, with what any page that shows them so has besides; `before` are those
    that its answer cites, `besides` disagreements that no claim here need take part in.
    """
    claims = [claim for block in blocks for claim in block.claims]
    lettered = any(claim.letter for claim in claims)
    return {
        "blocks": blocks,
        "notes": Notes([*before, *claims]),
        "lettered": lettered,
        "contests": contests(claims, besides),
    }


@conditional
def responsibility_list(request: HttpRequest) -> HttpResponse:
    claims = Claim.objects.public().with_subject().about_responsibilities()
    return render(request, "roles/responsibility_list.html", {"groups": by_area(claims)})


@conditional
def responsibility(request: HttpRequest, slug: str) -> HttpResponse:
    entry = find(Responsibility.objects.select_related("decision_area"), Kind.RESPONSIBILITY, slug)
    claims = in_reading_order(Claim.objects.for_reading().on_duty(entry))
    blocks = role_blocks(answers_first(claims))
    return render(
        request,
        "roles/responsibility.html",
        {
            "responsibility": entry,
            "summed_up": summed_up(involved(claims)),
            "sources": sources(claims),
        }
        | _in_blocks(blocks),
    )


@conditional
def disagreement_list(request: HttpRequest) -> HttpResponse:
    found = list(Disagreement.objects.public().widest_first().with_positions())
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
        {
            "lanes": found,
            "lettered": any(claim.letter for claim in claims),
            "notes": Notes(claims),
            "picture": decades(claims),
        },
    )


@conditional
def topic_list(request: HttpRequest) -> HttpResponse:
    return render(request, "roles/topic_list.html", {"topics": list(topics())})


@conditional
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    entry = get_object_or_404(topics(), slug=slug)
    blocks = role_blocks(in_reading_order(Claim.objects.for_reading().tagged(entry)))
    return render(
        request,
        "roles/topic.html",
        {
            "topic": entry,
            "articles": list(Article.objects.published().tagged(entry)),
        }
        | _in_blocks(blocks),
    )


@conditional
def title(request: HttpRequest, slug: str) -> HttpResponse:
    """What a title may mean: the page of the role, or a choice where several bear it."""
    named = Role.objects.published().with_titles().with_counts()
    roles = [entry for entry in named if slug in entry.titles_by_slug()]
    if not roles:
        raise Http404(f"No role has the title {slug}.")
    if len(roles) == 1:
        return redirect(roles[0], permanent=False)
    words = roles[0].titles_by_slug()[slug]
    return render(request, "roles/title.html", {"rows": _rows(roles), "title": words})


@conditional
def about(request: HttpRequest) -> HttpResponse:
    return render(request, "about.html", {"contact": settings.CONTACT})
