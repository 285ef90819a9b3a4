"""The kinds of entries: their models, their files, and the form in which two are compared."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import ForeignKey, Model

from articles.models import Article
from dataset import records
from dataset.records import VOICE
from dataset.shapes import Field, Link, Record, text, tidy
from publishing.models import Redirect
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


@dataclass(frozen=True)
class Kind:
    name: str
    model: type[Model]
    shape: Record  # of the entry in its file
    file: str = ""  # the one file; articles and claims have a folder
    folder: str = ""

    @cached_property
    def whole(self) -> Record:
        """The shape with what the file's name or body says: that of an entry in memory."""
        extra = {"article": {"slug": text, "body": text}, "claim": {"role": Link("role")}}
        named = {name: Field(reader) for name, reader in extra.get(self.name, {}).items()}
        return Record({**named, **self.shape.fields})

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
        Kind("decision_area", DecisionArea, records.DECISION_AREA, "decision_areas.yaml"),
        Kind("context", Context, records.CONTEXT, "contexts.yaml"),
        Kind("point", Point, records.POINT, "points.yaml"),
        Kind("responsibility", Responsibility, records.RESPONSIBILITY, "responsibilities.yaml"),
        Kind("article", Article, records.ARTICLE, folder="articles"),
        Kind("role", Role, records.ROLE, "roles.yaml"),
        Kind("claim", Claim, records.CLAIM, folder="claims"),
        Kind("disagreement", Disagreement, records.DISAGREEMENT, "disagreements.yaml"),
        Kind("answer", Answer, records.ANSWER, "answers.yaml"),
        Kind("redirect", Redirect, records.REDIRECT, "redirects.yaml"),
    )
}
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
