"""Content as documents: what of each entry readers may find. Only public content, by the named
queries of the rooms below, and never `source_text`.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Model, QuerySet

from articles import markdown
from articles.models import Article, Passage
from roles.models import Citation, Claim, DecisionArea, Disagreement, Position, Responsibility, Role
from search.models import Kind, SearchTie
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
    role: str = ""  # slugs with commas between
    source: str = ""
    names: str = ""
    extra: str = ""
    body: str = ""
    called: frozenset[str] = frozenset()
    ties: frozenset[Tie] = frozenset()

    def words(self) -> set[str]:
        found = words(f"{self.title} {self.names} {self.extra} {self.body}")
        return {word for word in found if len(word) <= LONGEST_WORD}


def _document(kind: Kind, entry: Model, *, ties: Iterable[Tie] = (), **fields) -> Document:
    ties = frozenset({Tie(Name.KIND, kind.value, kind.label), *ties})
    found = " ".join(str(fields.get(key, "")) for key in ("title", "names", "body", "source"))
    accented = {fold(w) for w in found.split() if not w.isascii()}
    extra = " ".join(filter(None, [fields.pop("extra", ""), *sorted(accented)]))
    factor = fields.pop("factor", 1.0)
    return Document(
        kind=kind.value,
        object_id=entry.pk,
        url=fields.pop("url", "") or entry.get_absolute_url(),
        weight=KIND_WEIGHT[kind] * factor,
        role=",".join(sorted(tie.value for tie in ties if tie.name == Name.ROLE)),
        extra=extra,
        ties=ties,
        **fields,
    )


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

Keys = Collection[int] | None


def _of(queryset: QuerySet, keys: Keys) -> QuerySet:
    return queryset if keys is None else queryset.filter(pk__in=keys)


def roles(keys: Keys = None) -> Iterator[Document]:
    public = {claim.pk: claim.statement for claim in _chosen()}
    for role in _of(Role.objects.published().with_titles(), keys):
        chosen = dict.fromkeys([role.summary_claim_id, role.focus_claim_id])
        yield _document(
            Kind.ROLE,
            role,
            title=role.title,
            names=" · ".join(role.all_titles()[1:]),
            body=" ".join(public[key] for key in chosen if key in public),
            extra=markdown.plain(role.editors_note_html),
            called=frozenset(map(name, role.all_titles())),
            ties=[_role_tie(role)],
        )


def _chosen() -> QuerySet[Claim]:
    chosen = Claim.objects.public()
    return chosen.filter(summary_of__isnull=False) | chosen.filter(focus_of__isnull=False)


def decision_areas(keys: Keys = None) -> Iterator[Document]:
    areas = list(_of(DecisionArea.objects.all(), keys))
    claims = {area.pk: Claim.objects.public().in_area(area) for area in areas}
    for area in areas:
        held, ties = _held(claims[area.pk])
        yield _document(
            Kind.DECISION_AREA,
            area,
            title=area.title,
            body=area.question,
            extra=" · ".join([_handle(area.slug), *sorted(held)]),
            called=frozenset({name(area.title), name(area.question)}),
            ties=[_area_tie(area), *ties],
        )


def _held(claims: QuerySet[Claim]) -> tuple[set[str], set[Tie]]:
    """The duties of some claims, and what ties to roles the claims give."""
    rows = set(
        claims.order_by().values_list("role", "role__slug", "role__title", "responsibility__title")
    )
    ties = {Tie(Name.ROLE, slug, title, key) for key, slug, title, _ in rows}
    if claims.with_contested().filter(contested=True).exists():
        ties.add(CONTESTED)
    return {duty for *_, duty in rows if duty}, ties


def responsibilities(keys: Keys = None) -> Iterator[Document]:
    """Those that a public claim names: until then, a duty is a curator's plan."""
    named = Claim.objects.public().exclude(responsibility=None).order_by()
    shown = _of(Responsibility.objects.all(), keys).filter(pk__in=named.values("responsibility"))
    for duty in shown.select_related("decision_area"):
        _, ties = _held(named.filter(responsibility=duty))
        yield _document(
            Kind.RESPONSIBILITY,
            duty,
            title=duty.title,
            extra=f"{_handle(duty.slug)} · {duty.decision_area.title}",
            called=frozenset({name(duty.title)}),
            ties=[_area_tie(duty.decision_area), *ties],
        )


def claims(keys: Keys = None) -> Iterator[Document]:
    entries = list(_of(Claim.objects.for_reading(), keys))
    positions = Position.claims.through.objects.filter(claim__in=[claim.pk for claim in entries])
    disputes = defaultdict(set)
    for claim, slug, key in positions.values_list(
        "claim", "position__disagreement__slug", "position__disagreement"
    ):
        disputes[claim].add(Tie(Name.DISAGREEMENT, slug, "", key))
    for claim in entries:
        yield _claim(claim, disputes[claim.pk])


