"""The door for writing articles: the body is the authority, and its passages follow it."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from articles import markdown, passages
from articles.models import Article, Passage, Voice
from articles.signals import passages_leaving
from permalinks.services import delete, touch


@transaction.atomic
def save_article(
    article: Article,
    *,
    voices: Iterable[Voice] = (),
    dropping: Iterable[Voice] = (),
    tags: Iterable[str] | None = None,
    reason: str = "",
) -> Article:
    """Check, render and save an article with its new or changed voices, and bring its passages up
    to date. `dropping`: voices to delete; tags None leaves those as they are.

    Raises ValidationError, and changes nothing, for a field out of order, a doubled marker, a
    cited passage that the body no longer has, or a dropped voice that speaks.
    """
    prepare(article)
    article.full_clean()
    article._change_reason = reason or None
    article.save()
    if tags is not None:
        article.tags.set(tags)
    for voice in voices:
        voice.article = article
        voice.full_clean(exclude=["article"])
        voice.save()
    for voice in dropping:
        delete(voice)
    return derive_passages(article)


@transaction.atomic
def publish(article: Article, *, reason: str = "") -> Article:
    article.status = Article.Status.PUBLISHED
    return save_article(article, reason=reason)


@transaction.atomic
def withdraw(article: Article, *, because: str) -> Article:
    """Take an article back. The claims that rest on it alone fall silent, and stay published."""
    article.status, article.withdrawn_because = Article.Status.WITHDRAWN, because
    return save_article(article, reason=because)


def prepare(article: Article) -> None:
    """Fill what derives from the fields as typed, and check the body, without saving."""
    article.body = passages.normalise(article.body)
    with _as_field("summary"):
        article.summary_html = markdown.render(article.summary)
    with _as_field("body"):
        article.body = passages.with_markers(article.body, _highest(article))
        blocks = passages.split(article.body)
        for block in blocks:
            markdown.check(block.source)
        if article.pk:
            standing = {block.anchor for block in blocks}
            leaving = article.passages.standing().exclude(anchor__in=standing)
            if leaving:
                passages_leaving.send(Article, article=article, passages=leaving)


def derive_passages(article: Article) -> Article:
    """Make the passages say what the body says. Expects a body that `prepare` has seen."""
    voice = article.voices.first() or Voice.objects.create(article=article, slug="author")
    known = {passage.anchor: passage for passage in article.passages.all()}
    blocks = passages.split(article.body)
    for ordinal, block in enumerate(blocks, 1):
        passage = known.pop(block.anchor, None) or Passage(
            article=article, anchor=block.anchor, voice=voice
        )
        facts = {"ordinal": ordinal, "kind": block.kind, "removed_on": None, **_words(block)}
        if passage.pk is None or any(getattr(passage, key) != facts[key] for key in facts):
            for key, value in facts.items():
                setattr(passage, key, value)
            passage.save()
    for passage in known.values():
        if passage.removed_on is None:
            passage.removed_on = timezone.localdate()
            passage.save()
    touch()
    return article


@transaction.atomic
def edit_passage(passage: Passage, *, source: str, reason: str = "") -> Passage:
    """Give one passage new words, in the body and so in the passage."""
    article = passage.article
    with _as_field("text"):
        article.body = passages.with_text(article.body, passage.anchor, source)
    save_article(article, reason=reason)
    return Passage.objects.get(pk=passage.pk)


@transaction.atomic
def save_passage_facts(passage: Passage) -> Passage:
    """Save what the body cannot carry: the voice, the source text, why nothing rests on it."""
    if passage.voice.article_id != passage.article_id:
        raise ValidationError({"voice": "Choose a voice of the same article."})
    passage.full_clean(exclude=["article"])
    passage.save()
    touch()
    return passage


def _highest(article: Article) -> int:
    """The highest number ever used, or the number of the original's blocks."""
    anchors = article.passages.values_list("anchor", flat=True) if article.pk else []
    return max([article.blocks or 0, *(passages.number(anchor) for anchor in anchors)])


def _words(block: passages.Block) -> dict[str, str]:
    heading = markdown.plain(markdown.render(block.heading))
    if block.kind != Passage.Kind.TABLE_ROW:
        html = markdown.render(block.source)
        return {"heading": heading, "html": html, "text": markdown.plain(html)}
    cells = [cell.strip() for cell in block.source.strip().strip("|").split("|")]
    columns = block.header.strip().strip("|").count("|") + 1
    table = f"{block.header}\n|{'---|' * columns}\n| {' | '.join(cells)} |"
    html = markdown.render(table)
    text = " · ".join(filter(None, (markdown.plain(markdown.render(cell)) for cell in cells)))
    return {"heading": heading, "html": html if text else "", "text": text}


@contextmanager
def _as_field(field: str) -> Iterator[None]:
    """Turns a problem of a text into a problem of the field that it was typed in."""
    try:
        yield
    except passages.BodyError as problem:
        raise ValidationError({field: problem.problems}) from problem
    except ValidationError as problem:
        if hasattr(problem, "error_dict"):
            raise
        raise ValidationError({field: problem.messages}) from problem
