"""The notes at the foot of a page: one for each passage, shared by all that cite it."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from articles.models import Article, Passage
from roles.models import Citation, Claim


@dataclass
class Note:
    """A passage with the number that marks carry, and on this page: who speaks in it, and what is
    to be said of that.
    """

    number: int
    passage: Passage
    speakers: list = field(default_factory=list)
    remarks: list[str] = field(
        default_factory=list
    )  # on its citations and on its speakers' interest

    @property
    def article(self) -> Article:
        return self.passage.article

    def add(self, citation: Citation) -> None:
        if citation.speaker not in self.speakers:
            self.speakers.append(citation.speaker)
        remarks = [citation.note, citation.speaker.interest_note]
        self.remarks += [each for each in remarks if each and each not in self.remarks]


class Notes:
    """Numbers passages in the order in which a page first cites them."""

    def __init__(self, claims: Iterable[Claim] = ()):
        self._notes: dict[int, Note] = {}
        self.mark(claims)

    def mark(self, claims: Iterable[Claim]) -> None:
        """Give each public citation of `claims` its `number`."""
        for claim in claims:
            for citation in claim.public_citations:
                note = self._notes.setdefault(
                    citation.passage_id, Note(len(self._notes) + 1, citation.passage)
                )
                note.add(citation)
                citation.number = note.number

    def __iter__(self):
        return iter(self._notes.values())

    def __len__(self) -> int:
        return len(self._notes)


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
