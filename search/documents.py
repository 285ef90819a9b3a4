"""Content as documents: what of each entry readers may find. Only public content, by the named
queries of the rooms below, and never `source_text`.

Claims come first. What other entries take from the public claims on them (their roles, whether
they are contested) they take from the documents of these claims, in one query for all.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.db.models import F, Model, QuerySet

from articles import markdown
from articles.models import Article, Passage
from reading.involvement import involved
from roles.models import Claim, DecisionArea, Disagreement, Position, Responsibility, Role
from search.models import Kind, SearchDocument, SearchTie
from search.tags import tags_of
from search.words import fold, name, words

Name = SearchTie.Name
LONGEST_WORD = 40

# How much a match counts, so that an answer comes before what it rests on.
KIND_WEIGHT = {
    Kind.ROLE: 3.0,
    Kind.DECISION_AREA: 2.6,
    Kind.DISAGREEMENT: 2.0,
    Kind.RESPONSIBILITY: 2.0,
    Kind.ARTICLE: 1.2,
    Kind.CLAIM: 1.0,
    Kind.PASSAGE: 0.55,
}
STRENGTH_WEIGHT = {"strong": 1.5, "moderate": 1.25, "thin": 1.0, "contested": 1.1}
COMMENT_WEIGHT = 0.8  # a reader's comment only
HEADING_WEIGHT = 0.5  # a heading says less than what stands below it


@dataclass(frozen=True)
class Tie:
    name: str
    value: str
    label: str
    object_id: int | None = None


@dataclass(frozen=True)
class Document:
    kind: str
    object_id: int
    url: str
    title: str
    weight: float
    role: str = ""  # slugs with commas between, each with why it does not carry it: "cio:excluded"
    source: str = ""
    names: str = ""
    extra: str = ""
    body: str = ""
    called: frozenset[str] = frozenset()
    ties: frozenset[Tie] = frozenset()

    def words(self) -> set[str]:
        found = words(f"{self.title} {self.names} {self.extra} {self.body}")
        return {word for word in found if len(word) <= LONGEST_WORD}


def _document(
    kind: Kind,
    entry: Model,
    *,
    ties: Iterable[Tie] = (),
    but: Mapping[str, str] | None = None,
    **fields,
) -> Document:
    """`but`: a role's slug -> why it does not carry the entry, where it does not."""
    slugs, but = sorted({tie.value for tie in ties if tie.name == Name.ROLE}), but or {}
    ties = frozenset({Tie(Name.KIND, kind.value, kind.label), *ties})
    found = " ".join(
        str(fields.get(key, "")) for key in ("title", "names", "body", "source", "extra")
    )
    accented = {fold(w) for w in found.split() if not w.isascii()}
    extra = " ".join(filter(None, [fields.pop("extra", ""), *sorted(accented)]))
    factor = fields.pop("factor", 1.0)
    return Document(
        kind=kind.value,
        object_id=entry.pk,
        url=fields.pop("url", "") or entry.get_absolute_url(),
        weight=KIND_WEIGHT[kind] * factor,
        role=_in_short(slugs, but),
        extra=extra,
        ties=ties,
        **fields,
    )


def _in_short(slugs: list[str], but: Mapping[str, str]) -> str:
    """Which roles, with what a source says against their part, as far as the column holds them."""
    said = [f"{slug}:{but[slug]}" if but.get(slug) else slug for slug in slugs]
    width = SearchDocument._meta.get_field("role").max_length
    while len(",".join(said)) > width:
        said.pop()
    return ",".join(said)


def _handle(slug: str) -> str:
    """The words of a slug: a curator's shorter name for the thing."""
    return slug.replace("-", " ")


def _role_tie(role: Role) -> Tie:
    return Tie(Name.ROLE, role.slug, role.title, role.pk)


def _area_tie(area: DecisionArea) -> Tie:
    return Tie(Name.DECISION_AREA, area.slug, area.title, area.pk)


def _article_tie(article: Article) -> Tie:
    return Tie(Name.ARTICLE, article.slug, article.title, article.pk)


