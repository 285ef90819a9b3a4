"""The notes at the foot of a page: one for each passage, shared by all that cite it."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from articles.models import Article, Interest, Passage, Voice
from roles.models import Citation, Claim

MOST_IN_FULL = 20
STANCES = [Citation.Stance.SUPPORTS, Citation.Stance.QUALIFIES, Citation.Stance.DISPUTES]


@dataclass
class Note:
    """A passage with the number that marks carry, and who speaks in it on this page."""

    passage: Passage
    speakers: list[Voice] = field(default_factory=list)
    number: int = 0

    @property
    def article(self) -> Article:
        return self.passage.article


@dataclass
class VoiceNotes:
    """The notes on passages of one article in which the same voices speak, so that what is to be
    said of them is said once.
    """

    article: Article
    speakers: tuple[Voice, ...]
    notes: list[Note]


@dataclass
class ArticleNotes:
    article: Article
    notes: list[Note] = field(default_factory=list)
    claims: int = 0

    @property
    def interests(self) -> list[Interest]:
        """Of the publisher and of who speaks in these passages, as far as they are known."""
        speakers = (voice.interest for note in self.notes for voice in note.speakers)
        found = dict.fromkeys([self.article.publisher_interest, *speakers])
        return [Interest(each) for each in found if each != Interest.UNKNOWN]

    @property
    def by_voice(self) -> list[VoiceNotes]:
        """Who speaks in most passages first."""
        found: dict[tuple[Voice, ...], list[Note]] = {}
        for note in sorted(self.notes, key=lambda note: note.passage.ordinal):
            found.setdefault(tuple(note.speakers), []).append(note)
        groups = [VoiceNotes(self.article, voices, notes) for voices, notes in found.items()]
        return sorted(groups, key=lambda group: -len(group.notes))


class Notes:
    """Numbers the passages that a page cites: the most cited article first, voice by voice, each
    in its own order. `brief` where a page only leads to what it cites.
    """

    def __init__(self, claims: Iterable[Claim] = (), *, brief: bool = False):
        self.brief = brief
        notes: dict[int, Note] = {}
        articles: dict[int, ArticleNotes] = {}
        for citation in (each for claim in claims for each in claim.public_citations):
            passage = citation.passage
            found = articles.setdefault(passage.article_id, ArticleNotes(passage.article))
            found.claims += 1
            if passage.pk not in notes:
                notes[passage.pk] = Note(passage)
                found.notes.append(notes[passage.pk])
            if citation.speaker not in notes[passage.pk].speakers:
                notes[passage.pk].speakers.append(citation.speaker)
        for note in notes.values():
            note.speakers.sort(key=lambda voice: (voice.order, voice.slug))
        ordered = sorted(articles.values(), key=lambda each: (-each.claims, each.article.slug))
        self.by_article = ordered
        for number, note in enumerate(self, 1):
            note.number = number
        self._by_passage = notes

    def marks(self, claim: Claim) -> list[tuple[int, Citation]]:
        """A claim's public citations with the numbers of their notes: support first."""
        cited = claim.public_citations
        numbered = ((self._by_passage[each.passage_id].number, each) for each in cited)
        return sorted(numbered, key=lambda mark: (STANCES.index(mark[1].stance), mark[0]))

    def __iter__(self):
        return (note for each in self.by_article for g in each.by_voice for note in g.notes)

    @property
    def folded(self) -> bool:
        """With so many, the page would be all notes."""
        return len(self) > MOST_IN_FULL

    @property
    def short(self) -> bool:
        """Whether a source is one line, and its notes only name their passages."""
        return self.brief or self.folded

    def __len__(self) -> int:
        return sum(1 for _ in self)


@dataclass
class Source:
    """An article with the claims on a page that cite it."""

    article: Article
    claims: int = 0


def sources(claims: Iterable[Claim]) -> list[Source]:
    """The articles behind `claims`, most cited first. Support counts: a dispute is no source."""
    found: dict[int, Source] = {}
    for claim in claims:
        articles = {
            citation.passage.article
            for citation in claim.public_citations
            if citation.stance == Citation.Stance.SUPPORTS
        }
        for article in articles:
            found.setdefault(article.pk, Source(article)).claims += 1
    return sorted(found.values(), key=lambda source: (-source.claims, source.article.slug))


def one_interested(claims: Iterable[Claim]) -> Source | None:
    """The source, where all these claims rest on one, and its voices have an interest."""
    claims = list(claims)
    found = sources(claims)
    alone = len(found) == 1 and all(claim.strength.interested for claim in claims)
    return found[0] if alone else None
