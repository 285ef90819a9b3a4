"""What waits for a curator, as numbers that lead to the lists."""

from dataclasses import dataclass

from django.urls import reverse

from articles.models import Article, Passage
from review.models import Candidate
from roles.answer_services import filled_gaps
from roles.models import Answer, Citation, Claim, Disagreement, Role


@dataclass(frozen=True)
class Waiting:
    label: str
    number: int
    address: str


def waiting(user) -> list[Waiting]:
    """Only what the account may see."""
    if not user.has_perm("roles.view_claim"):
        return []
    claims = reverse("admin:roles_claim_changelist")
    answers = reverse("admin:roles_answer_changelist")
    passages = reverse("admin:articles_passage_changelist")
    drafts = [
        Waiting(
            f"Draft {model._meta.verbose_name_plural}",
            model.objects.filter(status=model.Status.DRAFT).count(),
            reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
            + "?status__exact=draft",
        )
        for model in (Claim, Article, Role, Disagreement, Answer)
    ]
    stale = Citation.objects.needing_recheck()
    undigested = Passage.objects.standing().filter(text="")
    return [
        Waiting(
            "Candidates to review",
            Candidate.objects.waiting().count(),
            reverse("admin:review_sourcedocument_changelist"),
        ),
        Waiting("Citations to check again", stale.count(), reverse("admin:recheck")),
        Waiting(
            "Claims published, not public",
            Claim.objects.published_not_public().count(),
            f"{claims}?state=not-public",
        ),
        Waiting(
            "Contested claims",
            Claim.objects.with_contested().filter(contested=True).count(),
            f"{claims}?state=contested",
        ),
        Waiting(
            "Uncited claims",
            Claim.objects.filter(citations=None).count(),
            f"{claims}?state=uncited",
        ),
        Waiting(
            "Passages without digest",
            undigested.count(),
            f"{passages}?digest=missing",
        ),
        Waiting(
            "Answers with silent sentences",
            Answer.objects.with_silence().count(),
            f"{answers}?state=silent",
        ),
        Waiting(
            "Gaps where a public claim has appeared",
            len(filled_gaps()),
            f"{answers}?state=filled",
        ),
        *drafts,
    ]
