"""The whole database as one JSON document, for programs: references are slugs, and what is not
set is null. Drafts are in it, with their status; `public` is worked out by the one rule.
"""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from articles.models import Article
from roles import serialisers
from roles.models import (
    Answer,
    Claim,
    Context,
    DecisionArea,
    Disagreement,
    Point,
    Responsibility,
    Role,
)

Data = dict[str, Any]

_PUBLICATION = ("status", "first_published_on", "withdrawn_on", "withdrawn_because")
_ROLE = (
    *("slug", "title", "acronym", "titles", "broader", "order", "palette", "kind"),
    *("editors_note", "summary_claim", "focus_claim", *_PUBLICATION),
)
_ARTICLE = (
    *(
        "slug",
        "title",
        "kind",
        "extent",
        "scope",
        "publisher",
        "platform",
        "url",
        "published_on",
        "published_how",
    ),
    *("based_on_title", "based_on_url", "rights", "summary", "blocks", "publisher_interest"),
    *("publisher_interest_note", *_PUBLICATION, "skipped", "tags", "voices", "passages"),
)
_CLAIM = (
    *("slug", "role", "aspect", "statement", "denies", "modality", "involvement"),
    *(
        "point",
        "responsibility",
        "decision_area",
        "other_role",
        "counterpart",
        "relation",
        "contexts",
    ),
    *("period", "status", "public", "tags", "citations"),
)
_CITATION = ("article", "anchor", "stance", "voice", "note", "sample")
_DISAGREEMENT = ("slug", "question", "decision_area", "point", "status", "positions")
_ANSWER = (
    *("slug", "question", "roles", "decision_area", "context", "order", *_PUBLICATION),
    *("public", "sentences"),
)
_WORDS = ("slug", "title", "question", "order")


def document() -> Data:
    in_order = ("order", "slug")
    return {
        "roles": _entries(Role.objects.order_by(*in_order), _ROLE),
        "responsibilities": _entries(
            Responsibility.objects.order_by("slug"), ("slug", "title", "decision_area")
        ),
        "decision_areas": _entries(DecisionArea.objects.order_by(*in_order), _WORDS),
        "points": _entries(Point.objects.order_by(*in_order), _WORDS),
        "contexts": _entries(Context.objects.order_by(*in_order), ("slug", "title", "order")),
        "articles": _articles(),
        "claims": _claims(),
        "disagreements": _entries(Disagreement.objects.order_by("slug"), _DISAGREEMENT),
        "answers": _answers(),
    }


def _entries(queryset: QuerySet, keys: tuple[str, ...]) -> list[Data]:
    return [_or_null(serialisers.data(each, keys)) for each in serialisers.loaded(queryset, keys)]


def _or_null(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _or_null(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_or_null(each) for each in value]
    return None if value == "" else value


def _picked(data: Data, keys: tuple[str, ...]) -> Data:
    return {key: data[key] for key in keys}


def _articles() -> list[Data]:
    articles = _entries(Article.objects.order_by("slug"), _ARTICLE)
    for article in articles:
        article["passages"] = [
            {"anchor": anchor} | _picked(facts, ("kind", "voice", "text"))
            for anchor, facts in article["passages"].items()
        ]
    return articles


def _answers() -> list[Data]:
    public = Exists(Answer.objects.public().filter(pk=OuterRef("pk")))
    return _entries(Answer.objects.annotate(public=public).order_by("order", "slug"), _ANSWER)


def _claims() -> list[Data]:
    public = Exists(Claim.objects.public().filter(pk=OuterRef("pk")))
    duties = dict(Responsibility.objects.values_list("slug", "decision_area__slug"))
    claims = _entries(Claim.objects.annotate(public=public).order_by("slug"), _CLAIM)
    for claim in claims:
        if claim["aspect"] == "responsibility":
            claim["decision_area"] = duties[claim["responsibility"]]
        if not any(claim["period"].values()):
            claim["period"] = None
        claim["citations"] = [_picked(each, _CITATION) for each in claim["citations"]]
    return claims
