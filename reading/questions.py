"""The pages of questions: all that are answered, and each with what its answer rests on."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from publishing.http import conditional, find, gone
from publishing.models import Kind
from reading.answers import answer_to
from reading.comparison.page import canonical
from reading.converters import MOST_ROLES
from reading.notes import Notes
from roles.models import Answer, Role

Group = tuple[str, list[Answer]]


@conditional
def question_list(request: HttpRequest) -> HttpResponse:
    groups = _by_subject(Answer.objects.public().with_subject())
    return render(request, "roles/question_list.html", {"groups": groups})


def _by_subject(answers: Iterable[Answer]) -> list[Group]:
    """What sets roles beside each other, then role by role, then the decision areas."""
    compared, areas = [], []
    of_role: dict[Role, list[Answer]] = {}
    for answer in answers:
        roles = answer.roles.all()
        found = compared if len(roles) > 1 else of_role.setdefault(roles[0], []) if roles else areas
        found.append(answer)
    groups = [(role.title, of_role[role]) for role in canonical(of_role)]
    everything = [("Roles compared", compared), *groups, ("Who decides?", areas)]
    return [(title, found) for title, found in everything if found]


@conditional
def question(request: HttpRequest, slug: str) -> HttpResponse:
    known = find(Answer.objects.with_subject(), Kind.ANSWER, slug)
    if known.is_withdrawn:
        return gone(request, known)
    block = answer_to(known)
    if block is None:
        return gone(request, known, silent=True)
    roles = [role for role in known.roles.all() if role.is_published]
    return render(
        request,
        "roles/question.html",
        {
            "answer": block,
            "notes": Notes(block.all_claims),
            "roles": canonical(roles),
            "compared": comparable(roles),
            "area": known.decision_area,
        },
    )


def comparable(roles: Iterable[Role]) -> list[Role]:
    """Those that a comparison sets beside each other, where there is one."""
    main = [role for role in canonical(roles) if role.is_main and role.is_published]
    return main if 2 <= len(main) <= MOST_ROLES else []
