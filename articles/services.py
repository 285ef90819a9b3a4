"""How articles are written: the body is the authority, and its passages follow it."""

import re
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager

from django.core.exceptions import ValidationError
from django.utils import timezone

from articles import markdown, passages
from articles.models import Article, Passage, Voice
from articles.signals import passages_leaving
from publishing.services import clean, delete, one_writer, touch, write


@one_writer()
def save_article(
    article: Article,
    *,
    voices: Iterable[Voice] = (),
    dropping: Iterable[Voice] = (),
    tags: Iterable[str] | None = None,
    letting_go: Collection[str] = (),
    reason: str = "",
) -> Article:
    """Check, render and save an article with its new or changed voices, and bring its passages up
    to date. `dropping`: voices to delete; tags None leaves those as they are; `letting_go`: anchors
    whose citations the caller moves in the same transaction.

    Raises ValidationError, and changes nothing, for a field out of order, a doubled marker, a
    cited passage that the body no longer has or leaves without words, or a dropped voice that
    speaks.
    """
    prepare(article, letting_go=letting_go)
    write(article, reason=reason)
    if tags is not None:
        article.tags.set(tags)
    for voice in voices:
        _save_voice(article, voice)
    for voice in dropping:
        delete(voice)
    return derive_passages(article)


def _save_voice(article: Article, voice: Voice) -> None:
    voice.article = article
    clean(voice, exclude=["article"])
    if article.voices.filter(slug=voice.slug).exclude(pk=voice.pk).exists():
        raise ValidationError(
            f"This article has a voice with the slug “{voice.slug}” already. Change that one, or "
            "choose another slug."
        )
    voice.save()


@one_writer()
def publish(article: Article, *, reason: str = "") -> Article:
    article.status = Article.Status.PUBLISHED
    return save_article(article, reason=reason)


@one_writer()
def withdraw(article: Article, *, because: str) -> Article:
    """Take an article back. The claims that rest on it alone fall silent, and stay published."""
    article.status, article.withdrawn_because = Article.Status.WITHDRAWN, because
    return save_article(article, reason=because)


def prepare(article: Article, *, letting_go: Collection[str] = ()) -> None:
    """Fill what derives from the fields as typed, and check the body, without saving."""
    article.body = passages.normalise(article.body)
    markdown.render_fields(article)
    with _as_field("body"):
        article.body = passages.with_markers(article.body, _highest(article))
        found = {block.anchor: words(block) for block in passages.split(article.body)}
        leaving = [each for each in _leaving(article, found) if each.anchor not in letting_go]
        if leaving:
            passages_leaving.send(Article, article=article, passages=leaving)


def _leaving(article: Article, found: dict[str, dict[str, str]]) -> list[Passage]:
    """The passages that the body no longer has, or that it leaves without their digest."""
    if not article.pk:
        return []
    return [
        passage
        for passage in article.passages.standing()
        if passage.anchor not in found or (passage.text and not found[passage.anchor]["text"])
    ]


def derive_passages(article: Article) -> Article:
    """Make the passages say what the body says. Expects a body that `prepare` has seen."""
    voice = _default_voice(article)
    known = {passage.anchor: passage for passage in article.passages.all()}
    blocks = passages.split(article.body)
    for ordinal, block in enumerate(blocks, 1):
        passage = known.pop(block.anchor, None) or Passage(
            article=article, anchor=block.anchor, voice=voice
        )
        facts = {"ordinal": ordinal, "kind": block.kind, "removed_on": None, **words(block)}
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


def _default_voice(article: Article) -> Voice:
    """The first author; a nameless one where only others speak."""
    authors = article.voices.filter(kind=Voice.Kind.AUTHOR)
    return authors.first() or Voice.objects.create(
        article=article,
        slug="author" if not article.voices.filter(slug="author") else "nameless-author",
    )


@one_writer()
def edit_passage(passage: Passage, *, source: str, reason: str = "") -> Passage:
    """Give one passage new words, in the body and so in the passage."""
    article = Article.objects.get(pk=passage.article_id)  # another may have just been edited
    with _as_field("text"):
        article.body = passages.with_text(article.body, passage.anchor, source)
    save_article(article, reason=reason)
    return Passage.objects.get(pk=passage.pk)


@one_writer()
def save_removed_passage(passage: Passage) -> Passage:
    """Save a passage that left its body before, as an export remembers it."""
    if passage.removed_on is None:
        raise ValidationError({"removed_on": "Only the body says which passages stand."})
    if markdown.sanitise(passage.html) != passage.html:
        error = ValidationError({"html": "Remove what no passage may hold, such as scripts."})
        error.about = passage
        raise error
    clean(passage, exclude=["article"])
    passage.save()
    touch()
    return passage


@one_writer()
def save_passage_facts(passage: Passage) -> Passage:
    """Save what the body cannot carry: the voice, the source text, why nothing rests on it."""
    if passage.voice.article_id != passage.article_id:
        raise ValidationError({"voice": "Choose a voice of the same article."})
    clean(passage, exclude=["article"])
    saved = Passage.objects.get(pk=passage.pk)  # so that the body stays the authority
    saved.voice, saved.source_text, saved.no_claim = (
        passage.voice,
        passage.source_text,
        passage.no_claim,
    )
    saved.save()
    touch()
    return saved


def _highest(article: Article) -> int:
    """The highest number ever used, or the number of the original's blocks."""
    anchors = article.passages.values_list("anchor", flat=True) if article.pk else []
    return max([article.blocks or 0, *(passages.number(anchor) for anchor in anchors)])


_CELL = re.compile(r"<td>(.*?)</td>", re.DOTALL)


def words(block: passages.Block) -> dict[str, str]:
    """A block's share of a passage: the heading above it, its HTML and its plain text."""
    heading = markdown.plain(markdown.render_words(block.heading))
    if block.kind == Passage.Kind.COMMENT:  # it may hold paragraphs and lists of its own
        html = markdown.render(block.source)
    elif block.kind != Passage.Kind.TABLE_ROW:
        html = markdown.render_words(block.source)
    else:
        return {"heading": heading, **_row(block)}
    return {"heading": heading, "html": html, "text": markdown.plain(html)}


def _row(block: passages.Block) -> dict[str, str]:
    """A row with its header, as a table that can be read alone."""
    rule = "---|" * len(passages.cells(block.header))
    row = " | ".join(passages.cells(f"|{block.source}"))
    html = markdown.render(f"{block.header}\n|{rule}\n| {row} |")
    text = " · ".join(filter(None, map(markdown.plain, _CELL.findall(html))))
    return {"html": html if text else "", "text": text}


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
