"""Small, valid objects for tests, made through the services, so that every rule holds for them.

Each function takes what matters to the test and fills in the rest.
"""

import itertools

from articles.models import Article, Passage, Voice
from articles.services import save_article
from roles import services
from roles.answer_services import Sentence, save_answer
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
)

_numbers = itertools.count(1)


def _slug(stem: str) -> str:
    return f"{stem}-{next(_numbers)}"


def article(*, status="published", body="[p1] A digest of the first block.", **fields) -> Article:
    fields = {"slug": _slug("article"), "title": "What the role is"} | fields
    return save_article(Article(status=status, body=body, **fields))


def voice(of: Article, **fields) -> Voice:
    fields = {"slug": _slug("voice"), "name": "A. Speaker"} | fields
    return Voice.objects.create(article=of, **fields)


def passage(of: Article | None = None, anchor: str = "p1") -> Passage:
    return (of or article()).passages.get(anchor=anchor)


def role(*, status="published", **fields) -> Role:
    slug = fields.setdefault("slug", _slug("role"))
    fields.setdefault("title", slug.replace("-", " ").capitalize())
    return services.save(Role(status=status, **fields))


def decision_area(**fields) -> DecisionArea:
    slug = fields.setdefault("slug", _slug("area"))
    fields.setdefault("title", slug.replace("-", " ").capitalize())
    fields.setdefault("question", "Who decides?")
    return services.save(DecisionArea(**fields))


def responsibility(**fields) -> Responsibility:
    slug = fields.setdefault("slug", _slug("duty"))
    fields.setdefault("title", slug.replace("-", " ").capitalize())
    if "decision_area" not in fields:
        fields["decision_area"] = decision_area()
    return services.save(Responsibility(**fields))


def point(**fields) -> Point:
    slug = fields.setdefault("slug", _slug("point"))
    fields.setdefault("title", slug.replace("-", " ").capitalize())
    fields.setdefault("question", "What is it like?")
    return services.save(Point(**fields))


def context(**fields) -> Context:
    slug = fields.setdefault("slug", _slug("context"))
    fields.setdefault("title", slug.replace("-", " ").capitalize())
    return services.save(Context(**fields))


def claim(
    *,
    aspect="definition",
    status="published",
    cites: Passage | list[Passage] | None = None,
    contexts=(),
    tags=(),
    **fields,
) -> Claim:
    """A claim that rests on `cites` (a new article's passage unless given; [] for none)."""
    slug = fields.setdefault("slug", _slug("claim"))
    fields.setdefault("statement", f"The role is what {slug} says.")
    if "role" not in fields:
        fields["role"] = role()
    if aspect == "responsibility":
        fields.setdefault("involvement", "responsible")
        if "responsibility" not in fields:
            fields["responsibility"] = responsibility()
    if aspect == "decision" and "decision_area" not in fields:
        fields["decision_area"] = decision_area()
    if aspect in {"relationship", "reporting_line"}:
        fields.setdefault("relation", "partners_with")
        if "other_role" not in fields:
            fields.setdefault("counterpart", "customers")
    if aspect == "context" and not contexts:
        contexts = [context()]
    if fields.get("involvement") == "excluded":
        fields.setdefault("denies", True)
    passages = [passage()] if cites is None else [cites] if isinstance(cites, Passage) else cites
    return services.save_claim(
        Claim(aspect=aspect, status=status, **fields),
        contexts=contexts,
        tags=tags,
        citations=[Citation(passage=each) for each in passages],
    )


def cite(claim: Claim, passage: Passage, *, stance="supports", **fields) -> Citation:
    return services.save_citation(Citation(claim=claim, passage=passage, stance=stance, **fields))


def disagreement(*positions: list[Claim], status="published", **fields) -> Disagreement:
    fields = {"slug": _slug("disagreement"), "question": "Who is right?"} | fields
    return services.save_disagreement(
        Disagreement(status=status, **fields),
        positions=[
            (Position(label=f"Position {number}"), claims)
            for number, claims in enumerate(positions, 1)
        ],
    )


def statement(*needs: Claim, backing=(), text="The role is what its claims say.") -> Sentence:
    return Sentence(AnswerSentence(text=text), needs=needs, backing=backing)


def gap(*roles: Role, text="Our sources do not say it.", **about) -> Sentence:
    """`about`: a point, a decision area or a responsibility."""
    about = about or {"point": point()}
    return Sentence(AnswerSentence(kind="gap", text=text, **about), roles=roles)


def answer(*sentences: Sentence, status="published", roles=(), **fields) -> Answer:
    """Of one sentence or none, a second one is made, so that it may be published."""
    fields = {"slug": _slug("answer"), "question": "What is it?"} | fields
    filling = []
    if len(sentences) < 2:
        stated = any(not each.sentence.is_gap for each in sentences)
        filling += [] if stated else [statement(claim())]
        filling += [] if sentences and not stated else [gap(role())]
    return save_answer(
        Answer(status=status, **fields), roles=roles, sentences=[*sentences, *filling]
    )
