"""The kinds of entries: their models, their files, and what may stand in one.

This table is the content format (docs/content-format.md says it in words). The reader, the
serialisation and the writer all follow it, so a field is named here once.
"""

from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter
from typing import Any

from django.db.models import ForeignKey, Model
from django.utils.text import slugify

from articles.models import Article, Interest, Passage, Voice
from dataset.shapes import (
    Field,
    Many,
    Record,
    Table,
    anchor,
    choice,
    day,
    flag,
    matching,
    slug,
    small,
    tag,
    text,
    tidy,
    title,
    whole,
)
from publishing import models as permalinks
from roles.aspects import Aspect, Involvement
from roles.models import Citation, Claim, Context, DecisionArea, Disagreement, Responsibility, Role

PUBLICATION = {
    "status": Field(choice(permalinks.Status.values), default="draft"),
    "first_published_on": Field(day),
    "withdrawn_on": Field(day),
    "withdrawn_because": Field(text),
}

_words = {"slug": Field(slug, required=True), "title": Field(text, required=True)}
_order = {"order": Field(small, default=100)}
_tags = {"tags": Field(Many(tag, by=lambda each: (each.casefold(), each), once=str))}
_interest = choice(Interest.values)


def number(name: str) -> int:
    """Of an anchor such as p14."""
    return int(name[1:])


VOICE = Record(
    {
        "slug": Field(slug, required=True),
        "name": Field(text),
        "description": Field(text),
        "kind": Field(choice(Voice.Kind.values), default="author"),
        "interest": Field(_interest, default="unknown"),
        "interest_note": Field(text),
    }
)

REMOVED = Record(
    {
        "anchor": Field(anchor, required=True),
        "ordinal": Field(whole, required=True),
        "kind": Field(choice(Passage.Kind.values), required=True),
        "heading": Field(text),
        "text": Field(text),
        "html": Field(text),
        "voice": Field(slug),
        "no_claim": Field(text),
        "removed_on": Field(day, required=True),
    }
)

ARTICLE = Record(
    {
        "title": Field(text, required=True),
        "kind": Field(choice(Article.Kind.values), default="article"),
        **dict.fromkeys(("publisher", "platform", "url", "published_on"), Field(text)),
        **dict.fromkeys(("published_how", "based_on_title", "based_on_url"), Field(text)),
        "rights": Field(choice(Article.Rights.values), default="digest-only"),
        "summary": Field(text),
        "publisher_interest": Field(_interest, default="unknown"),
        "publisher_interest_note": Field(text),
        "blocks": Field(whole, default=0),
        "skipped": Field(
            Table(
                matching(
                    r"[1-9]\d{0,6}(-[1-9]\d{0,6})?",
                    "write a block's number, or a range such as 1-13.",
                ),
                text,
                by=lambda blocks: int(blocks.partition("-")[0]),
            )
        ),
        "voices": Field(Many(VOICE, once=itemgetter("slug"))),
        "passages": Field(
            Table(anchor, Record({"voice": Field(slug), "no_claim": Field(text)}), by=number)
        ),
        "removed": Field(
            Many(REMOVED, by=lambda each: number(each["anchor"]), once=itemgetter("anchor"))
        ),
        **_tags,
        **PUBLICATION,
    }
)

CITATION = Record(
    {
        "passage": Field(
            matching(
                r"[a-z0-9-]+#p[1-9]\d{0,6}",
                "write the article's slug, # and the anchor, such as what-does-a-cio-do#p27.",
            ),
            required=True,
        ),
        "stance": Field(choice(Citation.Stance.values), default="supports", quiet=True),
        "voice": Field(slug),
        "note": Field(text),
        "checked_text": Field(text, keeps_empty=True),
    }
)

CLAIM = Record(
    {
        "slug": Field(slug, required=True),
        "aspect": Field(choice(Aspect.values), required=True),
        "statement": Field(text, required=True),
        "denies": Field(flag, default=False, quiet=True),
        "modality": Field(choice(Claim.Modality.values), default="describes", quiet=True),
        "involvement": Field(choice(Involvement.values)),
        "responsibility": Field(slug),
        "decision_area": Field(slug),
        "other_role": Field(slug),
        "counterpart": Field(text),
        "relation": Field(choice(Claim.Relation.values)),
        "contexts": Field(Many(slug, by=str, once=str)),
        **_tags,
        "period": Field(Record({"start": Field(small), "end": Field(small)})),
        "superseded_by": Field(slug),
        "citations": Field(
            Many(
                CITATION,
                by=lambda each: passage_key(each["passage"]),
                once=itemgetter("passage"),
            )
        ),
        **PUBLICATION,
    }
)