CONTESTED = Tie(Name.CONTESTED, "yes", "Contested")

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
    ties = {_role_tie(claim.role), *map(_article_tie, articles), *disputes}
    ties |= {Tie(Name.PASSAGE, c.passage.anchor, "", c.passage_id) for c in claim.public_citations}
    ties |= {_area_tie(claim.area)} if claim.area else set()
    ties |= {CONTESTED} if claim.contested else set()
    duty = claim.responsibility
    ties |= {Tie(Name.RESPONSIBILITY, duty.slug, duty.title, duty.pk)} if duty else set()
    others = [claim.other_role] if claim.other_role else []
    about = [text for role in [claim.role, *others] for text in (role.title, role.acronym)]
    about += [duty and duty.title, claim.counterpart]
    about += [*(context.title for context in claim.contexts.all()), *tags]
    return _document(
        Kind.CLAIM,
        claim,
        title=claim.statement,
        extra=" · ".join(filter(None, about)),
        source="; ".join(sorted(article.title for article in articles))[:700],
        factor=STRENGTH_WEIGHT[claim.strength.level] if claim.strength.sources else COMMENT_WEIGHT,
        ties=ties,
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
        yield _document(
            Kind.ROLE,
            role,
            title=role.title,
            names=" · ".join(role.all_titles()[1:]),
            body=" ".join(said[key] for key in own if key in said),
            extra=markdown.plain(role.editors_note_html),
            called=frozenset(map(name, role.all_titles())),
            ties=[_role_tie(role)],
        )


def decision_areas(keys: Keys = None) -> Iterator[Document]:
    wanted = {Name.ROLE, Name.CONTESTED, Name.RESPONSIBILITY}
    given = _from_claims(Kind.DECISION_AREA, keys, wanted)
    for area in _of(DecisionArea.objects.all(), keys):
        duties = {tie for tie in given[area.pk] if tie.name == Name.RESPONSIBILITY}
        yield _document(
            Kind.DECISION_AREA,
            area,
            title=area.title,
            body=area.question,
            extra=" · ".join([_handle(area.slug), *sorted(duty.label for duty in duties)]),
            called=frozenset({name(area.title), name(area.question)}),
            ties=[_area_tie(area), *given[area.pk] - duties],
        )


def responsibilities(keys: Keys = None) -> Iterator[Document]:
    """Those that a public claim names: until then, a duty is a curator's plan."""
    given = _from_claims(Kind.RESPONSIBILITY, keys, {Name.ROLE, Name.CONTESTED})
    claims_on = defaultdict(list)
    for claim in Claim.objects.public().on_duties(list(given)):
        claims_on[claim.responsibility_id].append(claim)
    for duty in Responsibility.objects.filter(pk__in=given).select_related("decision_area"):
        yield _document(
            Kind.RESPONSIBILITY,
            duty,
            title=duty.title,
            extra=" · ".join([_handle(duty.slug), duty.decision_area.title, duty.keywords]),
            called=frozenset({name(duty.title)}),
            ties=[_area_tie(duty.decision_area), *given[duty.pk]],
            but={each.role.slug: each.reservation for each in involved(claims_on[duty.pk])},
        )


def disagreements(keys: Keys = None) -> Iterator[Document]:
    given = _from_claims(Kind.DISAGREEMENT, keys, {Name.ROLE, Name.DECISION_AREA})
    for entry in _of(Disagreement.objects.public(), keys).prefetch_related("positions"):
        yield _document(
            Kind.DISAGREEMENT,
            entry,
            title=entry.question,
            body=". ".join(position.label for position in entry.positions.all()),
            extra=_handle(entry.slug),
            called=frozenset({name(entry.question)}),
            ties=[CONTESTED, *given[entry.pk]],
        )


def articles(keys: Keys = None) -> Iterator[Document]:
    given = _from_claims(Kind.ARTICLE, keys, {Name.ROLE})
    tags = tags_of(Article, keys)
    for entry in _of(Article.objects.published().for_page(), keys):
        said = [markdown.plain(entry.summary_html), *(p.text for p in entry.public_passages)]
        who = [entry.publisher, entry.platform, *(voice.name for voice in entry.voices.all())]
        yield _document(
            Kind.ARTICLE,
            entry,
            title=entry.title,
            extra=" · ".join(filter(None, [*who, entry.based_on_title, *tags[entry.pk]])),
            body="\n".join(filter(None, said)),
            source=entry.publisher or entry.platform,
            called=frozenset({name(entry.title)}),
            ties=[_article_tie(entry), *given[entry.pk]],
        )


def passages(keys: Keys = None) -> Iterator[Document]:
    given = _from_claims(Kind.PASSAGE, keys, {Name.ROLE, Name.DECISION_AREA})
    public = Passage.objects.public().filter(article__status="published")
    for entry in _of(public, keys).select_related("article", "voice"):
        heading = entry.kind == Passage.Kind.HEADING
        yield _document(
            Kind.PASSAGE,
            entry,
            title=entry.heading if entry.heading and not heading else entry.article.title,
            body=entry.text,
            extra=entry.voice.name,
            source=entry.article.title,
            factor=HEADING_WEIGHT if heading else 1.0,
            ties=[_article_tie(entry.article), *given[entry.pk]],
        )


BUILDERS: dict[str, tuple[Callable[[Keys], Iterator[Document]], type[Model]]] = {
    Kind.CLAIM: (claims, Claim),
    Kind.ROLE: (roles, Role),
    Kind.DECISION_AREA: (decision_areas, DecisionArea),
    Kind.RESPONSIBILITY: (responsibilities, Responsibility),
    Kind.DISAGREEMENT: (disagreements, Disagreement),
    Kind.ARTICLE: (articles, Article),
    Kind.PASSAGE: (passages, Passage),
}


def build(kind: str, keys: Keys) -> Iterator[Document]:
    return BUILDERS[kind][0](keys)
