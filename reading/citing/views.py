"""References to a page as files: cite.txt, .bib, .ris and .json."""

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from publishing.http import Moved, conditional, find, moved_slugs
from publishing.models import Kind
from reading.citing.references import FORMATS, Reference
from reading.comparison.page import comparison_title
from roles.models import Claim, Role


def _reference(
    request: HttpRequest, *, key: str, title: str, path: str, published=None
) -> Reference:
    return Reference(key, title, request.build_absolute_uri(path), timezone.localdate(), published)


def reference_to_role(request: HttpRequest, role: Role) -> Reference:
    title = f"{role.title}: responsibilities, decisions and sources"
    return _reference(
        request,
        key=role.slug,
        title=title,
        path=role.get_absolute_url(),
        published=role.first_published_on,
    )


def reference_to_claim(request: HttpRequest, claim: Claim) -> Reference:
    return _reference(
        request,
        key=claim.slug,
        title=claim.guarded,
        path=claim.get_absolute_url(),
        published=claim.first_published_on,
    )


def reference_to_comparison(request: HttpRequest, roles: list[Role], query: str = "") -> Reference:
    slugs = [role.slug for role in roles]
    return _reference(
        request,
        key="-".join(slugs),
        title=comparison_title(roles),
        path=reverse("comparison", kwargs={"slugs": slugs}) + query,
        published=max(role.first_published_on for role in roles),  # there were not both before
    )


def as_file(work: Reference, format: str) -> HttpResponse:
    write, media = FORMATS[format]
    response = HttpResponse(write(work), content_type=f"{media}; charset=utf-8")
    if format != "txt":
        response["Content-Disposition"] = f'attachment; filename="{work.key}.{format}"'
    return response


@conditional
def cite_role(request: HttpRequest, slug: str, format: str) -> HttpResponse:
    role = find(Role.objects.published(), Kind.ROLE, slug)
    return as_file(reference_to_role(request, role), format)


@conditional
def cite_claim(request: HttpRequest, slug: str, format: str) -> HttpResponse:
    claims = Claim.objects.public()
    try:
        claim = find(claims, Kind.CLAIM, slug)
    except Http404:
        raise Moved(slug=_merged_into(claims, slug).slug) from None
    return as_file(reference_to_claim(request, claim), format)


def _merged_into(claims: QuerySet[Claim], slug: str) -> Claim:
    slug = moved_slugs(Kind.CLAIM, [slug]).get(slug, slug)
    return get_object_or_404(claims, supersedes__slug=slug, supersedes__status="withdrawn")
