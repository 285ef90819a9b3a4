"""The one interface of the search: `search()` for a page, `suggest()` while a reader types.

A page takes at most six queries: the roles, the vocabulary, the documents and the facets; where
nothing has all the words, the nearest words and the documents that have some.
"""

import re
from dataclasses import dataclass, replace

from django.db.models import Exists, F, Q, Subquery
from django.urls import reverse

from extraction.matching import Entry, Matcher
from publishing.models import ContentVersion
from publishing.services import touch
from roles.models import DecisionArea, Role
from search import spelling
from search.backends import backend
from search.backends.selection import Filters, Hit
from search.intents import KnownRole, compared, factors, meant, name_words
from search.models import Kind, SearchTouched, SearchWord
from search.query import Query, parse
from search.words import name

PAGE = 10
FEW = 3  # so few results make a word of one document suspect
COMPLETIONS = 12
SUGGESTIONS = 8
COMPARISON = "comparison"
COMPARISON_LABEL = "Comparison"
ALL_OR_COMPARISONS = ({}, {"kind": COMPARISON})  # facets that leave room for a comparison
COMPARISON_SCORE = 1_000_000.0  # it leads

Facets = dict[str, list[tuple[str, str, int]]]  # name -> value, label, number of results


@dataclass(frozen=True)
class Site:
    """What every search has to know of the site."""

    roles: list[KnownRole]
    version: int  # of the content


@dataclass(frozen=True)
class Result:
    kind: str
    label: str
    title: str  # with START and END around marked words, as the snippet
    url: str
    snippet: str = ""
    noted_roles: tuple[tuple[KnownRole, str], ...] = ()  # with why it does not carry it, if so
    source: str = ""
    score: float = 0.0

    @property
    def roles(self) -> list[KnownRole]:
        return [role for role, _ in self.noted_roles]


@dataclass(frozen=True)
class Results:
    query: Query  # what was looked for: with nearest words, where these were
    found: tuple[Result, ...] = ()
    total: int = 0
    facets: Facets | None = None
    did_you_mean: str = ""  # a query that finds something, or more
    nearest: bool = False  # nothing has what was typed: these are for `did_you_mean`
    some_words: bool = False  # nothing has all the words: these have some
    elsewhere: int = 0  # results without the chosen facets, where there are none with them
    roles: tuple[KnownRole, ...] = ()
    areas: tuple[DecisionArea, ...] = ()  # where nothing was found


def search(text: str, filters: Filters, page: int = 1) -> Results:
    query, site = parse(text), _site()
    if not query:
        return _nothing(query, site)
    lead = _comparison(query, site) if filters.chosen in ALL_OR_COMPARISONS else None
    query = meant(query, site.roles)
    known = _vocabulary(query, always=False)
    query = _completed(query, known)
    results = _page(query, filters, site, page, lead)
    if not results.found and page == 1:
        return _otherwise(query, filters, site, known)
    rare = results.total < FEW and not filters.chosen and not lead
    return replace(results, did_you_mean=_better(query, known, site)) if rare else results


def _page(query: Query, filters: Filters, site: Site, page: int, lead: Result | None) -> Results:
    """One page of the one list that a comparison, if any, leads."""
    first, ahead = (page - 1) * PAGE, int(bool(lead))
    own = [lead] if lead and page == 1 else []
    hits = _hits(query, filters, limit=PAGE - len(own), offset=max(first - ahead, 0))
    if not (own or hits or page > 1):
        return Results(query)
    facets = _facets(query, filters)
    total = sum(number for _, _, number in facets.get("kind", [])) + ahead
    if lead:
        facets.setdefault("kind", []).insert(0, (COMPARISON, COMPARISON_LABEL, 1))
    found = (*own, *_results(hits, site.roles))
    return Results(query, found, total, facets, roles=tuple(site.roles))


def suggest(text: str) -> list[Result]:
    """The best few for a query whose last word may go on."""
    query = parse(text)
    if not query:
        return []
    site = _site()
    lead = _comparison(query, site)
    query = meant(query, site.roles)
    known = _vocabulary(query, always=True)
    query = _completed(query, known)
    hits = _hits(query, Filters(), limit=SUGGESTIONS, more={Kind.PASSAGE: 0.2})
    if not hits and (corrected := _spelt_right(query, known, site)):
        query = corrected
        lead = _comparison(query, site)
        hits = _hits(query, Filters(), limit=SUGGESTIONS)
    return [*([lead] if lead else []), *_results(hits, site.roles)][:SUGGESTIONS]


def _otherwise(query: Query, filters: Filters, site: Site, known: dict[str, int]) -> Results:
    """Nothing has all the words, as typed: without facets, with the nearest words, with some."""
    if filters.chosen:
        facets = _facets(query, Filters())
        elsewhere = sum(number for _, _, number in facets.get("kind", []))
        return Results(query, elsewhere=elsewhere, roles=tuple(site.roles))
    corrected = _spelt_right(query, known, site)
    text = corrected.text if corrected else ""
    if corrected:
        lead = _comparison(corrected, site)
        query = meant(corrected, site.roles)
        results = _page(query, filters, site, 1, lead)
        if results.found:
            return replace(results, did_you_mean=text, nearest=True)
    tried = replace(query, any_term=True)
    found = tuple(_results(_hits(tried, filters), site.roles))
    if not found:
        return _nothing(query, site)
    return Results(tried, found, len(found), None, text, bool(text), True, roles=tuple(site.roles))


