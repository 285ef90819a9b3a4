"""What a curator decides on a candidate, and how a decision is taken back. One transaction each,
content written through the services of its room."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError

from articles.models import Article, Passage
from articles.passages import split as blocks_of
from articles.services import edit_passage
from articles.services import publish as publish_article
from articles.wording import shared_runs
from publishing.models import Kind
from publishing.services import delete, one_writer
from review import words
from review.models import Candidate, Decision, SourceDocument
from review.services import free_slug, hold_lease, lease
from roles import services
from roles.models import Citation, Claim, Context

NO_DIGEST = "Write the passage’s digest first: a claim cites our words, not the original’s."


@one_writer()
def write_digest(candidate: Candidate, *, user, digest: str | None) -> Passage:
    """Give the candidate's passage new words, in the body and so in the passage. None: it keeps
    those that it has."""
    hold_lease(candidate, user)
    passage = _passage(candidate)
    if digest is None or _plain(digest) == written(passage):
        return passage
    before = passage.text
    passage = edit_passage(passage, source=digest, reason="Written in the review queue.")
    services.confirm_extended(passage, before=before)
    return passage


def _passage(candidate: Candidate) -> Passage:
    """As it is now: another curator may have just written it."""
    return Passage.objects.select_related("article").get(pk=candidate.passage_id)


def _plain(text: str) -> str:
    return " ".join(text.split())


def written(passage: Passage) -> str:
    """The Markdown of a passage's digest; the pipe that closes a table row is no word of it."""
    found = (each for each in blocks_of(passage.article.body) if each.anchor == passage.anchor)
    block = next(found, None)
    words = _plain(block.source) if block else ""
    return (
        f" {words}".removesuffix(" |").strip() if passage.kind == Passage.Kind.TABLE_ROW else words
    )


def joined(statements: Iterable[str]) -> str:
    """The digest that nobody wrote by hand: the statements in turn, each once."""
    digest = ""
    for statement in filter(None, map(_plain, statements)):
        sentence = statement if statement.endswith((".", "!", "?")) else f"{statement}."
        if sentence not in digest:
            digest = f"{digest} {sentence}".strip()
    return digest


def _extended(candidate: Candidate, digest: str, statement: str) -> str:
    """The digest as somebody wrote it, now or before. Else it says what rests on the passage, and
    this statement too."""
    passage = _passage(candidate)
    resting = Citation.objects.resting_on(passage).values_list("claim__statement", flat=True)
    typed, stands = _plain(digest), written(passage)
    by_hand = typed != stands or stands != joined(resting)
    if typed and by_hand:
        return digest
    return joined([*resting, statement])


@one_writer()
def accept(
    candidate: Candidate,
    *,
    user,
    claim: Claim,
    digest: str | None,
    contexts: Iterable[Context] = (),
    note: str = "",
    publish: bool = False,
    another: bool = False,
) -> Claim:
    """Make a claim of it: a draft, unless the curator publishes it with the same step.

    `digest`: empty, or as it stands and by nobody's hand, it says this claim too; None leaves it.
    `another`: its words say more than one thing, and wait once more for the next claim.
    """
    passage = _digested(candidate, user, digest, claim.statement)
    claim.slug = free_slug(Claim, Kind.CLAIM, _telling(claim))
    claim.status = Claim.Status.PUBLISHED if publish else Claim.Status.DRAFT
    citation = Citation(passage=passage, note=note)
    services.save_claim(
        claim, contexts=contexts, citations=[citation], reason="Accepted in the review queue."
    )
    _decide(candidate, user, Decision.Outcome.ACCEPTED, claim=claim, citation=citation)
    if another:
        aspect, *also = candidate.readings_but(claim.aspect) or [claim.aspect]
        lease(_part(candidate, role=claim.role.slug, aspect=aspect, also=also), user)
    return claim


@one_writer()
def merge(
    candidate: Candidate, *, user, into: Claim, stance: str, digest: str | None, note: str = ""
) -> Citation:
    """Let its passage support or dispute a claim that is there."""
    supports = stance == Citation.Stance.SUPPORTS
    passage = _digested(
        candidate, user, digest, _statement_for_digest(candidate, into) if supports else ""
    )
    known = into.citations.filter(passage=passage).first()
    if known and known.stance != stance:
        raise ValidationError(
            f"The claim cites this passage already: it {known.get_stance_display().lower()}. "
            "Change that citation in admin, or choose the same here."
        )
    made = (
        None
        if known
        else services.save_citation(Citation(claim=into, passage=passage, stance=stance, note=note))
    )
    _decide(candidate, user, Decision.Outcome.MERGED, claim=into, citation=made)
    return known or made


