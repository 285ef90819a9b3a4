"""Citations whose passage has changed since somebody last read it: old words beside new ones."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse

from curation.differences import side_by_side
from publishing.fields import key
from roles import services
from roles.models import Citation

PER_PAGE = 20


def recheck(request: HttpRequest, site) -> HttpResponse:
    if not request.user.has_perm("roles.view_citation"):
        raise PermissionDenied
    if request.method == "POST":
        _confirm(request)
        return redirect(request.get_full_path())
    page = Paginator(_waiting(), PER_PAGE).get_page(request.GET.get("p"))
    for citation in page:
        citation.old, citation.new = side_by_side(citation.checked_text, citation.passage.text)
        citation.may_confirm = _may_confirm(request, citation)
    context = {
        **site.each_context(request),
        "title": "Citations to check again",
        "page": page,
        "range": page.paginator.get_elided_page_range(page.number),
    }
    return TemplateResponse(request, "admin/recheck.html", context)


def _waiting():
    return (
        Citation.objects.needing_recheck()
        .select_related("claim__role", "passage__article", "passage__voice", "voice")
        .order_by("passage__article__title", "passage__ordinal", "claim__slug")
    )


def _may_confirm(request: HttpRequest, citation: Citation) -> bool:
    """What readers know, or knew, only editors confirm."""
    verb = "change" if citation.claim.is_draft else "publish"
    return request.user.has_perm("roles.change_citation") and request.user.has_perm(
        f"roles.{verb}_claim"
    )


def _confirm(request: HttpRequest) -> None:
    """Confirm what the curator has read, and nothing that came after it."""
    found = Citation.objects.select_related("claim", "passage__article")
    citation = get_object_or_404(found, pk=key(request.POST.get("citation", "")))
    if not _may_confirm(request, citation):
        raise PermissionDenied
    if request.POST.get("read", "").split() != citation.passage.text.split():
        messages.warning(
            request, f"{citation.passage} has changed again. Read it once more before you confirm."
        )
        return
    services.confirm_citation(citation)
    messages.success(request, f"Confirmed: “{citation.claim}” still rests on {citation.passage}.")
