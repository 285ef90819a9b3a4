"""The services of the review queue: documents come in, candidates are leased and decided on.

Each function is one transaction. What the rules refuse is a ValidationError, with nothing changed;
content itself is written through the services of its own room.
"""

import datetime
import hashlib

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.text import slugify

from articles.models import Article, Passage, Voice
from articles.services import save_article, save_passage_facts
from extraction import OTHER, find, read
from extraction import Candidate as Found
from publishing.models import Kind, Redirect
from publishing.services import one_writer
from review import importing, words
from review.models import Candidate, Decision, SourceDocument
from roles.extraction import vocabulary

LEASE = datetime.timedelta(minutes=15)


class AlreadyAdded(Exception):
    """The same bytes were added before; `document` is what became of them."""

    def __init__(self, document: SourceDocument):
        self.document = document
        super().__init__(f"This very document was added before: “{document}”.")


def add_document(
    data: bytes,
    name: str,
    *,
    user=None,
    title: str = "",
    kind: str = Article.Kind.ARTICLE,
    with_comments: bool = False,
) -> SourceDocument:
    """Read a document and put its draft article, passages and candidates in place, or nothing.

    Raises Refusal where it can't be read, AlreadyAdded for known bytes, ValidationError where the
    rules of articles stand against it.
    """
    digest = hashlib.sha256(data).hexdigest()
    _refuse_known(digest)
    document = read(data, name)  # takes seconds: nobody waits for it
    plan = importing.draft(document, title=title, with_comments=with_comments)
    found = find(document, vocabulary(), with_comments=with_comments)
    with one_writer():
        _refuse_known(digest)
        entry = SourceDocument.objects.create(
            article=_save_article(plan, kind),
            name=importing.clean(name)[-200:],
            title=importing.clean(importing.stated(document, "title") or document.name)[:300],
            digest=digest,
            facts=[[fact.field, fact.value, fact.where] for fact in document.facts],
            added_by=user,
        )
        entry.remembered = _propose(entry, found)
        entry.save()
    return entry


def _refuse_known(digest: str) -> None:
    if known := SourceDocument.objects.select_related("article").filter(digest=digest).first():
        raise AlreadyAdded(known)


def _save_article(plan: importing.Draft, kind: str) -> Article:
    article = save_article(
        Article(
            slug=free_slug(Article, Kind.ARTICLE, plan.title or "article"),
            title=plan.title,
            kind=kind,
            body=plan.body,
            blocks=plan.blocks,
            skipped=plan.skipped,
            url=plan.url,
            published_on=plan.published_on,
            published_how=plan.published_how[:300],
        ),
        voices=[
            Voice(slug=each.slug, name=each.name, kind=each.kind, order=number)
            for number, each in enumerate(plan.speakers, 1)
        ],
        reason="Added from a document.",
    )
    voices = {voice.slug: voice for voice in article.voices.all()}
    for passage in article.passages.select_related("voice"):
        passage.source_text, slug = plan.sources[passage.anchor]
        passage.voice = voices[slug]
        save_passage_facts(passage)
    return article


def free_slug(model, kind: str, text: str) -> str:
    """A slug of these words that no entry has and no old address leads from."""
    stem = slugify(text)[:80].strip("-") or kind
    taken = set(model.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    taken |= set(Redirect.objects.filter(kind=kind).values_list("old_slug", flat=True))
    number, slug = 1, stem
    while slug in taken:
        number += 1
        slug = f"{stem}-{number}"
    return slug


def _propose(document: SourceDocument, found: list[Found]) -> int:
    """Make candidates of what was found, but for what was decided on before: how many those are.

    Words are proposed once for a role: the first aspect found stands, the others beside it.
    """
    same: dict[tuple[str, str], list[Found]] = {}
    for each in found:
        same.setdefault((words.key(each.text, document.title), each.role), []).append(each)
    decided = set(
        Decision.objects.filter(words__in={key for key, _ in same}).values_list("words", flat=True)
    )
    passages = {passage.anchor: passage for passage in document.article.passages.all()}
    new = [(key, readings) for (key, _), readings in same.items() if key not in decided]
    Candidate.objects.bulk_create(
        _candidate(document, passages[f"p{readings[0].block}"], number, readings, key)
        for number, (key, readings) in enumerate(new, 1)
    )
    return len(same) - len(new)


def _candidate(
    document: SourceDocument, passage: Passage, number: int, readings: list[Found], key: str
) -> Candidate:
    each = readings[0]
    start, end = each.period or (None, None)
    return Candidate(
        document=document,
        passage=passage,
        ordinal=number,
        text=importing.clean(each.text),
        words=key,
        role="" if each.role == OTHER else each.role,
        aspect=each.aspect,
        also=list(dict.fromkeys(one.aspect for one in readings if one.aspect != each.aspect)),
        involvement=each.involvement or "",
        modality=each.modality,
        denies=each.denies,
        period_start=start,
        period_end=end,
        contexts=list(each.contexts),
        score=each.score,
        reason=importing.clean(each.reason)[:300],
    )


def lease(candidate: Candidate, user) -> bool:
    """Lease it for 15 minutes, or longer where this curator has it: one statement, so that of two
    curators at once only one gets it."""
    now = timezone.now()
    free = Q(leased_to=user) | Q(leased_until=None) | Q(leased_until__lte=now)
    taken = Candidate.objects.waiting().filter(free, pk=candidate.pk)
    return bool(taken.update(leased_to=user, leased_until=now + LEASE))


def lease_next(document: SourceDocument, user) -> Candidate | None:
    """The candidate that this curator is at, or else the next that nobody is at."""
    now = timezone.now()
    waiting = document.candidates.waiting().in_order().for_queue()
    for candidate in [*waiting.held_by(user, now)[:1], *waiting.free(now)]:
        if lease(candidate, user):
            candidate.refresh_from_db(fields=["leased_to", "leased_until"])
            return candidate
    return None


def release(candidate: Candidate) -> None:
    Candidate.objects.filter(pk=candidate.pk).update(leased_to=None, leased_until=None)


@one_writer()
def skip(candidate: Candidate, *, user) -> None:
    """Put it at the end of the queue, for anybody."""
    hold_lease(candidate, user)
    Candidate.objects.filter(pk=candidate.pk).update(
        skips=candidate.skips + 1, leased_to=None, leased_until=None
    )


@one_writer()
def correct(candidate: Candidate, *, user, role: str, aspect: str) -> Candidate:
    """Say which role and aspect it is about, so that it is held against the right entries."""
    hold_lease(candidate, user)
    candidate.also = candidate.readings_but(aspect)
    candidate.role, candidate.aspect = role, aspect
    candidate.full_clean()
    candidate.save(update_fields=["role", "aspect", "also"])
    return candidate


def hold_lease(candidate: Candidate, user) -> None:
    if lease(candidate, user):
        return
    fresh = Candidate.objects.select_related("decision__by", "leased_to").get(pk=candidate.pk)
    if hasattr(fresh, "decision") and fresh.decision.by == user:
        raise ValidationError(
            f"You have decided on this candidate before: {fresh.decision}. Nothing has changed; "
            "to decide anew, undo that first."
        )
    if hasattr(fresh, "decision"):
        raise ValidationError(
            f"{fresh.decision.by or 'Somebody'} has decided on this candidate: "
            f"{fresh.decision}. Go on with the next one."
        )
    raise ValidationError(
        f"{fresh.leased_to} is at this candidate now: it is nobody’s for longer than 15 minutes. "
        "Nothing of yours is saved. Go on with the next one."
    )
