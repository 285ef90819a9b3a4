"""load(export(db)) = db, over made-up bases with odd texts.

Compared twice: by the canonical serialisation, and column by column over the models themselves, so
that a field which the serialisation forgets fails here.
"""

import tempfile
from pathlib import Path

import pytest
from django.apps import apps
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from taggit.models import Tag

from articles.models import Article, Passage, TaggedArticle, Voice
from dataset import serialise
from dataset.exporting import export
from dataset.loading import load
from dataset.models import LoadedEntry
from publishing.models import ContentVersion, Redirect
from roles.models import (
    Answer,
    AnswerSentence,
    Citation,
    Claim,
    Context,
    DecisionArea,
    Disagreement,
    Point,
    Position,
    Responsibility,
    Role,
    RoleTitle,
    SentenceClaim,
    TaggedClaim,
)
from tests.made_up import Base

pytestmark = pytest.mark.django_db

MODELS = [
    *(
        SentenceClaim,
        AnswerSentence,
        Answer,
        TaggedArticle,
        TaggedClaim,
        Position,
        Disagreement,
        Citation,
        RoleTitle,
        Claim,
        Role,
    ),
    *(Responsibility, DecisionArea, Context, Point, Passage, Voice, Article, Redirect, Tag),
]
LEFT_OUT = {"id", "source_text"}
TAG_SLUG = (Tag, "slug")  # made from the name, in the order in which the tags came


def snapshot() -> dict[str, list]:
    """Every column of every row, keys replaced by what they point to."""
    return {model.__name__: sorted(map(_row, model.objects.all()), key=repr) for model in MODELS}


def _row(entry) -> dict:
    row = {}
    for field in [*entry._meta.concrete_fields, *entry._meta.many_to_many]:
        if field.name in LEFT_OUT or (type(entry), field.name) == TAG_SLUG:
            continue
        value = getattr(entry, field.name)
        if field.many_to_many:
            row[field.name] = sorted(map(_name, value.all()))
        else:
            row[field.name] = _name(value) if field.is_relation else value
    return row


def _name(entry) -> str | None:
    """Tells an entry from others without its key."""
    if entry is None:
        return None
    if isinstance(entry, Passage | Voice):
        return f"{entry.article.slug}/{getattr(entry, 'anchor', '') or entry.slug}"
    if isinstance(entry, Tag):
        return entry.name
    if isinstance(entry, AnswerSentence):
        return f"{entry.answer.slug}/{entry.order}"
    return entry.slug


def empty_the_database() -> None:
    """Without a signal: no guard may keep what was published."""
    many = (Position.claims, Claim.contexts, Answer.roles, AnswerSentence.roles)
    for through in (each.through for each in many):
        through.objects.all()._raw_delete(through.objects.db)
    Role.objects.update(broader=None, summary_claim=None, focus_claim=None)
    Claim.objects.update(superseded_by=None)
    for model in [*MODELS, LoadedEntry]:
        model.objects.all()._raw_delete(model.objects.db)


@settings(
    max_examples=40,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # shrinking takes minutes
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(data=st.data())
@pytest.mark.slow
def test_loading_an_export_gives_the_same_database(data):
    with transaction.atomic(), tempfile.TemporaryDirectory() as name:
        directory = Path(name)
        Base(data)
        before, entries = snapshot(), serialise.everything()
        export(directory)
        empty_the_database()
        load(directory)
        assert snapshot() == before
        assert serialise.everything() == entries
        _assert_nothing_changes(directory)
        transaction.set_rollback(True)


def _assert_nothing_changes(directory: Path) -> None:
    def marks():
        models = [model for model in apps.get_models() if model.__name__.startswith("Historical")]
        return [model.objects.count() for model in models], ContentVersion.objects.get().number

    before = marks()
    assert set(load(directory).counts) <= {"unchanged", "gone"}
    assert marks() == before
