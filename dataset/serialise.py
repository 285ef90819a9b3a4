"""Database to plain data in the content format: the one serialisation, which the exporter writes
out, fingerprints are taken of, and files are compared with.

A claim's `checked_text` always stands in it; the exporter leaves it out where it equals the
passage's words.
"""

from collections.abc import Iterator
from typing import Any

from django.db.models import Model, Prefetch, QuerySet

from articles.models import Passage
from dataset.kinds import KINDS, Kind, normal
from publishing.models import Redirect
from roles.models import Citation

Data = dict[str, Any]


def everything() -> dict[str, dict[str, Data]]:
    """Kind -> key -> entry, of the whole database."""
    return {name: dict(_of_kind(kind)) for name, kind in KINDS.items()}


def passage_texts() -> dict[str, dict[str, str]]:
    """Article -> anchor -> the passage's words, removed passages included."""
    found: dict[str, dict[str, str]] = {}
    for slug, anchor, text in Passage.objects.order_by().values_list(
        "article__slug", "anchor", "text"
    ):
        found.setdefault(slug, {})[anchor] = text
    return found


def key_of(kind: str, data: Data) -> str:
    return f"{data['kind']}/{data['old_slug']}" if kind == "redirect" else data["slug"]


def _of_kind(kind: Kind) -> Iterator[tuple[str, Data]]:
    own_part = _PARTS.get(kind.name)
    for entry in _loaded(kind):
        data = {name: getattr(entry, name) for name in kind.columns}
        data |= {name: _slug(getattr(entry, name)) for name in kind.links}
        if own_part:
            data |= own_part(entry)
        yield key_of(kind.name, data), normal(kind.name, data)


def _loaded(kind: Kind) -> QuerySet:
    plan = kind.model.objects.select_related(*kind.links) if kind.links else kind.model.objects
    if kind.model is Redirect:
        return plan.all()
    return plan.order_by("slug").prefetch_related(*_PREFETCHED.get(kind.name, ()))


def _slug(entry: Model | None) -> str | None:
    return entry and entry.slug


def _tags(entry: Model, through: str) -> list[str]:
    return [tagged.tag.name for tagged in getattr(entry, through).all()]


def _article(article) -> Data:
    voices = sorted(article.voices.all(), key=lambda voice: (voice.order, voice.slug))
    names = {voice.pk: voice.slug for voice in voices}
    standing = [each for each in article.passages.all() if each.removed_on is None]
    removed = [each for each in article.passages.all() if each.removed_on is not None]
    return {
        "voices": [_pick(voice, KINDS["article"], "voices") for voice in voices],
        "passages": {
            passage.anchor: {"voice": names[passage.voice_id], "no_claim": passage.no_claim}
            for passage in standing
        },
        "removed": [
            _pick(passage, KINDS["article"], "removed") | {"voice": names[passage.voice_id]}
            for passage in removed
        ],
        "tags": _tags(article, "taggedarticle_set"),
    }


def _pick(entry: Model, kind: Kind, part: str) -> Data:
    """The columns that the shape of a part names."""
    return {name: getattr(entry, name) for name in kind.shape.fields[part].of.of.fields}


def _role(role) -> Data:
    return {"titles": [title.title for title in role.titles.all()]}


def _claim(claim) -> Data:
    return {
        "contexts": [context.slug for context in claim.contexts.all()],
        "tags": _tags(claim, "taggedclaim_set"),
        "period": {"start": claim.period_start, "end": claim.period_end},
        "citations": [
            {
                "passage": f"{citation.passage.article.slug}#{citation.passage.anchor}",
                "stance": citation.stance,
                "voice": _slug(citation.voice),
                "note": citation.note,
                "checked_text": citation.checked_text,
            }
            for citation in claim.citations.all()
        ],
    }


def _disagreement(disagreement) -> Data:
    positions = sorted(disagreement.positions.all(), key=lambda each: each.order)
    return {
        "positions": [
            {"label": each.label, "claims": [claim.slug for claim in each.claims.all()]}
            for each in positions
        ]
    }


_PARTS = {"article": _article, "role": _role, "claim": _claim, "disagreement": _disagreement}
_SOURCES = Citation.objects.select_related("passage__article", "voice").defer(
    "passage__html", "passage__source_text", "passage__article__body"
)
_PREFETCHED = {
    "article": ("voices", "passages", "taggedarticle_set__tag"),
    "role": ("titles",),
    "claim": ("contexts", "taggedclaim_set__tag", Prefetch("citations", queryset=_SOURCES)),
    "disagreement": ("positions__claims",),
}
