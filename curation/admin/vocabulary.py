"""Decision areas, responsibilities, points and contexts: what claims are sorted by."""

from django.contrib import admin

from curation.admin.entries import EntryAdmin, counted
from curation.admin.exporting import Exported
from roles import merging, services
from roles.models import Context, DecisionArea, Point, Responsibility


class VocabularyAdmin(EntryAdmin):
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

    def save_entry(self, form, formsets) -> None:
        services.save(form.instance, reason=form.cleaned_data["reason"])


@admin.register(DecisionArea)
class DecisionAreaAdmin(VocabularyAdmin):
    list_display = ["title", "question", "order", counted("responsibilities")]
    search_fields = ["title", "slug", "question"]
    fields = ["title", "slug", "question", "order"]
    pages = ("rename",)


@admin.register(Responsibility)
class ResponsibilityAdmin(Exported, VocabularyAdmin):
    list_display = ["title", "decision_area", counted("claims")]
    list_filter = ["decision_area"]
    list_select_related = ["decision_area"]
    search_fields = ["title", "slug", "keywords", "decision_area__title"]
    fields = ["title", "slug", "decision_area", "keywords"]
    exported = ["slug", "title", "decision_area__slug"]
    pages = ("rename", "merge")
    merge = staticmethod(merging.merge_responsibilities)
    merge_field = "responsibility"
    merge_explanation = (
        "Its claims go to the other responsibility, and its address leads there for ever."
    )

    def choice_label(self, responsibility: Responsibility) -> str:
        return f"{responsibility.title} ({responsibility.decision_area})"


@admin.register(Point)
class PointAdmin(Exported, VocabularyAdmin):
    list_display = ["title", "question", "order", counted("claims"), counted("gaps")]
    search_fields = ["title", "slug", "question"]
    fields = ["title", "slug", "question", "order"]
    exported = ["slug", "title", "question", "order"]
    pages = ("rename", "merge")
    merge = staticmethod(merging.merge_points)
    merge_field = "point"
    merge_explanation = "Its claims, disagreements and gaps go to the other point, as its links do."


@admin.register(Context)
class ContextAdmin(VocabularyAdmin):
    list_display = ["title", "order", counted("claims")]
    search_fields = ["title", "slug"]
    fields = ["title", "slug", "order"]
    readonly_when_known = []  # it has no page
