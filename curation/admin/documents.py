"""Documents: adding one, the list with its progress, and what became of each candidate."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html

from curation.admin.queue import QueuePage, may_change
from extraction import Refusal
from publishing.fields import key
from review import decisions, services
from review.forms import DocumentForm
from review.models import Decision, SourceDocument
from roles.models import Claim


@admin.register(SourceDocument)
class SourceDocumentAdmin(admin.ModelAdmin):
    list_display = ["article_title", "name", "progress", "review", "added_by", "added_at"]
    search_fields = ["article__title", "name"]
    list_per_page = 50

    def get_queryset(self, request):
        return super().get_queryset(request).with_progress().select_related("added_by")

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("<int:pk>/queue/", view(self.queue), name="review_queue"),
            path("<int:pk>/undo/", view(self.undo), name="review_undo"),
            path("<int:pk>/publish/", view(self.publish), name="review_publish"),
            *super().get_urls(),
        ]

    @admin.display(description="Article", ordering="article__title")
    def article_title(self, document) -> str:
        return document.article.title

    @admin.display(description="Decided")
    def progress(self, document) -> str:
        return f"{document.decided} of {document.total}"

    @admin.display(description="")
    def review(self, document) -> str:
        if document.decided == document.total:
            return "done"
        return format_html('<a href="{}">Review</a>', address("review_queue", document))

    def has_change_permission(self, request, obj=None) -> bool:
        return False  # a document is what it is; its article is changed on its own page

    def has_delete_permission(self, request, obj=None) -> bool:
        return False  # it goes with its article

    def add_view(self, request, form_url="", extra_context=None):
        if not (self.has_add_permission(request) and request.user.has_perm("articles.add_article")):
            raise PermissionDenied
        form = DocumentForm(request.POST or None, request.FILES or None)
        if form.is_valid() and (document := self._add(request, form)):
            return redirect(address("review_queue", document))
        context = {**self.admin_site.each_context(request), "opts": self.opts, "form": form}
        context |= {"title": "Add an article", "subtitle": None, "media": self.media}
        return TemplateResponse(request, "admin/review/add.html", context)

    def _add(self, request, form) -> SourceDocument | None:
        data, name = form.document()
        facts = {key: form.cleaned_data[key] for key in ("title", "kind", "with_comments")}
        try:
            document = services.add_document(data, name, user=request.user, **facts)
        except services.AlreadyAdded as known:
            link = format_html(
                'This very document was added before: <a href="{}">{}</a>.',
                address("review_sourcedocument_change", known.document),
                known.document,
            )
            form.add_error(None, link)
        except Refusal as refusal:
            form.add_error("file" if form.cleaned_data.get("file") else "text", str(refusal))
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
        else:
            self.log_addition(request, document, "Added from a document.")
            messages.success(request, _added(document))
            return document
        return None

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """What the document states of itself, what was decided, and what may be published."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        document = self.get_object(request, object_id)
        if document is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        drafts = Claim.objects.filter(
            decisions__candidate__document=document,
            decisions__outcome=Decision.Outcome.ACCEPTED,
            status=Claim.Status.DRAFT,
        )
        context = {
            **self.admin_site.each_context(request),
            **{"title": document.article.title, "subtitle": None, "opts": self.opts},
            "document": document,
            "decisions": Decision.objects.of(document),
            "drafts": drafts.select_related("role"),
            "may_publish": may_publish(request, document),
            "media": self.media,
        }
        return TemplateResponse(request, "admin/review/document.html", context)

    def queue(self, request: HttpRequest, pk: int) -> HttpResponse:
        document = get_object_or_404(self.get_queryset(request), pk=pk)
        return QueuePage(request, document, self.admin_site).respond()

    def undo(self, request: HttpRequest, pk: int) -> HttpResponse:
        """One's own decision, or any for those who publish."""
        if not may_change(request):
            raise PermissionDenied
        number = request.POST.get("decision", "")
        found = Decision.objects.of(pk).filter(pk=key(number))
        decision = found.first()
        if decision is None:
            messages.error(request, "That decision was undone before: nothing has changed.")
            return redirect("admin:review_queue", pk)
        own = decision.by_id == request.user.pk
        editor = request.user.has_perm("roles.publish_claim")
        known = decision.claim and decision.claim.first_published_on
        if not (editor or (own and not known)):
            raise PermissionDenied
        try:
            decisions.undo(decision, user=request.user)
        except ValidationError as refused:
            for line in refused.messages:
                messages.error(request, line)
            return redirect("admin:review_sourcedocument_change", pk)
        messages.success(request, "Taken back: the candidate waits again.")
        return redirect("admin:review_queue", pk)

    def publish(self, request: HttpRequest, pk: int) -> HttpResponse:
        document = get_object_or_404(self.get_queryset(request), pk=pk)
        if not may_publish(request, document) or request.method != "POST":
            raise PermissionDenied
        chosen = Claim.objects.filter(
            pk__in=filter(None, map(key, request.POST.getlist("claim"))),
            decisions__candidate__document=document,
        )
        try:
            decisions.publish(document, claims=list(chosen))
        except ValidationError as refused:
            for line in refused.messages:
                messages.error(request, line)
        else:
            messages.success(request, f"Published: the article, and {len(chosen)} of its claims.")
        return redirect("admin:review_sourcedocument_change", pk)


def address(name: str, document: SourceDocument) -> str:
    return reverse(f"admin:{name}", args=[document.pk])


def may_publish(request: HttpRequest, document: SourceDocument) -> bool:
    user = request.user
    return may_change(request) and all(
        user.has_perm(name) for name in ("articles.publish_article", "roles.publish_claim")
    )


def _added(document: SourceDocument) -> str:
    found = document.candidates.count()
    before = f" {document.remembered} were decided before." if document.remembered else ""
    return f"Added as a draft: {found} candidates wait.{before}"
