"""Content as documents: what of each entry readers may find. Only public content, by the named
queries of the rooms below, and never `source_text`.

Claims come first. A point has no page, so it is no document: claims on it are found by its title.
What other entries take from the public claims on them (their roles, whether
they are contested) they take from the documents of these claims, in one query for all.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator

from django.db.models import F, Model, Prefetch, Q, QuerySet

from articles import markdown
from articles.models import Article, Passage
from reading.involvement import involved
from roles.models import (
    Answer,
    AnswerSentence,
    Claim,
    DecisionArea,
    Disagreement,
    Position,
    Responsibility,
    Role,
)
from search.document import (
    CONTESTED,
    Document,
    Name,
    Tie,
    area_tie,
    article_tie,
    document,
    handle,
    role_tie,
)
from search.models import Kind, SearchDocument, SearchTie
from search.tags import tags_of
from search.words import name

STRENGTH_WEIGHT = {"strong": 1.5, "moderate": 1.25, "thin": 1.0, "contested": 1.1}
COMMENT_WEIGHT = 0.8  # a reader's comment only
HEADING_WEIGHT = 0.5  # a heading says less than what stands below it

Keys = Collection[int] | None  # primary keys; None for all


def _of(queryset: QuerySet, keys: Keys) -> QuerySet:
    return queryset if keys is None else queryset.filter(pk__in=keys)


def claims(keys: Keys = None) -> Iterator[Document]:
    entries = list(_of(Claim.objects.for_reading(), keys))
    positions = Position.claims.through.objects.filter(claim__in=[claim.pk for claim in entries])
    disputes = defaultdict(set)
    for claim, slug, key in positions.values_list(
        "claim", "position__disagreement__slug", "position__disagreement"
    ):
        disputes[claim].add(Tie(Name.DISAGREEMENT, slug, "", key))
    tags = tags_of(Claim, keys)
    for claim in entries:
        yield _claim(claim, disputes[claim.pk], tags[claim.pk])


def _claim(claim: Claim, disputes: set[Tie], tags: list[str]) -> Document:
    articles = {citation.passage.article for citation in claim.public_citations}
    ties = {role_tie(claim.role), *map(article_tie, articles), *disputes}
    ties |= {Tie(Name.PASSAGE, c.passage.anchor, "", c.passage_id) for c in claim.public_citations}
    ties |= {area_tie(claim.area)} if claim.area else set()
    ties |= {CONTESTED} if claim.contested else set()
    duty = claim.responsibility
    ties |= {Tie(Name.RESPONSIBILITY, duty.slug, duty.title, duty.pk)} if duty else set()
    others = [claim.other_role] if claim.other_role else []
    about = [text for role in [claim.role, *others] for text in (role.title, role.acronym)]
    about += [duty and duty.title, claim.point and claim.point.title, claim.counterpart]
    about += [*(context.title for context in claim.contexts.all()), *tags]
    return document(
        Kind.CLAIM,
        claim,
        title=claim.statement,
        extra=" · ".join(filter(None, about)),
        source="; ".join(sorted(article.title for article in articles))[:700],
        factor=STRENGTH_WEIGHT[claim.strength.level] if claim.strength.sources else COMMENT_WEIGHT,
        ties=ties,
        but={each.role.slug: each.reservation for each in involved([claim] if duty else [])},
    )


def _from_claims(kind: Kind, keys: Keys, names: set[str]) -> dict[int, set[Tie]]:
    """For each entry, the ties of these names that the public claims on it have."""
    rows = SearchTie.objects.filter(
        document__kind=Kind.CLAIM, name=kind, document__ties__name__in=names
    )
    if keys is not None:
        rows = rows.filter(object_id__in=keys)
    found: dict[int, set[Tie]] = defaultdict(set)
    for key, *tie in rows.values_list(
        "object_id",
        *(F(f"document__ties__{column}") for column in ("name", "value", "label", "object_id")),
    ).distinct():
        found[key].add(Tie(*tie))
    return found


def roles(keys: Keys = None) -> Iterator[Document]:
    entries = list(_of(Role.objects.published().with_titles(), keys))
    chosen = {key for role in entries for key in (role.summary_claim_id, role.focus_claim_id)}
    public = SearchDocument.objects.filter(kind=Kind.CLAIM, object_id__in=chosen - {None})
    said = dict(public.values_list("object_id", "title"))
    for role in entries:
        own = dict.fromkeys([role.summary_claim_id, role.focus_claim_id])
        yield document(
            Kind.ROLE,
            role,
            title=role.title,
            names=" · ".join(role.all_titles()[1:]),
            body=" ".join(said[key] for key in own if key in said),
            extra=markdown.plain(role.editors_note_html),
            called=frozenset(map(name, role.all_titles())),
            ties=[role_tie(role)],
        )


def decision_areas(keys: Keys = None) -> Iterator[Document]:
    wanted = {Name.ROLE, Name.CONTESTED, Name.RESPONSIBILITY}
    given = _from_claims(Kind.DECISION_AREA, keys, wanted)
    for area in _of(DecisionArea.objects.all(), keys):
        duties = {tie for tie in given[area.pk] if tie.name == Name.RESPONSIBILITY}
        yield document(
            Kind.DECISION_AREA,
            area,
            title=area.title,
            body=area.question,
            extra=" · ".join([handle(area.slug), *sorted(duty.label for duty in duties)]),
            called=frozenset({name(area.title), name(area.question)}),
            ties=[area_tie(area), *given[area.pk] - duties],
        )


def responsibilities(keys: Keys = None) -> Iterator[Document]:
    """Those that a public claim names: until then, a duty is a curator's plan."""
    given = _from_claims(Kind.RESPONSIBILITY, keys, {Name.ROLE, Name.CONTESTED})
    claims_on = defaultdict(list)
    for claim in Claim.objects.public().on_duties(list(given)):
        claims_on[claim.responsibility_id].append(claim)
    for duty in Responsibility.objects.filter(pk__in=given).select_related("decision_area"):
        yield document(
            Kind.RESPONSIBILITY,
            duty,
            title=duty.title,
            extra=" · ".join([handle(duty.slug), duty.decision_area.title, duty.keywords]),
            called=frozenset({name(duty.title)}),
            ties=[area_tie(duty.decision_area), *given[duty.pk]],
            but={each.role.slug: each.reservation for each in involved(claims_on[duty.pk])},
        )


