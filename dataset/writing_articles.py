"""One article with its voices and passages to the database."""

from typing import Any

from articles.models import Article, Passage, Voice
from articles.services import save_article, save_passage_facts, save_removed_passage
from dataset.kinds import first_author
from dataset.plan import Planned

Data = dict[str, Any]


def write_article(article: Article, planned: Planned, spared: set[str], reason: str) -> None:
    """`article` has the columns that are planned; the rest is set here. `spared` are the anchors
    that may leave the body though they are cited.
    """
    data = planned.data
    save_article(
        article,
        voices=_changed_voices(article, planned),
        letting_go=spared,
        reason=reason,
    )
    article.tags.set(data.get("tags", []))
    _write_passages(article, planned)


def _write_passages(article: Article, planned: Planned) -> None:
    """What the body cannot carry: voices and reasons, and the passages that left it."""
    data = planned.data
    filed = [each["anchor"] for each in planned.entry.data.get("removed", [])]
    voices = {voice.slug: voice for voice in article.voices.all()}
    author = first_author(data)
    passages = {passage.anchor: passage for passage in article.passages.select_related("voice")}
    for anchor, passage in passages.items():
        facts = data.get("passages", {}).get(anchor, {})
        voice, passage.place = voices[facts.get("voice", author)], ("passages", anchor)
        if passage.removed_on is None and _set(
            passage, {"voice": voice, "no_claim": facts.get("no_claim", "")}
        ):
            save_passage_facts(passage)
    for facts in data.get("removed", []):
        passage = passages.get(facts["anchor"]) or Passage(article=article, anchor=facts["anchor"])
        if facts["anchor"] in filed:
            passage.place = ("removed", filed.index(facts["anchor"]))
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


def _changed_voices(article: Article, planned: Planned) -> list[Voice]:
    """The voices that are new or differ, in the order of the file."""
    known = {voice.slug: voice for voice in article.voices.all()} if article.pk else {}
    filed = [each["slug"] for each in planned.entry.data.get("voices", [])]
    changed = []
    for order, facts in enumerate(planned.data["voices"], 1):
        facts = {"name": "", "description": "", "interest_note": ""} | facts | {"order": order}
        voice = known.get(facts["slug"]) or Voice(slug=facts["slug"])
        if facts["slug"] in filed:
            voice.place = ("voices", filed.index(facts["slug"]))
        if voice.pk is None or any(getattr(voice, name) != facts[name] for name in facts):
            for name, value in facts.items():
                setattr(voice, name, value)
            changed.append(voice)
    return changed
