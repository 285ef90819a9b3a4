"""The pages that set roles side by side: comparison, its downloads, and the matrix."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render

from permalinks.http import conditional, find
from permalinks.models import Kind
from roles import comparison_files, taking
from roles.comparison_page import ComparisonPage
from roles.converters import MOST_ROLES
from roles.matrix_page import MatrixPage
from roles.models import Claim, Role
from roles.selection import Selection


@conditional
def picker(request: HttpRequest) -> HttpResponse:
    """Choose two to four roles; a good choice leads straight to its comparison."""
    roles = list(Role.objects.published().main().with_counts())
    chosen = [role for role in roles if role.slug in request.GET.getlist("role")]
    if 2 <= len(chosen) <= MOST_ROLES:
        return redirect("comparison", slugs=[role.slug for role in chosen])
    asked = "role" in request.GET
    return render(
        request,
        "roles/compare.html",
        {"roles": roles, "chosen": chosen, "most": MOST_ROLES, "refused": asked},
        status=400 if asked else 200,
    )


def _roles(slugs: list[str]) -> list[Role]:
    """The compared roles in their canonical order. Raises Http404 for one that is not public."""
    roles = [find(Role.objects.for_page().published(), Kind.ROLE, slug) for slug in slugs]
    return sorted(set(roles), key=lambda role: (role.order, role.title))


def _page(request: HttpRequest, roles: list[Role]) -> ComparisonPage:
    family = [member for role in roles for member in role.with_ancestors()]
    claims = Claim.objects.for_reading().of_roles(family)
    return ComparisonPage(roles, claims, Selection.of(request.GET))


@conditional
def comparison(request: HttpRequest, slugs: list[str]) -> HttpResponse:
    if len(slugs) > MOST_ROLES:
        raise Http404(f"At most {MOST_ROLES} roles fit beside each other.")
    roles = _roles(slugs)
    canonical = [role.slug for role in roles]
    if canonical != slugs:
        query = f"?{request.GET.urlencode()}" if request.GET else ""
        if len(roles) < 2:
            return redirect("compare")
        response = redirect("comparison", slugs=canonical, permanent=True)
        response["Location"] += query
        return response
    page = _page(request, roles)
    cite = taking.of_comparison(request, roles, page.selection.query)
    return render(
        request, "roles/comparison.html", {"page": page, "notes": page.notes, "cite": cite}
    )


@conditional
def comparison_file(request: HttpRequest, slugs: list[str], form: str) -> HttpResponse:
    """The comparison as a table for a spreadsheet, a document or a program."""
    if len(slugs) > MOST_ROLES:
        raise Http404(f"At most {MOST_ROLES} roles fit beside each other.")
    page = _page(request, _roles(slugs))
    if form == "json":
        return JsonResponse(comparison_files.as_json(page, request.build_absolute_uri))
    write = {"csv": comparison_files.as_csv, "md": comparison_files.as_markdown}[form]
    kind = {"csv": "text/csv", "md": "text/markdown"}[form]
    response = HttpResponse(write(page), content_type=f"{kind}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{"-".join(slugs)}.{form}"'
    return response


@conditional
def cite_comparison(request: HttpRequest, slugs: list[str], form: str) -> HttpResponse:
    roles = _roles(slugs)
    return taking.answer(
        taking.of_comparison(request, roles, Selection.of(request.GET).query), form
    )


@conditional
def matrix(request: HttpRequest) -> HttpResponse:
    page = _matrix(request)
    return render(request, "roles/matrix.html", {"page": page})


@conditional
def matrix_csv(request: HttpRequest) -> HttpResponse:
    response = HttpResponse(
        comparison_files.matrix_csv(_matrix(request)), content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = 'attachment; filename="matrix.csv"'
    return response


def _matrix(request: HttpRequest) -> MatrixPage:
    roles = list(Role.objects.published().main().for_page())
    claims = Claim.objects.for_reading().of_roles(roles).involving()
    return MatrixPage(roles, claims, Selection.of(request.GET), request.GET.get("open", ""))
