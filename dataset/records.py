"""What may stand in an entry of each kind, key by key: the content format, which
docs/content-format.md says in words. The reader, the serialisation and the writer all follow it, so
that a field is named here once.
"""

from operator import itemgetter

from django.utils.text import slugify

from articles.models import Article, Interest, Passage, Voice
from dataset.shapes import (
    Field,
    Link,
    Many,
    Record,
    Table,
    anchor,
    choice,
    day,
    flag,
    matching,
    slug,
    small,
    tag,
    text,
    title,
    whole,
)
from publishing.models import Kind, Status
from roles.aspects import Aspect, Involvement
from roles.models import AnswerSentence, Citation, Claim, Role

PUBLICATION = {
    "status": Field(choice(Status.values), default="draft"),
    "first_published_on": Field(day),
    "withdrawn_on": Field(day),
    "withdrawn_because": Field(text),
}

_words = {"slug": Field(slug, required=True), "title": Field(text, required=True)}
_question = {"question": Field(text, required=True)}
_order = {"order": Field(small, default=100)}
_tags = {"tags": Field(Many(tag, by=lambda each: (each.casefold(), each), once=str))}
_interest = choice(Interest.values)

CONTEXT = Record({**_words, **_order})
DECISION_AREA = Record({**_words, **_question, **_order})
POINT = DECISION_AREA
RESPONSIBILITY = Record(
    {
        **_words,
        "decision_area": Field(Link("decision_area"), required=True),
        "keywords": Field(text),
    }
)


def number(name: str) -> int:
    """Of an anchor such as p14."""
    return int(name[1:])


VOICE = Record(
    {
        "slug": Field(slug, required=True),
        "name": Field(text),
        "description": Field(text),
        "kind": Field(choice(Voice.Kind.values), default="author"),
        "interest": Field(_interest, default="unknown"),
        "interest_note": Field(text),
    }
)

REMOVED = Record(
    {
        "anchor": Field(anchor, required=True),
        "ordinal": Field(whole, required=True),
        "kind": Field(choice(Passage.Kind.values), required=True),
        "heading": Field(text),
        "text": Field(text),
        "html": Field(text),
        "voice": Field(slug),
        "no_claim": Field(text),
        "removed_on": Field(day, required=True),
    }
)

ARTICLE = Record(
    {
        "title": Field(text, required=True),
        "kind": Field(choice(Article.Kind.values), default="article"),
        "extent": Field(choice(Article.Extent.values), default="whole", quiet=True),
        "scope": Field(text),
        **dict.fromkeys(("publisher", "platform", "url", "published_on"), Field(text)),
        **dict.fromkeys(("published_how", "based_on_title", "based_on_url"), Field(text)),
        "rights": Field(choice(Article.Rights.values), default="digest-only"),
        "summary": Field(text),
        "publisher_interest": Field(_interest, default="unknown"),
        "publisher_interest_note": Field(text),
        "blocks": Field(whole, default=0),
        "skipped": Field(
            Table(
                matching(
                    r"[1-9]\d{0,6}(-[1-9]\d{0,6})?",
                    "write a block's number, or a range such as 1-13.",
                ),
                text,
                by=lambda blocks: int(blocks.partition("-")[0]),
            )
        ),
        "voices": Field(Many(VOICE, once=itemgetter("slug"))),
        "passages": Field(
            Table(anchor, Record({"voice": Field(slug), "no_claim": Field(text)}), by=number)
        ),
        "removed": Field(
            Many(REMOVED, by=lambda each: number(each["anchor"]), once=itemgetter("anchor"))
        ),
        **_tags,
        **PUBLICATION,
    }
)

CITATION = Record(
    {
        "passage": Field(
            Link(
                "article",
                matching(
                    r"[a-z0-9-]+#p[1-9]\d{0,6}",
                    "write the article's slug, # and the anchor, such as what-does-a-cio-do#p27.",
                ),
            ),
            required=True,
        ),
        "stance": Field(choice(Citation.Stance.values), default="supports", quiet=True),
        "voice": Field(slug),
        "note": Field(text),
        "sample": Field(text),
        "checked_text": Field(text, keeps_empty=True),
    }
)

CLAIM = Record(
    {
        "slug": Field(slug, required=True),
        "aspect": Field(choice(Aspect.values), required=True),
        "statement": Field(text, required=True),
        "denies": Field(flag, default=False, quiet=True),
        "modality": Field(choice(Claim.Modality.values), default="describes", quiet=True),
        "involvement": Field(choice(Involvement.values)),
        "point": Field(Link("point")),
        "responsibility": Field(Link("responsibility")),
        "decision_area": Field(Link("decision_area")),
        "other_role": Field(Link("role")),
        "counterpart": Field(text),
        "relation": Field(choice(Claim.Relation.values)),
        "contexts": Field(Many(Link("context"), by=str, once=str)),
        **_tags,
        "period": Field(Record({"start": Field(small), "end": Field(small)})),
        "superseded_by": Field(Link("claim")),
        "citations": Field(
            Many(
                CITATION,
                by=lambda each: passage_key(each["passage"]),
                once=itemgetter("passage"),
            )
        ),
        **PUBLICATION,
    }
)

ROLE = Record(
    {
        "slug": Field(slug, required=True),
        "title": Field(text, required=True),
        "acronym": Field(text),
        "titles": Field(Many(title, by=str, once=slugify)),
        "broader": Field(Link("role")),
        **_order,
        "palette": Field(small, default=1),
        "kind": Field(choice(Role.Kind.values), default="main"),
        "editors_note": Field(text),
        "summary_claim": Field(Link("claim")),
        "focus_claim": Field(Link("claim")),
        **PUBLICATION,
    }
)

DISAGREEMENT = Record(
    {
        "slug": Field(slug, required=True),
        **_question,
        "decision_area": Field(Link("decision_area")),
        "point": Field(Link("point")),
        "editors_note": Field(text),
        "positions": Field(
            Many(
                Record(
                    {
                        "label": Field(text, required=True),
                        "claims": Field(Many(Link("claim"), by=str, once=str)),
                    }
                )
            )
        ),
        **PUBLICATION,
    }
)

SENTENCE = Record(
    {
        "kind": Field(choice(AnswerSentence.Kind.values), required=True),
        "text": Field(text, required=True),
        "needs": Field(Many(Link("claim"), once=str)),
        "backing": Field(Many(Link("claim"), once=str)),
        "roles": Field(Many(Link("role"), by=str, once=str)),
        "point": Field(Link("point")),
        "decision_area": Field(Link("decision_area")),
        "responsibility": Field(Link("responsibility")),
    }
)

ANSWER = Record(
    {
        "slug": Field(slug, required=True),
        **_question,
        "roles": Field(Many(Link("role"), by=str, once=str)),
        "decision_area": Field(Link("decision_area")),
        "context": Field(Link("context")),
        **_order,
        "sentences": Field(Many(SENTENCE)),
        **PUBLICATION,
    }
)

REDIRECT = Record(
    {
        "kind": Field(choice(Kind.values), required=True),
        "old_slug": Field(slug, required=True),
        "new_slug": Field(slug, required=True),
    }
)


def passage_key(reference: str) -> tuple[str, int]:
    """Sorts references such as what-does-a-cio-do#p27 as the passages stand in their articles."""
    article, _, name = reference.partition("#")
    return article, number(name)
