"""Addresses that live for ever, as a view meets them."""

from collections.abc import Callable

from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import condition

from publishing.models import ContentVersion, Redirect
from publishing.release import RELEASE


class Moved(Exception):
    """The entry stands at another address now. `MovedMiddleware` answers with a redirect."""

    def __init__(self, url: str):
        self.url = url
        super().__init__(url)


class MovedMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request, exception) -> HttpResponse | None:
        if isinstance(exception, Moved):
            return HttpResponsePermanentRedirect(exception.url)
        return None


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
    raise Moved(entry.get_absolute_url())


def find_all(queryset: QuerySet, kind: str, slugs: list[str]) -> list[Model]:
    """The entries at `slugs`, whatever they are called now, each once. Raises Http404 as `find`."""
    moved = dict(
        Redirect.objects.filter(kind=kind, old_slug__in=slugs).values_list("old_slug", "new_slug")
    )
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
