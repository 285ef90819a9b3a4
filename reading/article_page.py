"""An article's digest, passage by passage, each with the claims that rest on it."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from articles.models import Article, Passage
from reading.grouping import in_reading_order
from roles.models import Citation, Claim


@dataclass
class PassageWithClaims:
    passage: Passage
    cited: list[tuple[Claim, Citation]] = field(default_factory=list)


class ArticlePage:
    def __init__(self, article: Article, claims: Iterable[Claim]):
        self.article = article
        self.claims = in_reading_order(claims)
        found = {each.pk: PassageWithClaims(each) for each in article.public_passages}
        for claim in self.claims:
            for citation in claim.public_citations:
                if citation.passage_id in found:
                    found[citation.passage_id].cited.append((claim, citation))
        self.passages = list(found.values())
