"""The database refuses bad data, also when it comes past forms and services."""

import itertools

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, transaction

from articles.models import Article, Passage, Voice
from publishing.models import ContentVersion, Redirect
from roles.aspects import Aspect
from roles.models import (
    Answer,
    AnswerSentence,
    Citation,
    Claim,
    Disagreement,
    Position,
    Role,
    RoleTitle,
    SentenceClaim,
)
from tests import factories as make

pytestmark = pytest.mark.django_db

# The table of docs/architecture.md, written out by hand: + is needed, ? may stand, - may not.
#                 responsibility involvement decision_area relation point  (one side)
NEEDS = """
definition              -             -            ?           -      ?        -
focus                   -             -            ?           -      ?        -
responsibility          +             +            -           -      -        -
decision                ?             ?            +           -      -        -
skill                   -             -            ?           -      ?        -
background              -             -            ?           -      ?        -
measure                 -             -            ?           -      ?        -
resources               -             -            ?           -      ?        -
relationship            -             -            ?           +      ?        +
reporting_line          -             -            ?           +      ?        +
context                 -             -            ?           -      ?        -
evolution               -             -            ?           -      ?        -
"""
TABLE = {aspect: marks for aspect, *marks in map(str.split, NEEDS.strip().split("\n"))}
COLUMNS = ["responsibility", "involvement", "decision_area", "relation", "point"]


def allowed(aspect: str, filled: dict[str, bool], counterpart: bool, other_role: bool) -> bool:
    *marks, one_side = TABLE[aspect]
    for mark, present in zip(marks, filled.values(), strict=True):
        if (mark == "+" and not present) or (mark == "-" and present):
            return False
    return counterpart != other_role if one_side == "+" else not counterpart


@pytest.fixture
def values(db) -> dict[str, object]:
    duty = make.responsibility()
    return {
        "responsibility": duty,
        "involvement": "accountable",
        "decision_area": duty.decision_area,
        "relation": "serves",
        "point": make.point(),
        "counterpart": "customers",
        "other_role": make.role(),
        "role": make.role(),
    }


def is_stored(claim: Claim) -> bool:
    try:
        with transaction.atomic():
            Claim.objects.bulk_create([claim])
    except IntegrityError:
        return False
    return True


def is_clean(claim: Claim) -> bool:
    try:
        claim.full_clean(exclude=["slug"])
    except ValidationError:
        return False
    return True


def test_the_table_names_every_aspect():
    assert set(TABLE) == set(Aspect.values)


@pytest.mark.parametrize("aspect", TABLE)
def test_every_cell_of_the_aspect_table(aspect, values):
    """Every way to fill the columns: the database and the form agree with the table."""
    for number, bits in enumerate(itertools.product([False, True], repeat=7)):
        filled = dict(zip(COLUMNS, bits, strict=False))
        counterpart, other_role = bits[5:]
        present = [name for name in COLUMNS if filled[name]]
        present += ["counterpart"] * counterpart + ["other_role"] * other_role
        fields = {name: values[name] for name in ["role", *present]}
        fields |= {"slug": f"claim-{number}", "aspect": aspect, "statement": "X."}
        expected = allowed(aspect, filled, counterpart, other_role)
        assert is_clean(Claim(**fields)) == expected, (aspect, present)
        assert is_stored(Claim(**fields)) == expected, (aspect, present)


@pytest.mark.parametrize("aspect", TABLE)
def test_an_update_cannot_leave_the_table(aspect, values):
    claim = (
        make.claim(aspect=aspect, status="draft", decision_area=None)
        if TABLE[aspect][2] != "+"
        else make.claim(aspect=aspect, status="draft")
    )
    *marks, one_side = TABLE[aspect]
    empty = {"responsibility": None, "involvement": "", "decision_area": None, "relation": ""}
    empty["point"] = None
    for column, mark in zip(COLUMNS, marks, strict=True):
        for value in (values[column], empty[column]):
            wrong = (mark == "+" and not value) or (mark == "-" and bool(value))
            assert is_refused(Claim, claim, **{column: value}) == wrong, (column, value)
    assert is_refused(Claim, claim, counterpart="") == (one_side == "+")
    assert is_refused(Claim, claim, other_role=values["other_role"]) == (one_side == "+")


def is_refused(model, entry, **changes) -> bool:
    """Whether the database refuses an update, which is taken back in either case."""
    point = transaction.savepoint()
    try:
        with transaction.atomic():
            model.objects.filter(pk=entry.pk).update(**changes)
    except DatabaseError:
        return True
    finally:
        transaction.savepoint_rollback(point)
    return False


@pytest.mark.parametrize("aspect", ["responsibility", "decision"])
@pytest.mark.parametrize("involvement", ["accountable", "informed", "excluded", ""])
@pytest.mark.parametrize("denies", [True, False])
def test_denies_is_true_exactly_where_it_is_excluded(aspect, involvement, denies):
    if aspect == "responsibility" and not involvement:
        return  # refused by the table already
    claim = make.claim(aspect=aspect, status="draft", involvement="responsible")
    refused = is_refused(Claim, claim, involvement=involvement, denies=denies)
    assert refused == (denies != (involvement == "excluded"))
    claim.involvement, claim.denies = involvement, denies
    assert is_clean(claim) != refused


def test_other_aspects_deny_without_an_involvement():
    for aspect in set(TABLE) - {"responsibility", "decision"}:
        assert not is_refused(Claim, make.claim(aspect=aspect, status="draft"), denies=True)


