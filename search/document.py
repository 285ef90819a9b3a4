"""What stands in the index of one entry, and how it is made of the entry's words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import Model

from articles.models import Article
from roles.models import DecisionArea, Role
from search.models import Kind, SearchDocument, SearchTie
from search.words import fold, words

Name = SearchTie.Name
LONGEST_WORD = 40

# How much a match counts, so that an answer comes before what it rests on.
KIND_WEIGHT = {
    Kind.ANSWER: 2.0,
    Kind.ROLE: 3.0,
    Kind.DECISION_AREA: 2.6,
    Kind.DISAGREEMENT: 2.0,
    Kind.RESPONSIBILITY: 2.0,
    Kind.ARTICLE: 1.2,
    Kind.CLAIM: 1.0,
    Kind.PASSAGE: 0.55,
}


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
    pk: int | None = field(default=None, compare=False)  # where it is stored

    def words(self) -> set[str]:
        found = words(f"{self.title} {self.names} {self.extra} {self.body}")
        return {word for word in found if len(word) <= LONGEST_WORD}


def document(
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


def handle(slug: str) -> str:
    """The words of a slug: a curator's shorter name for the thing."""
    return slug.replace("-", " ")


def role_tie(role: Role) -> Tie:
    return Tie(Name.ROLE, role.slug, role.title, role.pk)


def area_tie(area: DecisionArea) -> Tie:
    return Tie(Name.DECISION_AREA, area.slug, area.title, area.pk)


def article_tie(article: Article) -> Tie:
    return Tie(Name.ARTICLE, article.slug, article.title, article.pk)


CONTESTED = Tie(Name.CONTESTED, "yes", "Contested")
