"""The search page, the same as JSON, and what the search box suggests."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

from search import engine
from search.page import FACETS, Page, excerpt, filters_of, page_of, plain


def search(request: HttpRequest) -> HttpResponse:
    number = page_of(request.GET)
    results = engine.search(request.GET.get("q", ""), filters_of(request.GET), number)
    if _wants_json(request):
        response = JsonResponse(_as_json(request.GET.get("q", ""), results))
    else:
        page = Page(results, request.GET, number)
        response = render(request, "search/search.html", {"page": page, "results": results})
    patch_vary_headers(response, ["Accept"])
    return response


def _wants_json(request: HttpRequest) -> bool:
    if "format" in request.GET:
        return request.GET["format"] == "json"
    return request.get_preferred_type(["text/html", "application/json"]) == "application/json"


def _as_json(text: str, results: engine.Results) -> dict:
    """Titles are plain text; snippets are escaped HTML with the matched words in <mark>."""
    facets = results.facets or {}
    return {
        "query": text,
        "total": results.total,
        "did_you_mean": results.did_you_mean or None,
        "results": [
            {
                "kind": each.kind,
                "title": plain(each.title),
                "url": each.url,
                "snippet": excerpt(each),
                "role": ",".join(role.slug for role in each.roles),
                "score": each.score,
            }
            for each in results.found
        ],
        "facets": {
            name: [
                {"value": value, "label": label, "count": count}
                for value, label, count in facets.get(tie, [])
            ]
            for name, (tie, _) in FACETS.items()
        },
    }


def suggest(request: HttpRequest) -> JsonResponse:
    found = engine.suggest(request.GET.get("q", ""))
    return JsonResponse(
        {
            "suggestions": [
                {"title": plain(each.title), "label": each.label, "url": each.url} for each in found
            ]
        }
    )
