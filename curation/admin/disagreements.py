"""Questions on which sources differ, with their positions."""

from operator import attrgetter

from django.contrib import admin

from curation.admin.entries import Part, PlacedForm, counted, placed
from curation.admin.publishing import PublishableAdmin, publication
from roles import services
from roles.models import Disagreement, Position


class PositionInline(Part, admin.StackedInline):
    model = Position
    form = PlacedForm
    fields = ["label", "claims", "place"]
    autocomplete_fields = ["claims"]
    help_texts = {
        "label": "What this side holds, in a few words.",
        "claims": "The claims that take this side.",
    }


@admin.register(Disagreement)
class DisagreementAdmin(PublishableAdmin):
    inlines = [PositionInline]
    exported = ["slug", "question", "decision_area__slug", "point__slug", "status"]
    exported_lists = {"positions": attrgetter("label")}
    list_display = ["question", "decision_area", "point", "status", counted("positions")]
    list_filter = ["status", "decision_area", "point"]
    list_select_related = ["decision_area", "point"]
    search_fields = ["question", "slug", "positions__label"]
    prepopulated_fields = {"slug": ["question"]}
    autocomplete_fields = ["decision_area", "point"]
    help_texts = {
        "question": "On which the sources differ, ending in a question mark.",
        "slug": "The last part of its address. Once it is published, rename it instead.",
        "point": "Its rows show the disagreement.",
        "status": "To be published it needs two positions that have claims.",
    }
    fieldsets = [
        (None, {"fields": ["question", "slug", ("decision_area", "point"), "editors_note"]}),
        publication(),
    ]

    def save_entry(self, form, formsets) -> None:
        services.save_disagreement(
            form.instance,
            positions=[(each.instance, each.cleaned_data["claims"]) for each in placed(formsets)],
            reason=form.cleaned_data["reason"],
        )