def _statement_for_digest(candidate: Candidate, claim: Claim) -> str:
    """The statement of a claim that the passage supports, for its digest: it says as much. Empty
    where readers know the passage, or where the words would be the original's."""
    theirs = shared_runs(claim.statement, candidate.passage.source_text)
    return claim.statement if candidate.document.article.is_draft and not theirs else ""


@one_writer()
def reject(candidate: Candidate, *, user, reason: str) -> None:
    hold_lease(candidate, user)
    _decide(candidate, user, Decision.Outcome.REJECTED, reason=reason)


@one_writer()
def split(candidate: Candidate, *, user, parts: list[str]) -> list[Candidate]:
    """Put several candidates in its place, each with a part of its words."""
    hold_lease(candidate, user)
    if len(parts) < 2:
        raise ValidationError({"parts": "Write each part on a line of its own, two or more."})
    title = candidate.document.title
    made = [_part(candidate, text=each, words=words.key(each, title), also=[]) for each in parts]
    _decide(candidate, user, Decision.Outcome.SPLIT)
    return made


def _part(candidate: Candidate, **facts) -> Candidate:
    """A fresh candidate in the place of one that is decided on, with these facts its own."""
    part = Candidate.objects.get(pk=candidate.pk)
    part.pk, part.split_from, part.leased_to, part.leased_until = None, candidate, None, None
    for name, value in facts.items():
        setattr(part, name, value)
    part.full_clean()
    part.save()
    return part


@one_writer()
def undo(decision: Decision, *, user) -> Candidate | None:
    """Take a decision back, with what it made; the candidate waits again, leased to this curator.

    A claim that readers know is withdrawn, not deleted. The passage keeps its digest.
    """
    candidate = decision.candidate
    if candidate and candidate.parts.exclude(decision=None).exists():
        raise ValidationError("Undo what was decided on its parts first.")
    match decision.outcome:
        case Decision.Outcome.ACCEPTED:
            _take_back(decision)
        case Decision.Outcome.MERGED if decision.citation:
            services.delete(decision.citation)
    if candidate:
        candidate.parts.all().delete()
    decision.delete()
    if candidate:
        candidate = Candidate.objects.get(pk=candidate.pk)
        lease(candidate, user)
    return candidate


def _take_back(decision: Decision) -> None:
    claim = decision.claim
    if claim is None or claim.is_withdrawn:
        return
    if claim.first_published_on:
        services.withdraw(claim, because="It was accepted from its source by mistake.")
        return
    if claim.citations.count() > 1:
        raise ValidationError(
            "This claim has further citations by now. Undo the candidates that were merged into "
            "it first, or take those citations off."
        )
    delete(claim)


@one_writer()
def publish(document: SourceDocument, *, claims: Iterable[Claim]) -> Article:
    """Publish the article, where it is a draft, and these of the claims accepted from it."""
    article = Article.objects.get(pk=document.article_id)
    if article.is_draft:
        publish_article(article, reason="Reviewed.")
    for claim in claims:
        services.publish(claim, reason="Reviewed.")
    return article


def _digested(candidate: Candidate, user, digest: str | None, statement: str) -> Passage:
    words = None if digest is None else _extended(candidate, digest, statement)
    passage = write_digest(candidate, user=user, digest=words)
    if not passage.text:
        raise ValidationError({"digest": NO_DIGEST})
    return passage


def _telling(claim: Claim) -> str:
    """The words of a claim's address: the role, and what the statement says of it."""
    said = claim.statement.rstrip(".")
    for name in (claim.role.title, claim.role.acronym):
        for article in ("The ", "A ", "An ", ""):
            if name and said.casefold().startswith(f"{article}{name} ".casefold()):
                return f"{claim.role.slug} {said[len(article) + len(name) + 1 :]}"
    return f"{claim.role.slug} {said}"


def _decide(candidate: Candidate, user, outcome: str, **facts) -> None:
    decision = Decision(
        candidate=candidate, words=candidate.words, outcome=outcome, by=user, **facts
    )
    decision.full_clean()
    decision.save()
    Candidate.objects.filter(pk=candidate.pk).update(leased_to=None, leased_until=None)
