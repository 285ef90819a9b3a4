"""The queue: one candidate a page, everything that is needed to decide on it in one form."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from curation.admin.pages import refusal_of
from publishing.fields import key
from publishing.models import Status
from review import decisions, services
from review.forms import ClaimForm, DutyForm
from review.models import Candidate, Decision, SourceDocument
from review.similar import similar_entries
from roles.models import Citation, Claim
from roles.services import save

# Button -> the reason that readers of the queue see, and the key that gives it.
REASONS = [
    ("n", "Says nothing about a role"),
    ("o", "Is about somebody else"),
    ("v", "Too vague to be a claim"),
    ("t", "Said better by another passage"),
]
# Field -> what it is called where its words are given back.
TYPED = {
    "statement": "The statement",
    "digest": "The digest",
    "note": "The note",
    "parts": "The parts",
    "why": "The reason",
}
AROUND = 2  # passages shown before and after


def may_change(request: HttpRequest) -> bool:
    return request.user.has_perm("review.change_candidate")


class QueuePage:
    """A GET shows the candidate that the curator is at; a POST decides on it and goes on."""

    def __init__(self, request: HttpRequest, document: SourceDocument, site):
        self.request, self.document, self.site = request, document, site
        self.user = request.user
        if not may_change(request) or not self.user.has_perm("roles.add_claim"):
            raise PermissionDenied
        self.publishes = self.user.has_perm("roles.publish_claim")
        self.published = document.article.status == Status.PUBLISHED
        self.may_digest = document.article.is_draft or self.user.has_perm(
            "articles.publish_article"
        )

    def respond(self) -> HttpResponse:
        if self.request.method == "POST":
            found = self.document.candidates.for_queue()
            number = self.request.POST.get("candidate", "")
            candidate = found.filter(pk=key(number)).first()
            if why := self._too_late(candidate):
                return self._give_back(candidate, why)
            return self.decide(candidate)
        candidate = services.lease_next(self.document, self.user)
        if candidate is None:
            return self._finished()
        return self.show(candidate)

    def _finished(self) -> HttpResponse:
        waiting = self.document.candidates.waiting().count()
        if waiting:
            messages.info(self.request, f"Others are at the last {waiting} candidates.")
        else:
            messages.success(self.request, "Every candidate has a decision.")
        return redirect("admin:review_sourcedocument_change", self.document.pk)

    def _too_late(self, candidate: Candidate | None) -> str:
        """Why nothing can be decided: the page was left open, or the browser went back to it."""
        if candidate is None:
            return "This candidate is gone: the decision that had made it was undone."
        try:
            services.hold_lease(candidate, self.user)
        except ValidationError as refused:
            return " ".join(refused.messages)
        return ""

    def _give_back(self, candidate: Candidate | None, why: str) -> HttpResponse:
        """Go on, with every word that was typed in sight."""
        messages.error(self.request, why)
        post = self.request.POST
        given = {"", post.get("shown"), candidate and candidate.text}
        if candidate:
            given.add(self.form(candidate).initial["statement"].strip())
        for name, called in TYPED.items():
            if (typed := post.get(name, "").strip()) not in given:
                messages.info(self.request, f"{called} that you typed there: {typed}")
        return self.again()

    def again(self) -> HttpResponse:
        return redirect("admin:review_queue", self.document.pk)

    def decide(self, candidate: Candidate) -> HttpResponse:
        """Do what the button says. What is refused is shown with every word as it was typed."""
        post = self.request.POST
        try:
            if "reject" in post:
                decisions.reject(candidate, user=self.user, reason=self._reason())
            elif "merge" in post:
                self._merge(candidate)
            elif "skip" in post:
                services.skip(candidate, user=self.user)
            elif "split" in post:
                lines = [line.strip() for line in post.get("parts", "").splitlines()]
                decisions.split(candidate, user=self.user, parts=[each for each in lines if each])
            elif "correct" in post:
                return self._correct(candidate, self.form(candidate, post))
            elif "digest_only" in post:
                decisions.write_digest(candidate, user=self.user, digest=self._digest(candidate))
                messages.success(self.request, "The digest is saved.")
            elif "duty" in post:
                return self._duty(candidate)
            else:
                form = self.form(candidate, post)
                if not form.is_valid() or not self._accept(candidate, form):
                    return self.show(candidate, form)
        except ValidationError as refused:
            return self._refused(candidate, refused)
        return self.again()

    def _refused(self, candidate: Candidate, refused: ValidationError) -> HttpResponse:
        for line in refused.messages:
            messages.error(self.request, line)
        return self.show(candidate, self.typed(candidate))

    def form(self, candidate: Candidate, data=None, **initial) -> ClaimForm:
        return ClaimForm(
            data,
            candidate=candidate,
            similar=similar_entries(candidate),
            may_publish=self.publishes and self.published,
            initial={"digest": decisions.written(candidate.passage)} | initial,
        )

    def typed(self, candidate: Candidate, **changed) -> ClaimForm:
        """The form as it was sent, unjudged."""
        post, files = self.request.POST, self.request.FILES
        blank = self.form(candidate)
        sent = {
            name: field.widget.value_from_datadict(post, files, name)
            for name, field in blank.fields.items()
        }
        return self.form(candidate, **(sent | changed))

    def _reason(self) -> str:
        reason = self.request.POST["reject"] or self.request.POST.get("why", "").strip()
        if not reason:
            raise ValidationError("Say why it is rejected.")
        return reason[:300]

    def _digest(self, candidate: Candidate) -> str | None:
        """What was typed. Left as the page showed it, it is what stands by now: another curator may
        have let it grow. None where this curator may not change what readers see."""
        if not self.may_digest:
            return None
        shown = self.request.POST.get("shown", "")
        typed = self.request.POST.get("digest", shown)
        return decisions.written(candidate.passage) if typed.split() == shown.split() else typed

    def _accept(self, candidate: Candidate, form: ClaimForm) -> bool:
        facts, digest = form.cleaned_data, self._digest(candidate)
        another = self.request.POST.get("accept") == "another"
        try:
            claim = decisions.accept(
                candidate,
                user=self.user,
                claim=form.instance,
                digest=digest,
                contexts=facts["contexts"],
                note=facts["note"],
                publish=facts.get("publish", False),
                another=another,
            )
        except ValidationError as refused:
            refusal_of(form, refused)
            return False
        again = " The same words stand here once more." if another else ""
        messages.success(self.request, f"Accepted: {claim}{again}")
        return True

    def _merge(self, candidate: Candidate) -> None:
        stance, _, number = self.request.POST["merge"].partition(":")
        if stance not in Citation.Stance.values or key(number) is None:
            raise ValidationError("Choose the claim to merge it into.")
        claim = get_object_or_404(Claim.objects.exclude(status=Status.WITHDRAWN), pk=number)
        if not claim.is_draft and not self.publishes:
            raise ValidationError(
                "Readers know this claim, so only editors change what it rests on. Skip this "
                "candidate and ask one of them, or accept it as a draft of its own."
            )
        decisions.merge(
            candidate,
            user=self.user,
            into=claim,
            stance=stance,
            digest=self._digest(candidate),
            note=self.request.POST.get("note", "")[:300],
        )
        messages.success(self.request, f"Merged into: {claim}")

    def _correct(self, candidate: Candidate, form: ClaimForm) -> HttpResponse:
        form.is_valid()
        role, aspect = form.cleaned_data.get("role"), form.cleaned_data.get("aspect")
        if not role or not aspect:
            raise ValidationError("Choose the role and the aspect that it is about.")
        services.correct(candidate, user=self.user, role=role.slug, aspect=aspect)
        kept = {name: self.request.POST.get(name, "") for name in ("statement", "digest", "note")}
        if kept["statement"].strip() == form.initial["statement"].strip():
            del kept["statement"]  # the new role begins it
        return self.show(candidate, self.form(candidate, **kept))

    def _duty(self, candidate: Candidate) -> HttpResponse:
        if not self.user.has_perm("roles.add_responsibility"):
            raise PermissionDenied
        duty = DutyForm(self.request.POST)
        if not duty.is_valid():
            return self.show(candidate, self.typed(candidate), duty)
        made = save(duty.instance)
        return self.show(candidate, self.typed(candidate, responsibility=made.pk))

    def show(self, candidate: Candidate, form=None, duty=None) -> HttpResponse:
        document, form = self.document, form or self.form(candidate)
        last = Decision.objects.of(document).filter(by=self.user).first()
        context = {
            **self.site.each_context(self.request),
            **{"title": document.article.title, "subtitle": None, "opts": document._meta},
            "document": document,
            "candidate": candidate,
            "place": document.decided + 1,
            "around": self._around(candidate),
            "similar": form.similar,
            "stated": Citation.objects.filter(passage=candidate.passage).select_related("claim"),
            "form": form,
            "duty": duty or DutyForm(),
            "reasons": REASONS,
            "last": last,
            "may_digest": self.may_digest,
            "shown": self.request.POST.get("shown", decisions.written(candidate.passage)),
            "publishes": self.publishes,
            "add_another": reverse("admin:review_sourcedocument_change", args=[document.pk]),
        }
        response = TemplateResponse(self.request, "admin/review/queue.html", context)
        response["Cache-Control"] = "no-store"
        return response

    def _around(self, candidate: Candidate):
        """The passage among its neighbours, in the original's words."""
        at = candidate.passage.ordinal
        return candidate.document.article.passages.standing().filter(
            ordinal__range=(at - AROUND, at + AROUND)
        )
