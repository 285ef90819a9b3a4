"""The pages of one role."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from publishing.http import Moved, conditional, find, gone
from publishing.models import Kind
from reading.answers import answer_for
from reading.citing.views import reference_to_role
from reading.history.changes import changes_of
from reading.pictures import backing
from reading.role.page import RoleAreaPage, RolePage
from reading.role.titles import shared_by
from reading.selection import Selection
from roles.models import Answer, Claim, DecisionArea, Role


class NothingSaid(Http404):
    """A decision area on which no source says anything of the role."""

    def __init__(self, role: Role, area: DecisionArea):
        self.nothing_said = (role, area)
        super().__init__(f"No source says anything of the {role.title} on {area.title}.")


def _selection(request: HttpRequest, claims) -> Selection:
    selection = Selection.of(request.GET)
    return selection.among(claims.context_slugs()) if selection.contexts else selection


@conditional
def role(request: HttpRequest, slug: str) -> HttpResponse:
    entry = find(Role.objects.for_page(), Kind.ROLE, slug)
    if entry.is_withdrawn:
        return gone(request, entry)
    family = Role.objects.family_of([entry])
    selection = _selection(request, Claim.objects.public().of_roles([entry]))
    claims = Claim.objects.for_reading(selection.kept())
    answer = answer_for(roles=[entry], selection=selection)
    page = RolePage(entry, claims.of_roles(family), claims.naming(entry), selection, answer)
    everyone = list(Role.objects.published().with_titles())
    return render(
        request,
        "roles/role.html",
        {
            "role": entry,
            "page": page,
            "opened": request.GET.get("open") == "points",
            "backing": backing(page.own),
            "cite": reference_to_role(request, entry),
            "notes": page.notes,
            "questions": list(Answer.objects.public(selection.kept()).naming(entry)),
            "others": _to_compare_with(entry, everyone),
            "shared_titles": shared_by(entry, everyone).items(),
            "changes": changes_of(entry),
        },
    )


def _to_compare_with(entry: Role, everyone: list[Role]) -> list[Role]:
    """The other main roles; nothing for a counterpart, which has its page only."""
    return [each for each in everyone if entry.is_main and each.is_main and each != entry]


@conditional
def role_area(request: HttpRequest, slug: str, area: str) -> HttpResponse:
    entry = find(Role.objects.all(), Kind.ROLE, slug)
    if entry.is_withdrawn:
        return gone(request, entry)
    family, found = Role.objects.family_of([entry]), _area(area)
    in_area = Claim.objects.public().in_area(found)
    selection = _selection(request, in_area.of_roles([entry]))
    claims = Claim.objects.for_reading(selection.kept()).in_area(found).of_roles(family)
    page = RoleAreaPage(entry, found, claims, selection)
    if page.is_silent:
        raise NothingSaid(entry, found)
    return render(
        request,
        "roles/role_area.html",
        {"role": entry, "area": found, "page": page, "notes": page.notes},
    )


def _area(slug: str) -> DecisionArea:
    """Raises Moved to the same page under the area's slug of today, Http404 as `find`."""
    try:
        return find(DecisionArea.objects.all(), Kind.DECISION_AREA, slug)
    except Moved as moved:
        raise Moved(area=moved.kwargs["slug"]) from None
