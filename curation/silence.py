"""Which claims, and which sentences of answers, readers would no longer see."""

from collections.abc import Callable, Iterable

from publishing.dry_run import dry_run
from publishing.models import Publishable
from roles.models import AnswerSentence, Claim


def falling_silent(
    withdraw: Callable[[Publishable], object], entries: Iterable[Publishable]
) -> tuple[list[Claim], list[AnswerSentence]]:
    """What, beside `entries` themselves, withdrawing the entries takes from readers."""
    entries = list(entries)
    claims, sentences = _seen()
    with dry_run():
        for entry in entries:
            withdraw(entry)
        claims_left, sentences_left = _seen()
    silent = Claim.objects.filter(pk__in=claims - claims_left).select_related("role")
    unsaid = AnswerSentence.objects.filter(pk__in=sentences - sentences_left)
    return (
        [each for each in silent if each not in entries],
        [each for each in unsaid.select_related("answer") if each.answer not in entries],
    )


def _seen() -> tuple[set[int], set[int]]:
    shown = AnswerSentence.objects.shown().filter(answer__status="published")
    found = (Claim.objects.public(), shown)
    claims, sentences = (set(each.values_list("pk", flat=True)) for each in found)
    return claims, sentences
