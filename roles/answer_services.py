"""How an answer is written: its sentences with their claims, and rule 9, at once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError

from publishing.models import Status
from publishing.services import about, clean, one_writer, touch, write
from roles.models import Answer, AnswerSentence, Claim, Role, SentenceClaim

FEWEST, MOST = 2, 6  # sentences of a published answer
NOTHING_SHOWN = (
    "To be published, an answer needs a statement of which every needed claim is public. Publish "
    "those claims first, or keep the answer a draft."
)


@dataclass(frozen=True)
class Sentence:
    """A sentence as it is to be, with what hangs on it."""

    sentence: AnswerSentence
    needs: Sequence[Claim] = ()
    backing: Sequence[Claim] = ()
    roles: Sequence[Role] = ()


@one_writer()
def save_answer(
    answer: Answer,
    *,
    roles: Iterable[Role] | None = None,
    sentences: Iterable[Sentence] | None = None,
    reason: str = "",
    loading: bool = False,
) -> Answer:
    """Save an answer with its roles and sentences; None leaves those as they are. Raises
    ValidationError, changing nothing, where a rule stands against it.
    """
    before = _may_stay_published(answer)
    write(answer, reason=reason)
    if roles is not None:
        answer.roles.set(roles)
    if sentences is not None:
        _set_sentences(answer, list(sentences))
    finish_answer(answer, before, loading=loading)
    return answer


def _may_stay_published(answer: Answer) -> bool:
    """Whether it is published with nothing to show: such a one may still be edited."""
    saved = Answer.objects.published().filter(pk=answer.pk).first() if answer.pk else None
    return saved is not None and not saved.sentences.shown().exists()


def _set_sentences(answer: Answer, typed: list[Sentence]) -> None:
    """A sentence is known by its place, so that one which stays keeps its history."""
    known = {each.order: each for each in answer.sentences.all()}
    for order, each in enumerate(typed, 1):
        sentence = known.pop(order, None) or AnswerSentence(answer=answer, order=order)
        with about(each.sentence):
            _check_shape(each)
            _copy(each.sentence, sentence)
        _set_claims(sentence, each)
        if set(sentence.roles.all()) != set(each.roles):
            sentence.roles.set(each.roles)
    for sentence in known.values():
        sentence.delete()


def _check_shape(typed: Sentence) -> None:
    """A statement names the claims that it needs; a gap the roles that it is about."""
    used = [*typed.needs, *typed.backing]
    problem = ""
    if typed.sentence.is_gap:
        if used:
            problem = "A gap has no claims: make it a statement, or take them out."
        elif not typed.roles:
            problem = "Name the roles of which our sources do not say it."
    elif not typed.needs:
        problem = "Name the claims that it needs: a statement says no more than they do."
    elif typed.roles:
        problem = "Only a gap names roles: a statement's claims have theirs."
    elif len({claim.pk for claim in used}) < len(used):
        problem = "It names a claim twice: a claim is needed, or it bears the sentence out."
    if problem:
        raise ValidationError(f"“{typed.sentence}”: {problem}")


_FIELDS = ("kind", "text", "point_id", "decision_area_id", "responsibility_id")


def _copy(typed: AnswerSentence, sentence: AnswerSentence) -> None:
    """Save what was typed; an unchanged sentence writes no history."""
    if sentence.pk and all(getattr(sentence, n) == getattr(typed, n) for n in _FIELDS):
        return
    for name in _FIELDS:
        setattr(sentence, name, getattr(typed, name))
    clean(sentence)
    sentence.save()


def _set_claims(sentence: AnswerSentence, typed: Sentence) -> None:
    known = {each.claim_id: each for each in sentence.uses.all()}
    for use, claims in (("needed", typed.needs), ("backing", typed.backing)):
        for order, claim in enumerate(claims, 1):
            each = known.pop(claim.pk, None) or SentenceClaim(sentence=sentence, claim=claim)
            if each.pk is None or (each.use, each.order) != (use, order):
                each.use, each.order = use, order
                each.save()
    for each in known.values():
        each.delete()


def finish_answer(answer: Answer, stays: bool = False, *, loading: bool = False) -> None:
    """The last step of every change: rule 9. A load may bring a published answer whose claims have
    fallen silent, as it may such a claim.
    """
    number = answer.sentences.count()
    if answer.is_published and not FEWEST <= number <= MOST:
        wanted = f"To be published, an answer has {FEWEST} to {MOST} sentences, not {number}."
        raise ValidationError({"status": wanted})
    shown = answer.sentences.shown(Claim.objects.published() if loading else None)
    if answer.is_published and not stays and not shown.exists():
        raise ValidationError({"status": NOTHING_SHOWN})
    touch()


def filled_gaps() -> list[AnswerSentence]:
    """Gaps on which a public claim has appeared: curators look at them again (rule 9)."""
    gaps = AnswerSentence.objects.filter(kind="gap").exclude(answer__status=Status.WITHDRAWN)
    gaps = gaps.select_related("answer").prefetch_related("roles").order_by("answer", "order")
    public = Claim.objects.public().values_list(
        "role", "point", "decision_area", "responsibility", "responsibility__decision_area"
    )
    known = {
        (role, name, key)
        for role, point, area, duty, duty_area in public.order_by()
        for name, key in (
            ("point", point), ("decision_area", area), ("decision_area", duty_area),
            ("responsibility", duty),
        )
    }  # fmt: skip
    return [
        gap
        for gap in gaps
        if any(
            (role.pk, name, getattr(gap, f"{name}_id")) in known
            for role in gap.roles.all()
            for name in ("point", "decision_area", "responsibility")
            if getattr(gap, f"{name}_id")
        )
    ]