def disagreements(keys: Keys = None) -> Iterator[Document]:
    given = _from_claims(Kind.DISAGREEMENT, keys, {Name.ROLE, Name.DECISION_AREA})
    entries = _of(Disagreement.objects.public(), keys).select_related("decision_area")
    for entry in entries.prefetch_related("positions"):
        area = entry.decision_area
        yield document(
            Kind.DISAGREEMENT,
            entry,
            title=entry.question,
            body=". ".join(position.label for position in entry.positions.all()),
            extra=handle(entry.slug),
            called=frozenset({name(entry.question)}),
            ties=[CONTESTED, *given[entry.pk], *([area_tie(area)] if area else [])],
        )


def answers(keys: Keys = None) -> Iterator[Document]:
    """With its gaps, and the statements that can be shown."""
    said = AnswerSentence.objects.filter(
        Q(kind="gap") | Q(pk__in=AnswerSentence.objects.shown().values("pk"))
    ).prefetch_related("uses__claim")
    entries = _of(Answer.objects.public(), keys).select_related("decision_area", "context")
    contested = set(
        SearchTie.objects.filter(document__kind=Kind.CLAIM, name=Name.CONTESTED).values_list(
            "document__object_id", flat=True
        )
    )
    for entry in entries.prefetch_related(
        Prefetch("roles", Role.objects.published()), Prefetch("sentences", said)
    ):
        sentences, area, context = entry.sentences.all(), entry.decision_area, entry.context
        needed = {claim.pk for each in sentences for claim in each.needs}
        yield document(
            Kind.ANSWER,
            entry,
            title=entry.question,
            body=" ".join(each.text for each in sentences),
            extra=" · ".join(filter(None, [handle(entry.slug), context and context.title])),
            called=frozenset({name(entry.question)}),
            ties=[
                *map(role_tie, entry.roles.all()),
                *([area_tie(area)] if area else []),
                *([CONTESTED] if needed & contested else []),
            ],
        )


def articles(keys: Keys = None) -> Iterator[Document]:
    given = _from_claims(Kind.ARTICLE, keys, {Name.ROLE})
    tags = tags_of(Article, keys)
    for entry in _of(Article.objects.published().for_page(), keys):
        said = [markdown.plain(entry.summary_html), *(p.text for p in entry.public_passages)]
        who = [entry.publisher, entry.platform, *(voice.name for voice in entry.voices.all())]
        yield document(
            Kind.ARTICLE,
            entry,
            title=entry.title,
            extra=" · ".join(filter(None, [*who, entry.based_on_title, *tags[entry.pk]])),
            body="\n".join(filter(None, said)),
            source=entry.publisher or entry.platform,
            called=frozenset({name(entry.title)}),
            ties=[article_tie(entry), *given[entry.pk]],
        )


def passages(keys: Keys = None) -> Iterator[Document]:
    given = _from_claims(Kind.PASSAGE, keys, {Name.ROLE, Name.DECISION_AREA})
    public = Passage.objects.public().filter(article__status="published")
    for entry in _of(public, keys).select_related("article", "voice"):
        heading = entry.kind == Passage.Kind.HEADING
        yield document(
            Kind.PASSAGE,
            entry,
            title=entry.heading if entry.heading and not heading else entry.article.title,
            body=entry.text,
            extra=entry.voice.name,
            source=entry.article.title,
            factor=HEADING_WEIGHT if heading else 1.0,
            ties=[article_tie(entry.article), *given[entry.pk]],
        )


BUILDERS: dict[str, tuple[Callable[[Keys], Iterator[Document]], type[Model]]] = {
    Kind.CLAIM: (claims, Claim),
    Kind.ROLE: (roles, Role),
    Kind.DECISION_AREA: (decision_areas, DecisionArea),
    Kind.RESPONSIBILITY: (responsibilities, Responsibility),
    Kind.DISAGREEMENT: (disagreements, Disagreement),
    Kind.ANSWER: (answers, Answer),
    Kind.ARTICLE: (articles, Article),
    Kind.PASSAGE: (passages, Passage),
}


def build(kind: str, keys: Keys) -> Iterator[Document]:
    return BUILDERS[kind][0](keys)