def _nothing(query: Query, site: Site) -> Results:
    """No result is a page that helps: decision areas and roles, those of a like name first."""
    areas = _similar(query.text, list(DecisionArea.objects.all()))
    return Results(query, roles=tuple(_similar(query.text, site.roles)[:5]), areas=tuple(areas[:6]))


def _similar(text: str, entries: list) -> list:
    by_slug = {each.slug: each for each in entries}
    matcher = Matcher(Entry("", each.slug, each.title) for each in entries)
    return [by_slug[match.entry.slug] for match in matcher.similar(text, least=0)]


def _site() -> Site:
    """All public roles with all their names, and the version, in one query, which also asks whether
    something was written past the services: then it counts as a change, and the index follows now.
    """
    version = ContentVersion.objects.values("number")
    rows = Role.objects.published().annotate(
        behind=Exists(SearchTouched.objects.all()), version=Subquery(version[:1])
    )
    found: dict[str, KnownRole] = {}
    number, behind = None, False
    for slug, title, acronym, palette, kind, other, waits, known in rows.values_list(
        "slug", "title", "acronym", "palette", "kind", "titles__title", "behind", "version"
    ):
        before = found[slug].names if slug in found else frozenset()
        names = {name_words(each) for each in (title, acronym, other or "") if each}
        url = reverse("role", args=[slug])
        found[slug] = KnownRole(
            slug, title, acronym or title, palette, url, kind == Role.Kind.MAIN, before | names
        )
        number, behind = known, behind or waits
    if behind:
        touch()
    if behind or number is None:
        number = version.values_list("number", flat=True).first() or 0
    return Site(list(found.values()), number)


def _vocabulary(query: Query, *, always: bool) -> dict[str, int]:
    """In how many documents each word of the query is; and what the last word may become."""
    words = [term.word for term in query.terms if term.word]
    asked = Q(word__in=words)
    if query.unfinished:
        asked |= Q(word__startswith=query.unfinished)
    rows = SearchWord.objects.filter(asked).order_by(F("documents").desc(), "word")
    known = dict(rows.values_list("word", "documents")[: COMPLETIONS + len(words)])
    if query.unfinished in known and not always:
        return {word: number for word, number in known.items() if word in words}
    return known


def _completed(query: Query, known: dict[str, int]) -> Query:
    """The query whose last word may also be any word that it begins."""
    last = query.unfinished
    longer = [(word,) for word in known if last and word.startswith(last) and word != last]
    terms = [
        term.or_else(*longer) if term.word and term.word == last else term for term in query.terms
    ]
    return replace(query, terms=tuple(terms))


def _spelt_right(query: Query, known: dict[str, int], site: Site) -> Query | None:
    """The query with the nearest known words, where it has unknown ones."""
    unknown = [term.word for term in query.terms if term.word and term.word not in known]
    return _corrected(query, spelling.nearest(unknown, site.version))


def _better(query: Query, known: dict[str, int], site: Site) -> str:
    """A query with commoner words, where a word of this one is in a single document."""
    rare = [term.word for term in query.terms if known.get(term.word) == 1]
    corrected = _corrected(query, spelling.commoner(rare, site.version))
    return corrected.text if corrected else ""


def _corrected(query: Query, better: dict[str, str]) -> Query | None:
    text = query.text
    for word, best in better.items():
        text = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", best, text, flags=re.IGNORECASE)
    return replace(parse(text), cut=query.cut) if text != query.text else None


def _hits(query: Query, filters: Filters, *, limit=PAGE, offset=0, more=None) -> list[Hit]:
    return backend().find(
        query,
        filters,
        exact=name(" ".join(query.typed)),
        factors=factors(query) | (more or {}),
        limit=limit,
        offset=offset,
    )


def _facets(query: Query, filters: Filters) -> Facets:
    found: Facets = {}
    for facet, value, label, number in backend().facets(query, filters):
        found.setdefault(facet, []).append((value, label, number))
    return found


def _results(hits: list[Hit], roles: list[KnownRole]) -> list[Result]:
    by_slug = {role.slug: role for role in roles}
    return [
        Result(
            kind=hit.kind,
            label=Kind(hit.kind).label,
            title=hit.title,
            url=hit.url,
            snippet=hit.snippet,
            noted_roles=_noted_roles(hit.role, by_slug),
            source=hit.source,
            score=round(hit.score, 4),
        )
        for hit in hits
    ]


def _noted_roles(written: str, by_slug: dict[str, KnownRole]) -> tuple[tuple[KnownRole, str], ...]:
    """The roles of a document, as `documents` writes them: "cio:excluded,cto"."""
    pairs = [each.partition(":") for each in written.split(",")]
    return tuple((by_slug[slug], but) for slug, _, but in pairs if slug in by_slug)


def _comparison(query: Query, site: Site) -> Result | None:
    """The comparison that a query asks for: made on the spot, for any main roles."""
    chosen = [role for role in compared(query, site.roles) if role.main]
    if len(chosen) < 2:
        return None
    order = {role.slug: place for place, role in enumerate(site.roles)}
    chosen.sort(key=lambda role: order[role.slug])
    names = [role.short for role in chosen]
    return Result(
        kind=COMPARISON,
        label=COMPARISON_LABEL,
        title=f"{', '.join(names[:-1])} and {names[-1]} compared",
        url=reverse("comparison", kwargs={"slugs": [role.slug for role in chosen]}),
        snippet="Row by row: what sources say of each, and where they differ or are silent.",
        noted_roles=tuple((role, "") for role in chosen),
        score=COMPARISON_SCORE,
    )
