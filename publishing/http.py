"""Addresses that live for ever, as a view meets them."""

from collections.abc import Callable, Collection

from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import condition

from publishing.models import ContentVersion, Redirect
from publishing.release import RELEASE


class Moved(Exception):
    """What was asked for has another address now: the same page, file or reference with `kwargs`
    in the place of its own, or the page `name`. `MovedMiddleware` leads there, the query kept.
    """

    def __init__(self, name: str = "", **kwargs):
        self.name, self.kwargs = name, kwargs
        super().__init__(name, kwargs)


class MovedMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request, exception) -> HttpResponse | None:
        if not isinstance(exception, Moved):
            return None
        asked = request.resolver_match
        kept = {} if exception.name else asked.kwargs
        url = reverse(exception.name or asked.view_name, kwargs=kept | exception.kwargs)
        query = f"?{request.GET.urlencode()}" if request.GET else ""
        return HttpResponsePermanentRedirect(url + query)


def find(queryset: QuerySet, kind: str, slug: str) -> Model:
    """The entry at `slug`. Raises Moved where it has another slug now, Http404 where a slug was
    never public: a draft is no address, nor does it stand in the way of an older one.
    """
    entry = queryset.filter(slug=slug).first()
    if entry is not None and not _is_draft(entry):
        return entry
    moved = Redirect.objects.filter(kind=kind, old_slug=slug).first()
    entry = queryset.filter(slug=moved.new_slug).first() if moved else None
    if entry is None or _is_draft(entry):
        raise Http404(_nothing(kind, slug))
    raise Moved(slug=entry.slug)


def find_all(queryset: QuerySet, kind: str, slugs: list[str]) -> list[Model]:
    """The entries at `slugs`, whatever they are called now, each once. Raises Http404 as `find`."""
    moved = moved_slugs(kind, slugs)
    known = {
        entry.slug: entry
        for entry in queryset.filter(slug__in=[*slugs, *moved.values()])
        if not _is_draft(entry)
    }
    found = []
    for slug in slugs:
        entry = known.get(slug) or known.get(moved.get(slug))
        if entry is None:
            raise Http404(_nothing(kind, slug))
        if entry not in found:
            found.append(entry)
    return found


def moved_slugs(kind: str, slugs: Collection[str]) -> dict[str, str]:
    """Old slug -> the slug that it leads to, of those of `slugs` that moved."""
    found = Redirect.objects.filter(kind=kind, old_slug__in=slugs)
    return dict(found.values_list("old_slug", "new_slug")) if slugs else {}


def _is_draft(entry: Model) -> bool:
    """Vocabulary has no drafts."""
    return getattr(entry, "is_draft", False)


def _nothing(kind: str, slug: str) -> str:
    return f"No {kind.replace('_', ' ')} has the slug {slug}."


def gone(request: HttpRequest, entry: Model, *, silent: bool = False) -> HttpResponse:
    """What stays at an address whose entry is no longer shown: when and why, nothing else."""
    kind = entry._meta.verbose_name
    return render(request, "gone.html", {"entry": entry, "entry_kind": kind, "silent": silent})


def _etag(request, *args, **kwargs) -> str:
    """Public pages depend on the content, the release and the day, and on nobody who asks."""
    version = ContentVersion.objects.values_list("number", flat=True).first() or 0
    return f'"{version}-{RELEASE}-{timezone.localdate():%j}"'


def conditional(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let a browser keep the page and ask each time whether it still holds: one query answers."""
    return cache_control(no_cache=True)(condition(etag_func=_etag)(view))
