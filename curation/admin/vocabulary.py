"""Decision areas, responsibilities and contexts: what claims are sorted by."""

from django.contrib import admin
from django.db.models import Count

from curation.admin.doors import DoorAdmin
from roles import services
from roles.models import Context, DecisionArea, Responsibility


class VocabularyAdmin(DoorAdmin):
    services = services
    prepopulated_fields = {"slug": ["title"]}
    help_texts = {
        "title": "Short, and unlike its neighbours.",
        "slug": "The last part of its address. To change it later, rename it.",
        "order": "1 stands first.",
        "decision_area": "The area that it is decided in.",
    }
    readonly_when_known = ["slug"]  # its page has an address

    def get_readonly_fields(self, request, obj=None):
        return self.readonly_when_known if obj else []

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else self.prepopulated_fields

    def save_entry(self, request, form, formsets) -> None:
        services.save(form.instance, reason=form.cleaned_data["reason"])


class CountedAdmin(VocabularyAdmin):
    """With the number of claims that each entry sorts."""

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(claims_here=Count("claims", distinct=True))

    @admin.display(description="Claims", ordering="claims_here")
    def number_of_claims(self, entry) -> int:
        return entry.claims_here


@admin.register(DecisionArea)
class DecisionAreaAdmin(VocabularyAdmin):
    list_display = ["title", "question", "order", "duties"]
    search_fields = ["title", "slug", "question"]
    fields = ["title", "slug", "question", "order"]

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(duties_here=Count("responsibilities"))

    @admin.display(description="Responsibilities", ordering="duties_here")
    def duties(self, area) -> int:
        return area.duties_here


@admin.register(Responsibility)
class ResponsibilityAdmin(CountedAdmin):
    list_display = ["title", "decision_area", "number_of_claims"]
    list_filter = ["decision_area"]
    list_select_related = ["decision_area"]
    search_fields = ["title", "slug", "keywords", "decision_area__title"]
    fields = ["title", "slug", "decision_area", "keywords"]

    def choice_label(self, responsibility: Responsibility) -> str:
        return f"{responsibility.title} ({responsibility.decision_area})"


@admin.register(Context)
class ContextAdmin(CountedAdmin):
    list_display = ["title", "order", "number_of_claims"]
    search_fields = ["title", "slug"]
    fields = ["title", "slug", "order"]
    readonly_when_known = []  # it has no page
