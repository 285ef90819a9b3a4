"""The pages that set roles side by side: comparison, its downloads, and the matrix."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render

from publishing.http import Moved, conditional, find_all, gone, moved_slugs
from publishing.models import Kind
from reading.citing.views import as_file, reference_to_comparison
from reading.comparison import files
from reading.comparison.matrix import MatrixPage
from reading.comparison.page import ComparisonPage, canonical
from reading.converters import MOST_ROLES
from reading.not_found.views import NotCompared
from reading.pictures import raci
from reading.selection import Selection
from roles.models import Claim, Role


@conditional
def picker(request: HttpRequest) -> HttpResponse:
    """Choose two to four roles; a good choice leads straight to its comparison."""
    roles = list(Role.objects.published().main().with_counts())
    asked = request.GET.getlist("role")
    moved = moved_slugs(Kind.ROLE, set(asked) - {role.slug for role in roles})
    chosen = [role for role in roles if role.slug in {*asked, *moved.values()}]
    if 2 <= len(chosen) <= MOST_ROLES:
        return redirect("comparison", slugs=[role.slug for role in canonical(chosen)])
    return render(
        request,
        "roles/compare.html",
        {"roles": roles, "chosen": chosen, "most": MOST_ROLES, "refused": bool(asked)},
        status=400 if asked else 200,
    )


def _roles(slugs: list[str]) -> list[Role]:
    """The compared roles in their canonical order. Raises Moved to the one address that this set
    of roles has; Http404 for a role that was never public, and for one that has a short page only.
    """
    roles = canonical(find_all(Role.objects.all(), Kind.ROLE, slugs))
    if counterparts := [role for role in roles if not role.is_main]:
        raise NotCompared(counterparts)
    if len(roles) > MOST_ROLES:
        raise Http404(f"At most {MOST_ROLES} roles fit beside each other.")
    if len(roles) < 2:
        raise Moved("compare")
    if (canonical_slugs := [role.slug for role in roles]) != slugs:
        raise Moved(slugs=canonical_slugs)
    return roles


def _page(request: HttpRequest, roles: list[Role]) -> ComparisonPage:
    family, selection = Role.objects.family_of(roles), Selection.of(request.GET)
    if selection.contexts:
        selection = selection.among(Claim.objects.public().of_roles(family).context_slugs())
    claims = Claim.objects.for_reading(selection.kept()).of_roles(family)
    return ComparisonPage(roles, claims, selection)


def _no_withdrawn(roles: list[Role]) -> list[Role]:
    """For what is taken along. Raises Http404: there is no file about a withdrawn role."""
    if any(role.is_withdrawn for role in roles):
        raise Http404("One of these roles is withdrawn.")
    return roles


@conditional
def comparison(request: HttpRequest, slugs: list[str]) -> HttpResponse:
    roles = _roles(slugs)
    for role in roles:
        if role.is_withdrawn:
            return gone(request, role)
    page = _page(request, roles)
    cite = reference_to_comparison(request, roles, page.selection.query)
    return render(
        request, "roles/comparison.html", {"page": page, "notes": page.notes, "cite": cite}
    )


@conditional
def download(request: HttpRequest, slugs: list[str], format: str) -> HttpResponse:
    """The comparison as a table for a spreadsheet, a document or a program."""
    page = _page(request, _no_withdrawn(_roles(slugs)))
    absolute = request.build_absolute_uri
    if format == "json":
        return JsonResponse(files.as_json(page, absolute))
    write = {"csv": files.as_csv, "md": files.as_markdown}[format]
    kind = {"csv": "text/csv", "md": "text/markdown"}[format]
    response = HttpResponse(write(page, absolute), content_type=f"{kind}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{"-".join(slugs)}.{format}"'
    return response


@conditional
def cite_comparison(request: HttpRequest, slugs: list[str], format: str) -> HttpResponse:
    roles = _no_withdrawn(_roles(slugs))
    query = Selection.of(request.GET).query
    return as_file(reference_to_comparison(request, roles, query), format)


@conditional
def matrix(request: HttpRequest) -> HttpResponse:
    page = _matrix(request)
    return render(request, "roles/matrix.html", {"page": page, "picture": raci(page)})


@conditional
def matrix_csv(request: HttpRequest) -> HttpResponse:
    response = HttpResponse(
        files.matrix_csv(_matrix(request)), content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = 'attachment; filename="matrix.csv"'
    return response


def _matrix(request: HttpRequest) -> MatrixPage:
    roles = list(Role.objects.published().main())
    selection = Selection.of(request.GET).among(())  # the page has no boxes for contexts
    claims = Claim.objects.for_reading(selection.kept())
    claims = claims.of_roles(Role.objects.family_of(roles))
    opened = request.GET.get("open", "")
    moved = moved_slugs(Kind.DECISION_AREA, {opened} - {"", "all"})
    return MatrixPage(roles, claims.involving(), selection, moved.get(opened, opened))
