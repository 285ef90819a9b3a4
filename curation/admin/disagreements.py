"""Questions on which sources differ, with their positions."""

from operator import attrgetter

from django import forms
from django.contrib import admin

from curation.admin.entries import Part, counted, kept
from curation.admin.fields import TypedForm
from curation.admin.publishing import PublishableAdmin, publication
from roles import services
from roles.models import Disagreement, Position


class PositionForm(TypedForm):
    """Asks for a place, not for the order itself, which the database wants unique at each step."""

    place = forms.IntegerField(
        required=False, min_value=1, help_text="1 stands first. Empty: after the others."
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["place"].initial = self.instance.order


class PositionInline(Part, admin.StackedInline):
    model = Position
    form = PositionForm
    fields = ["label", "claims", "place"]
    autocomplete_fields = ["claims"]
    help_texts = {
        "label": "What this side holds, in a few words.",
        "claims": "The claims that take this side.",
    }


@admin.register(Disagreement)
class DisagreementAdmin(PublishableAdmin):
    inlines = [PositionInline]
    exported = ["slug", "question", "status"]
    exported_lists = {"positions": attrgetter("label")}
    list_display = ["question", "status", counted("positions")]
    list_filter = ["status"]
    search_fields = ["question", "slug", "positions__label"]
    prepopulated_fields = {"slug": ["question"]}
    help_texts = {
        "question": "On which the sources differ, ending in a question mark.",
        "slug": "The last part of its address. Once it is published, rename it instead.",
        "status": "To be published it needs two positions that have claims.",
    }
    fieldsets = [
        (None, {"fields": ["question", "slug", "editors_note"]}),
        publication(),
    ]

    def save_entry(self, form, formsets) -> None:
        typed = kept(formsets)
        typed.sort(key=lambda each: each.cleaned_data["place"] or len(typed) + 1)
        services.save_disagreement(
            form.instance,
            positions=[(each.instance, each.cleaned_data["claims"]) for each in typed],
            reason=form.cleaned_data["reason"],
        )