def test_every_aspect_may_have_a_period_and_every_one_but_relations_an_other_role(values):
    for aspect in TABLE:
        claim = make.claim(aspect=aspect, status="draft")
        assert not is_refused(Claim, claim, period_start=1980, period_end=1989)
        assert is_refused(Claim, claim, other_role=values["other_role"]) == (
            TABLE[aspect][-1] == "+"
        )


ENTRIES = {
    Article: make.article,
    Role: make.role,
    Claim: make.claim,
    Disagreement: lambda status: make.disagreement([make.claim()], [make.claim()], status=status),
    Answer: make.answer,
}
STATES = [
    ("draft", {"status": "published"}),
    ("draft", {"status": "withdrawn"}),
    ("draft", {"status": "hidden"}),
    ("draft", {"first_published_on": "2020-01-01"}),
    ("draft", {"withdrawn_on": "2020-01-01"}),
    ("draft", {"withdrawn_because": "Wrong."}),
    ("published", {"status": "draft"}),
    ("published", {"first_published_on": None}),
    ("published", {"status": "withdrawn"}),
    ("published", {"status": "withdrawn", "withdrawn_on": "2020-01-01"}),
    ("published", {"status": "withdrawn", "withdrawn_because": "Wrong."}),
    ("published", {"withdrawn_on": "2020-01-01"}),
    ("published", {"withdrawn_because": "Wrong."}),
]


@pytest.mark.parametrize("model", ENTRIES)
def test_the_states_of_publication_hold_together(model):
    entries = {status: ENTRIES[model](status=status) for status in ("draft", "published")}
    for status, changes in STATES:
        assert is_refused(model, entries[status], **changes), (status, changes)
    whole = {
        "status": "withdrawn",
        "withdrawn_on": "2020-01-01",
        "withdrawn_because": "Wrong.",
    }
    assert not is_refused(model, entries["published"], **whole)


def test_rows_that_cannot_be():
    claim, role, passage = make.claim(), make.role(), make.passage()
    for model, entry, changes in (
        (Claim, claim, {"other_role": claim.role}),
        (Claim, claim, {"superseded_by": claim}),
        (Claim, claim, {"period_start": 1990, "period_end": 1989}),
        (Role, role, {"broader": role}),
        (Role, role, {"palette": 0}),
        (Role, role, {"palette": 13}),
        (Passage, passage, {"ordinal": 0}),
    ):
        assert is_refused(model, entry, **changes), changes
    assert not is_refused(Claim, claim, period_start=1990, period_end=1990)


def doubled(model, **fields) -> bool:
    try:
        with transaction.atomic():
            model.objects.bulk_create([model(**fields), model(**fields)])
    except IntegrityError:
        return True
    return False


def test_what_is_unique():
    article, claim, role = make.article(), make.claim(), make.role()
    question = make.disagreement([make.claim()], [make.claim()])
    passage = make.passage(article)
    voice = passage.voice
    assert doubled(Citation, claim=claim, passage=passage)
    assert doubled(Voice, article=article, slug="x")
    assert doubled(Passage, article=article, anchor="p9", ordinal=1, kind="comment", voice=voice)
    assert doubled(RoleTitle, role=role, slug="x", title="X")
    assert doubled(Position, disagreement=question, label="x", order=9)
    sentence = make.answer().sentences.first()
    assert doubled(SentenceClaim, sentence=sentence, claim=claim)
    assert doubled(AnswerSentence, answer=sentence.answer, text="X.", order=9)
    assert doubled(Redirect, kind="role", old_slug="a", new_slug="b")
    assert doubled(Article, slug="x", title="X")
    assert doubled(Role, slug="x", title="X")
    for model in (Claim.tags.through, Article.tags.through):
        owner = claim if model is Claim.tags.through else article
        owner.tags.add("one")
        link = model.objects.get()
        assert doubled(model, tag=link.tag, content_object=owner)


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "role", "old_slug": "a", "new_slug": "a"},
        {"kind": "passage", "old_slug": "a", "new_slug": "b"},
    ],
)
def test_redirects_lead_elsewhere_and_to_something_known(fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        Redirect.objects.bulk_create([Redirect(**fields)])


def test_there_is_one_content_version():
    with pytest.raises(IntegrityError), transaction.atomic():
        ContentVersion.objects.create(pk=2)


CHOICES = [
    (model, field)
    for room in ("permalinks", "articles", "roles")
    for model in apps.get_app_config(room).get_models()
    if not hasattr(model, "instance_type")  # histories record what was
    for field in model._meta.fields
    if field.choices
]


@pytest.mark.parametrize(
    ("model", "field"),
    CHOICES,
    ids=lambda each: each.__name__ if isinstance(each, type) else each.name,
)
def test_the_database_knows_the_choices_of_every_field(model, field):
    known = {value for value, _ in field.flatchoices} | ({""} if field.blank else set())
    [found] = [
        set(dict([child])[f"{field.name}__in"])
        for constraint in model._meta.constraints
        for child in getattr(getattr(constraint, "condition", None), "children", [])
        if constraint.name.endswith(f"{field.name}_known")
    ]
    assert found == known


def test_histories_of_models_are_left_out_of_the_choices():
    assert {model for model, _ in CHOICES} == {
        *(Article, Voice, Passage, Role, Claim, Citation, Disagreement, Redirect),
        *(Answer, AnswerSentence, SentenceClaim),
    }
