"""What an entry is made of, as plain data: content files, the JSON document and page JSON pick
their keys from here.

A key is a column; a foreign key, given by the slug of what it points to; or a part, which is made
of rows that belong to the entry. So a new column needs nothing here, a new part one line.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import ForeignKey, Model, Prefetch, QuerySet

from articles.models import Article
from roles.models import Answer, Citation, Claim, Disagreement, Role

Data = dict[str, Any]


@dataclass(frozen=True)
class Part:
    of: Callable[[Any], Any]
    needs: tuple[str | Prefetch, ...]  # what to prefetch


def data(entry: Model, keys: Iterable[str]) -> Data:
    """The values of an entry, or of a row of one, under these keys."""
    parts = _PARTS.get(type(entry), {})
    return {
        key: parts[key].of(entry) if key in parts else _plain(getattr(entry, key)) for key in keys
    }


def loaded(queryset: QuerySet, keys: Iterable[str]) -> QuerySet:
    """`queryset` with all that `data` needs for these keys."""
    fields = {each.name for each in queryset.model._meta.fields if isinstance(each, ForeignKey)}
    for key in keys:
        if part := _PARTS.get(queryset.model, {}).get(key):
            queryset = queryset.prefetch_related(*part.needs)
        elif key in fields:
            queryset = queryset.select_related(key)
    return queryset


def _plain(value: Any) -> Any:
    return value.slug if isinstance(value, Model) else value


def _tags(through: str) -> Part:
    return Part(
        lambda entry: sorted(tagged.tag.name for tagged in getattr(entry, through).all()),
        (f"{through}__tag",),
    )


def _slugs(relation: str) -> Part:
    return Part(lambda entry: _sorted_slugs(getattr(entry, relation).all()), (relation,))


def _sorted_slugs(entries: Iterable) -> list[str]:
    return sorted(entry.slug for entry in entries)


_VOICE = ("slug", "name", "description", "kind", "interest", "interest_note")
_PASSAGE = ("kind", "text", "voice", "no_claim")
_REMOVED = ("anchor", "ordinal", "heading", "html", "removed_on", *_PASSAGE)


def _voices(article: Article) -> list[Data]:
    voices = sorted(article.voices.all(), key=lambda voice: (voice.order, voice.slug))
    return [data(voice, _VOICE) for voice in voices]


def _passages(article: Article) -> dict[str, Data]:
    """Those in the body, by anchor."""
    passages = sorted(article.passages.all(), key=lambda passage: passage.ordinal)
    return {each.anchor: data(each, _PASSAGE) for each in passages if each.removed_on is None}


def _removed(article: Article) -> list[Data]:
    return [data(each, _REMOVED) for each in article.passages.all() if each.removed_on]


def _citations(claim: Claim) -> list[Data]:
    return [citation(each) for each in sorted(claim.citations.all(), key=_place)]


def _place(each: Citation) -> tuple[str, int]:
    return each.passage.article.slug, each.passage.ordinal


def citation(each: Citation) -> Data:
    """`passage` names the article and the anchor in it: what-does-a-cio-do#p27."""
    article, anchor = each.passage.article.slug, each.passage.anchor
    values = data(each, ("stance", "voice", "note", "sample", "checked_text"))
    return {"passage": f"{article}#{anchor}", "article": article, "anchor": anchor} | values


def _positions(disagreement: Disagreement) -> list[Data]:
    positions = sorted(disagreement.positions.all(), key=lambda each: each.order)
    return [{"label": each.label, "claims": _sorted_slugs(each.claims.all())} for each in positions]


def _sentences(answer: Answer) -> list[Data]:
    about = ("kind", "text", "point", "decision_area", "responsibility")
    return [
        data(each, about)
        | {"needs": [claim.slug for claim in each.needs]}
        | {"backing": [claim.slug for claim in each.backing]}
        | {"roles": _sorted_slugs(each.roles.all())}
        for each in sorted(answer.sentences.all(), key=lambda each: each.order)
    ]


_SOURCES = Citation.objects.select_related("passage__article", "voice").defer(
    "passage__html", "passage__source_text", "passage__article__body"
)
_PARTS: dict[type[Model], dict[str, Part]] = {
    Article: {
        "tags": _tags("taggedarticle_set"),
        "voices": Part(_voices, ("voices",)),
        "passages": Part(_passages, ("passages__voice",)),
        "removed": Part(_removed, ("passages__voice",)),
    },
    Role: {
        "titles": Part(
            lambda role: sorted(title.title for title in role.titles.all()), ("titles",)
        ),
    },
    Claim: {
        "contexts": _slugs("contexts"),
        "tags": _tags("taggedclaim_set"),
        "period": Part(lambda claim: {"start": claim.period_start, "end": claim.period_end}, ()),
        "citations": Part(_citations, (Prefetch("citations", queryset=_SOURCES),)),
    },
    Disagreement: {"positions": Part(_positions, ("positions__claims",))},
    Answer: {
        "roles": _slugs("roles"),
        "sentences": Part(
            _sentences,
            tuple(
                f"sentences__{each}"
                for each in ("uses__claim", "roles", "point", "decision_area", "responsibility")
            ),
        ),
    },
}
