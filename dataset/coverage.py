"""Has each block of each original been dealt with? (Originals stay outside the project.)

A block that says something is a passage, whose anchor is its number; any other is skipped with a
reason. A passage carries a claim's citation, or the reason why nothing rests on it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Prefetch

from articles.models import Article, Passage
from dataset.records import number
from roles.answer_services import filled_gaps
from roles.models import Citation


@dataclass
class Coverage:
    article: str
    blocks: int
    passages: int  # that stand
    cited: int
    skipped: int
    problems: list[str]

    def summary(self) -> str:
        return (
            f"{self.article}: {self.blocks} blocks, {self.passages} passages ({self.cited} cited), "
            f"{self.skipped} skipped, {len(self.problems)} problems."
        )


def coverage() -> list[Coverage]:
    cited = Exists(Citation.objects.filter(passage=OuterRef("pk")))
    passages = Passage.objects.annotate(is_cited=cited).order_by("ordinal")
    plan = Article.objects.prefetch_related(Prefetch("passages", queryset=passages))
    return [_of_article(article) for article in plan.order_by("slug")]


def filled() -> list[str]:
    """Gaps that answers tell of, and on which a public claim has appeared (rule 9)."""
    return [
        f"{gap.answer.slug}: a public claim stands where “{gap}”: revise the answer."
        for gap in filled_gaps()
    ]


def _of_article(article: Article) -> Coverage:
    passages = list(article.passages.all())
    standing = [passage for passage in passages if passage.removed_on is None]
    skipped = article.skipped_blocks()
    return Coverage(
        article=article.slug,
        blocks=article.blocks,
        passages=len(standing),
        cited=sum(passage.is_cited for passage in standing),
        skipped=len(skipped),
        problems=[
            *_block_problems(article, {number(passage.anchor) for passage in passages}, skipped),
            *_passage_problems(article, standing),
        ],
    )


def _block_problems(article: Article, passages: set[int], skipped: dict[int, str]) -> Iterator[str]:
    for block in range(1, article.blocks + 1):
        if block not in passages and block not in skipped:
            yield f"{article.slug}: block {block} is no passage: write it, or say why not."
    for block, reason in sorted(skipped.items()):
        if block in passages:
            yield f"{article.slug}: block {block} is a passage and skipped: keep one of the two."
        elif block > article.blocks:
            yield (
                f"{article.slug}: block {block} is skipped, but the original has only "
                f"{article.blocks}: correct one of the two numbers."
            )
        if not reason.strip():
            yield f"{article.slug}: block {block} is skipped without a reason: give it one."


def _passage_problems(article: Article, standing: list[Passage]) -> Iterator[str]:
    for passage in standing:
        name = f"{article.slug}#{passage.anchor}"
        if passage.is_cited and passage.no_claim:
            yield f"{name}: a claim cites it: remove the reason why nothing rests on it."
        elif not passage.is_cited and not passage.no_claim:
            yield f"{name}: no claim cites it: add one, or say why nothing rests on it."
