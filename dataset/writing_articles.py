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
    voices = {voice.slug: voice for voice in article.voices.all()}
    author = voices[first_author(data)]
    passages = {passage.anchor: passage for passage in article.passages.select_related("voice")}
    facts_of = data.get("passages", {})
    for anchor, passage in passages.items():
        if passage.removed_on is None:
            facts = facts_of.get(anchor, {})
            voice = voices[facts["voice"]] if "voice" in facts else author
            if _set(passage, {"voice": voice, "no_claim": facts.get("no_claim", "")}):
                save_passage_facts(passage)
    for facts in data.get("removed", []):
        anchor = facts["anchor"]
        passage = passages.get(anchor) or Passage(article=article, anchor=anchor, voice=author)
        texts = {name: facts.get(name, "") for name in ("heading", "text", "html", "no_claim")}
        voice = voices[facts["voice"]] if "voice" in facts else author
        columns = {name: facts[name] for name in ("ordinal", "kind", "removed_on")}
        if _set(passage, columns | texts | {"voice": voice}):
            save_removed_passage(passage)


def _set(passage: Passage, facts: Data) -> bool:
    """Tells whether anything was new."""
    changed = [name for name, value in facts.items() if getattr(passage, name, None) != value]
    for name in changed:
        setattr(passage, name, facts[name])
    return bool(changed)


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
