"""The notes at the foot of a page: one for each passage, shared by all that cite it."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from articles.models import Article, Passage, Voice
from roles.models import Citation, Claim

MOST_IN_FULL = 20


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
class ArticleNotes:
    """The notes on one article, so that what is to be said of it is said once."""

    article: Article
    notes: list[Note] = field(default_factory=list)
    claims: int = 0

    @property
    def speakers(self) -> list[Voice]:
        """Who speaks, most passages first."""
        voices = [voice for note in self.notes for voice in note.speakers]
        return sorted(dict.fromkeys(voices), key=lambda voice: -voices.count(voice))

    @property
    def remarks(self) -> list[str]:
        """What is to be said of the speakers' interests."""
        notes = [voice.interest_note for voice in self.speakers]
        return [note for note in dict.fromkeys(notes) if note]


class Notes:
    """Numbers the passages that a page cites: the most cited article first, in its own order.

    Gives each public citation of the claims its `number`, and puts a claim's citations in that
    order.
    """

    def __init__(self, claims: Iterable[Claim] = ()):
        claims = list(claims)
        notes: dict[int, Note] = {}
        groups: dict[int, ArticleNotes] = {}
        for citation in (each for claim in claims for each in claim.public_citations):
            passage = citation.passage
            group = groups.setdefault(passage.article_id, ArticleNotes(passage.article))
            group.claims += 1
            if passage.pk not in notes:
                notes[passage.pk] = Note(passage)
                group.notes.append(notes[passage.pk])
            if citation.speaker not in notes[passage.pk].speakers:
                notes[passage.pk].speakers.append(citation.speaker)
        self.by_article = sorted(
            groups.values(), key=lambda each: (-each.claims, each.article.slug)
        )
        for group in self.by_article:
            group.notes.sort(key=lambda note: note.passage.ordinal)
        for number, note in enumerate(self, 1):
            note.number = number
        for claim in claims:
            for citation in claim.public_citations:
                citation.number = notes[citation.passage_id].number
            claim.public_citations.sort(key=_support_first)

    def __iter__(self):
        return (note for group in self.by_article for note in group.notes)

    @property
    def short(self) -> bool:
        """Whether the notes only name their passage: with so many, the page would be all notes."""
        return len(self) > MOST_IN_FULL

    def __len__(self) -> int:
        return sum(len(group.notes) for group in self.by_article)


def _support_first(citation: Citation) -> tuple:
    stances = [Citation.Stance.SUPPORTS, Citation.Stance.QUALIFIES, Citation.Stance.DISPUTES]
    return (stances.index(citation.stance), citation.number)


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