def _claim(claim: Claim, disputes: set[Tie]) -> Document:
    articles = {citation.passage.article for citation in claim.public_citations}
    ties = {_role_tie(claim.role), *map(_article_tie, articles), *disputes}
    ties |= {Tie(Name.PASSAGE, c.passage.anchor, "", c.passage_id) for c in claim.public_citations}
    ties |= {_area_tie(claim.area)} if claim.area else set()
    ties |= {CONTESTED} if claim.contested else set()
    duty = claim.responsibility
    ties |= {Tie(Name.RESPONSIBILITY, duty.slug, duty.title, duty.pk)} if duty else set()
    others = [claim.other_role] if claim.other_role else []
    about = [text for role in [claim.role, *others] for text in (role.title, role.acronym)]
    contexts = [context.title for context in claim.contexts.all()]
    return _document(
        Kind.CLAIM,
        claim,
        title=claim.statement,
        extra=" · ".join(filter(None, [*about, duty and duty.title, claim.counterpart, *contexts])),
        source="; ".join(sorted(article.title for article in articles))[:700],
        factor=STRENGTH_WEIGHT[claim.strength.level] if claim.strength.sources else COMMENT_WEIGHT,
        ties=ties,
    )


def disagreements(keys: Keys = None) -> Iterator[Document]:
    for entry in _of(Disagreement.objects.public(), keys).prefetch_related("positions"):
        inside = Claim.objects.public().filter(positions__disagreement=entry)
        claims = inside.select_related("role", "decision_area", "responsibility__decision_area")
        areas = {_area_tie(claim.area) for claim in claims if claim.area}
        yield _document(
            Kind.DISAGREEMENT,
            entry,
            title=entry.question,
            body=". ".join(position.label for position in entry.positions.all()),
            extra=_handle(entry.slug),
            called=frozenset({name(entry.question)}),
            ties=[CONTESTED, *areas, *(_role_tie(claim.role) for claim in claims)],
        )


def articles(keys: Keys = None) -> Iterator[Document]:
    entries = list(_of(Article.objects.published().for_page(), keys))
    ties = _ties_of_citations("passage__article", [entry.pk for entry in entries], areas=False)
    for entry in entries:
        said = [markdown.plain(entry.summary_html), *(p.text for p in entry.public_passages)]
        who = [entry.publisher, entry.platform, *(voice.name for voice in entry.voices.all())]
        yield _document(
            Kind.ARTICLE,
            entry,
            title=entry.title,
            extra=" · ".join(filter(None, [*who, entry.based_on_title])),
            body="\n".join(filter(None, said)),
            source=entry.publisher or entry.platform,
            called=frozenset({name(entry.title)}),
            ties=[_article_tie(entry), *ties[entry.pk]],
        )


def passages(keys: Keys = None) -> Iterator[Document]:
    public = Passage.objects.public().filter(article__status="published")
    entries = list(_of(public, keys).select_related("article", "voice"))
    ties = _ties_of_citations("passage", [entry.pk for entry in entries], areas=True)
    for entry in entries:
        heading = entry.kind == Passage.Kind.HEADING
        yield _document(
            Kind.PASSAGE,
            entry,
            title=entry.heading if entry.heading and not heading else entry.article.title,
            body=entry.text,
            extra=entry.voice.name,
            source=entry.article.title,
            factor=HEADING_WEIGHT if heading else 1.0,
            ties=[_article_tie(entry.article), *ties[entry.pk]],
        )


def _ties_of_citations(group: str, keys: list[int], *, areas: bool) -> dict[int, set[Tie]]:
    """The roles, and the areas if asked for, of the public claims that cite each of `keys`."""
    cited = Citation.objects.public().filter(**{f"{group}__in": keys})
    rows = cited.filter(claim__in=Claim.objects.public().order_by().values("pk")).select_related(
        "claim__role", "claim__decision_area", "claim__responsibility__decision_area", "passage"
    )
    found: dict[int, set[Tie]] = defaultdict(set)
    for row in rows.order_by():
        key = row.passage_id if group == "passage" else row.passage.article_id
        found[key].add(_role_tie(row.claim.role))
        if areas and row.claim.area:
            found[key].add(_area_tie(row.claim.area))
    return found


BUILDERS: dict[str, tuple[Callable[[Keys], Iterator[Document]], type[Model]]] = {
    Kind.ROLE: (roles, Role),
    Kind.DECISION_AREA: (decision_areas, DecisionArea),
    Kind.RESPONSIBILITY: (responsibilities, Responsibility),
    Kind.CLAIM: (claims, Claim),
    Kind.DISAGREEMENT: (disagreements, Disagreement),
    Kind.ARTICLE: (articles, Article),
    Kind.PASSAGE: (passages, Passage),
}


def build(kind: str, keys: Keys) -> Iterator[Document]:
    return BUILDERS[kind][0](keys)
