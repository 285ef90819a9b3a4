"""The whole database as one JSON document, for programs: references are slugs, and what is not
set is null. Drafts are in it, with their status; `public` is worked out by the one rule.
"""

from typing import Any

from articles.models import Article
from roles.models import Claim, Context, DecisionArea, Disagreement, Responsibility, Role

Data = dict[str, Any]

_PUBLICATION = ("status", "first_published_on", "withdrawn_on", "withdrawn_because")
_ARTICLE = (
    *("slug", "title", "kind", "publisher", "platform", "url", "published_on", "published_how"),
    *("based_on_title", "based_on_url", "rights", "summary", "blocks", "publisher_interest"),
    *("publisher_interest_note", *_PUBLICATION),
)
_VOICE = ("slug", "name", "description", "kind", "interest", "interest_note")


def document() -> Data:
    return {
        "roles": _roles(),
        "responsibilities": [
            _columns(each, ("slug", "title")) | {"decision_area": each.decision_area.slug}
            for each in Responsibility.objects.select_related("decision_area").order_by("slug")
        ],
        "decision_areas": [
            _columns(each, ("slug", "title", "question", "order"))
            for each in DecisionArea.objects.order_by("order", "slug")
        ],
        "contexts": [
            _columns(each, ("slug", "title", "order"))
            for each in Context.objects.order_by("order", "slug")
        ],
        "articles": _articles(),
        "claims": _claims(),
        "disagreements": _disagreements(),
    }


def _columns(entry, names: tuple[str, ...]) -> Data:
    return {name: _or_null(getattr(entry, name)) for name in names}


def _or_null(value: Any) -> Any:
    return None if value == "" else value


def _slug(entry) -> str | None:
    return entry and entry.slug


def _roles() -> list[Data]:
    roles = Role.objects.select_related("broader", "summary_claim", "focus_claim")
    return [
        {
            **_columns(role, ("slug", "title", "acronym")),
            "titles": sorted(title.title for title in role.titles.all()),
            "broader": _slug(role.broader),
            **_columns(role, ("order", "palette", "kind", "editors_note")),
            "summary_claim": _slug(role.summary_claim),
            "focus_claim": _slug(role.focus_claim),
            **_columns(role, _PUBLICATION),
        }
        for role in roles.prefetch_related("titles").order_by("order", "slug")
    ]


def _articles() -> list[Data]:
    plan = Article.objects.prefetch_related("voices", "passages", "taggedarticle_set__tag")
    return [_article(article) for article in plan.order_by("slug")]


def _article(article: Article) -> Data:
    voices = sorted(article.voices.all(), key=lambda voice: (voice.order, voice.slug))
    names = {voice.pk: voice.slug for voice in voices}
    standing = [each for each in article.passages.all() if each.removed_on is None]
    return {
        **_columns(article, _ARTICLE),
        "skipped": article.skipped,
        "tags": sorted(tagged.tag.name for tagged in article.taggedarticle_set.all()),
        "voices": [_columns(voice, _VOICE) for voice in voices],
        "passages": [
            {
                "anchor": passage.anchor,
                "kind": passage.kind,
                "voice": names[passage.voice_id],
                "text": _or_null(passage.text),
            }
            for passage in sorted(standing, key=lambda each: each.ordinal)
        ],
    }


def _claims() -> list[Data]:
    public = set(Claim.objects.public().values_list("pk", flat=True))
    plan = Claim.objects.with_subject().prefetch_related(
        "taggedclaim_set__tag", "citations__passage__article", "citations__voice"
    )
    return [_claim(claim, claim.pk in public) for claim in plan.order_by("slug")]


def _claim(claim: Claim, public: bool) -> Data:
    period = {"start": claim.period_start, "end": claim.period_end}
    return {
        "slug": claim.slug,
        "role": claim.role.slug,
        **_columns(claim, ("aspect", "statement", "denies", "modality", "involvement")),
        "responsibility": _slug(claim.responsibility),
        "decision_area": _slug(claim.area),
        "other_role": _slug(claim.other_role),
        **_columns(claim, ("counterpart", "relation")),
        "contexts": sorted(context.slug for context in claim.contexts.all()),
        "period": None if period == {"start": None, "end": None} else period,
        "status": claim.status,
        "public": public,
        "tags": sorted(tagged.tag.name for tagged in claim.taggedclaim_set.all()),
        "citations": [
            {
                "article": citation.passage.article.slug,
                "anchor": citation.passage.anchor,
                "stance": citation.stance,
                "voice": _slug(citation.voice),
                "note": _or_null(citation.note),
            }
            for citation in sorted(claim.citations.all(), key=_place)
        ],
    }


def _place(citation) -> tuple[str, int]:
    return citation.passage.article.slug, citation.passage.ordinal


def _disagreements() -> list[Data]:
    plan = Disagreement.objects.prefetch_related("positions__claims")
    return [
        {
            "slug": disagreement.slug,
            "question": disagreement.question,
            "status": disagreement.status,
            "positions": [
                {"label": each.label, "claims": sorted(claim.slug for claim in each.claims.all())}
                for each in sorted(disagreement.positions.all(), key=lambda each: each.order)
            ],
        }
        for disagreement in plan.order_by("slug")
    ]
