"""One article with its voices and passages to the database."""

from typing import Any

from articles.models import Article, Passage, Voice
from articles.services import save_article, save_passage_facts, save_removed_passage
from dataset.kinds import first_author

Data = dict[str, Any]


def write_article(article: Article, data: Data, reason: str) -> None:
    """`article` has the columns of `data`; the rest is set here.

    Claims that cite a passage which leaves the body are written after it. That none is left to
    cite it was checked when the load was planned.
    """
    known = list(article.passages.all()) if article.pk else []
    article.skipped = {str(block): why for block, why in data.get("skipped", {}).items()}
    save_article(
        article,
        voices=_changed_voices(article, data["voices"]),
        letting_go={passage.anchor for passage in known},
        reason=reason,
    )
    article.tags.set(data.get("tags", []))
    _write_passages(article, data)


def _write_passages(article: Article, data: Data) -> None:
    """What the body cannot carry: voices and reasons, and the passages that left it."""
    voices = {voice.slug: voice for voice in article.voices.all()}
    author = first_author(data)
    passages = {passage.anchor: passage for passage in article.passages.select_related("voice")}
    for anchor, passage in passages.items():
        facts = data.get("passages", {}).get(anchor, {})
        voice = voices[facts.get("voice", author)]
        if passage.removed_on is None and _set(
            passage, {"voice": voice, "no_claim": facts.get("no_claim", "")}
        ):
            save_passage_facts(passage)
    for facts in data.get("removed", []):
        passage = passages.get(facts["anchor"]) or Passage(article=article, anchor=facts["anchor"])
        columns = {name: facts[name] for name in ("ordinal", "kind", "removed_on")}
        columns |= {name: facts.get(name, "") for name in ("heading", "text", "html", "no_claim")}
        if _set(passage, columns | {"voice": voices[facts.get("voice", author)]}):
            save_removed_passage(passage)


def _set(passage: Passage, facts: Data) -> bool:
    """Tells whether anything was new."""
    known = {"voice": passage.voice if passage.voice_id else None}
    known |= {name: getattr(passage, name) for name in facts if name != "voice"}
    for name, value in facts.items():
        setattr(passage, name, value)
    return known != facts


def _changed_voices(article: Article, voices: list[Data]) -> list[Voice]:
    """The voices that are new or differ, in the order of the file."""
    known = {voice.slug: voice for voice in article.voices.all()} if article.pk else {}
    changed = []
    for order, facts in enumerate(voices, 1):
        facts = {"name": "", "description": "", "interest_note": ""} | facts | {"order": order}
        voice = known.get(facts["slug"]) or Voice(slug=facts["slug"])
        if voice.pk is None or any(getattr(voice, name) != facts[name] for name in facts):
            for name, value in facts.items():
                setattr(voice, name, value)
            changed.append(voice)
    return changed