ROLE = Record(
    {
        "slug": Field(slug, required=True),
        "title": Field(text, required=True),
        "acronym": Field(text),
        "titles": Field(Many(title, by=str, once=slugify)),
        "broader": Field(slug),
        **_order,
        "palette": Field(small, default=1),
        "kind": Field(choice(Role.Kind.values), default="main"),
        "editors_note": Field(text),
        "summary_claim": Field(slug),
        "focus_claim": Field(slug),
        **PUBLICATION,
    }
)

DISAGREEMENT = Record(
    {
        "slug": Field(slug, required=True),
        "question": Field(text, required=True),
        "editors_note": Field(text),
        "positions": Field(
            Many(
                Record(
                    {
                        "label": Field(text, required=True),
                        "claims": Field(Many(slug, by=str, once=str)),
                    }
                )
            )
        ),
        **PUBLICATION,
    }
)

REDIRECT = Record(
    {
        "kind": Field(choice(permalinks.Kind.values), required=True),
        "old_slug": Field(slug, required=True),
        "new_slug": Field(slug, required=True),
    }
)


def passage_key(reference: str) -> tuple[str, int]:
    """Sorts references such as what-does-a-cio-do#p27 as the passages stand in their articles."""
    article, _, name = reference.partition("#")
    return article, number(name)


@dataclass(frozen=True)
class Kind:
    name: str
    model: type[Model]
    shape: Record  # of the entry in its file
    file: str = ""  # the one file; articles and claims have a folder
    folder: str = ""
    carried: str = ""  # what the file's name says instead of a key

    @cached_property
    def whole(self) -> Record:
        """The shape with what the file's name or body says: that of an entry in memory."""
        extra = {"article": ("slug", "body"), "claim": ("role",)}.get(self.name, ())
        return Record({**dict.fromkeys(extra, Field(text)), **self.shape.fields})

    @cached_property
    def columns(self) -> list[str]:
        """The keys that are plain columns of the model."""
        return [name for name in self.whole.fields if _is_column(self.model, name)]

    @cached_property
    def links(self) -> dict[str, str]:
        """The keys that are foreign keys -> the kind that they point to."""
        found = {}
        for field in self.model._meta.concrete_fields:
            if isinstance(field, ForeignKey) and field.name in self.whole.fields:
                found[field.name] = KIND_OF[field.related_model]
        return found


def _is_column(model: type[Model], name: str) -> bool:
    return any(
        field.name == name and not field.is_relation for field in model._meta.concrete_fields
    )


# In the order in which they are written: what is pointed to comes first.
KINDS = {
    kind.name: kind
    for kind in (
        Kind("decision_area", DecisionArea, Record({
            **_words, "question": Field(text, required=True), **_order}), "decision_areas.yaml"),
        Kind("context", Context, Record({**_words, **_order}), "contexts.yaml"),
        Kind("responsibility", Responsibility, Record({
            **_words, "decision_area": Field(slug, required=True), "keywords": Field(text)}),
            "responsibilities.yaml"),
        Kind("article", Article, ARTICLE, folder="articles"),
        Kind("role", Role, ROLE, "roles.yaml"),
        Kind("claim", Claim, CLAIM, folder="claims"),
        Kind("disagreement", Disagreement, DISAGREEMENT, "disagreements.yaml"),
        Kind("redirect", permalinks.Redirect, REDIRECT, "redirects.yaml"),
    )
}  # fmt: skip
KIND_OF = {kind.model: kind.name for kind in KINDS.values()}


def normal(kind: str, data: dict[str, Any]) -> dict[str, Any]:
    """`data` in its normal form: an entry of a file and one of the database are equal or not."""
    result = tidy(KINDS[kind].whole, data)
    if kind == "article":
        _name_an_author(result)
        _leave_out_author(result)
    return result


def first_author(article: dict[str, Any]) -> str:
    """The voice of each passage for which nothing else is said."""
    return next(voice["slug"] for voice in article["voices"] if voice["kind"] == "author")


def _name_an_author(article: dict[str, Any]) -> None:
    """As the service does, where nobody or only others speak (`articles.services`)."""
    voices = article.setdefault("voices", [])
    if not any(voice["kind"] == "author" for voice in voices):
        slug = "nameless-author" if any(voice["slug"] == "author" for voice in voices) else "author"
        voices.insert(0, tidy(VOICE, {"slug": slug}))


def _leave_out_author(article: dict[str, Any]) -> None:
    author = first_author(article)
    passages = article.pop("passages", {})
    for facts in [*passages.values(), *article.get("removed", [])]:
        if facts.get("voice") == author:
            del facts["voice"]
    if passages := {name: facts for name, facts in passages.items() if facts}:
        article["passages"] = passages
