"""Answers as pages show them: sentence by sentence, with the claims behind each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from reading.selection import Selection
from roles.answers import Verdict
from roles.models import (
    Answer,
    AnswerSentence,
    Citation,
    Claim,
    Context,
    DecisionArea,
    Disagreement,
    Role,
)

LINES_IN_SHORT = 3


@dataclass(frozen=True)
class Line:
    """A sentence with what stands beside it."""

    text: str
    verdict: Verdict | None = None  # None: a gap
    needs: Sequence[Claim] = ()
    backing: Sequence[Claim] = ()

    @property
    def public_citations(self) -> list[Citation]:
        """Those of the claims that it needs: a passage that several cite is marked once."""
        found = (citation for claim in self.needs for citation in claim.public_citations)
        return list({(each.passage_id, each.stance): each for each in found}.values())

    @property
    def disagreements(self) -> list[Disagreement]:
        """In which a claim behind it takes a position."""
        positions = (each for claim in self.all_claims for each in claim.public_positions)
        return list(dict.fromkeys(each.disagreement for each in positions))

    @property
    def all_claims(self) -> list[Claim]:
        return [*self.needs, *self.backing]

    @property
    def words(self) -> list[str]:
        """What stands beside it, for files."""
        if not (found := self.verdict):
            return ["gap"]
        words = [*found.marks, *([f"said of {found.scope}"] if found.scope else [])]
        words += ["only sellers say so"] if found.only_sellers else []
        words += ["sources differ"] if found.contest else []
        return words


@dataclass(frozen=True)
class AnswerBlock:
    """An answer, and others to the same page's question."""

    answer: Answer
    lines: list[Line]
    others: list[Answer]

    @property
    def claims(self) -> list[Claim]:
        """Those that its marks stand for; a page numbers them with its own in one `Notes`."""
        return [claim for line in self.lines for claim in line.needs]

    @property
    def all_claims(self) -> list[Claim]:
        """With those that bear it out besides."""
        return [claim for line in self.lines for claim in line.all_claims]

    def in_short(self) -> "AnswerBlock":
        """Its first statements, for a page that only leads to it."""
        stated = [line for line in self.lines if line.verdict]
        return replace(self, lines=stated[:LINES_IN_SHORT])


def answer_for(
    roles: Iterable[Role] = (),
    decision_area: DecisionArea | None = None,
    context: Context | None = None,
    selection: Selection | None = None,
) -> AnswerBlock | None:
    """What heads the page of exactly these, as a reader's filter leaves it; None where nothing
    does. The number of queries is fixed.
    """
    selection = selection or Selection()
    kept = selection.kept()
    answers = Answer.objects.public(kept).about(list(roles), decision_area, context)
    return _block(list(answers.with_sentences(kept)), selection)


def answer_to(question: Answer) -> AnswerBlock | None:
    """One answer with all that is behind it; None where nothing of it can be shown."""
    return _block(list(Answer.objects.public().with_sentences().filter(pk=question.pk)))


def answer_on_home() -> AnswerBlock | None:
    """The first by order that sets several roles beside each other, in short; with these roles."""
    first = Answer.objects.public().on_several_roles().with_subject()[:1]
    found = _block(list(first.with_sentences()))
    return found and found.in_short()


def _block(answers: list[Answer], selection: Selection | None = None) -> AnswerBlock | None:
    if not answers:
        return None
    first, *others = answers
    lines = (_line(each, selection or Selection()) for each in first.sentences.all())
    return AnswerBlock(first, [line for line in lines if line], others)


def _line(sentence: AnswerSentence, selection: Selection) -> Line | None:
    """None for a statement that is not shown (rule 9)."""
    if sentence.is_gap:
        return Line(sentence.text)
    sentence.public_claims = selection.apply(sentence.public_claims).claims
    verdict = sentence.verdict()
    if verdict is None:
        return None
    public = {claim.pk: claim for claim in sentence.public_claims}
    used = {"needed": [], "backing": []}
    for each in sentence.uses.all():
        used[each.use] += filter(None, [public.get(each.claim_id)])
    return Line(sentence.text, verdict, used["needed"], used["backing"])
