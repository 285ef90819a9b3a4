"""Questions on which sources differ, with their positions."""

from django import forms
from django.contrib import admin
from django.db.models import Count

from curation.admin.conflicts import Watched
from curation.admin.doors import InlinePart, kept
from curation.admin.publishing import PublishableAdmin
from roles import services
from roles.models import Disagreement, Position


class PositionForm(forms.ModelForm):
    """Asks for a place, not for the order itself, which the database wants unique at each step."""

    place = forms.IntegerField(
        required=False, min_value=1, help_text="1 stands first. Empty: after the others."
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["place"].initial = self.instance.order


class PositionInline(InlinePart, admin.StackedInline):
    model = Position
    form = PositionForm
    extra = 0
    fields = ["label", "claims", "place"]
    autocomplete_fields = ["claims"]
    help_texts = {
        "label": "What this side holds, in a few words.",
        "claims": "The claims that take this side.",
    }


@admin.register(Disagreement)
class DisagreementAdmin(PublishableAdmin):
    services = services
    inlines = [PositionInline]
    watched = [Watched(Position, "disagreement_id")]
    list_display = ["question", "status", "number_of_positions"]
    list_filter = ["status"]
    search_fields = ["question", "slug", "positions__label"]
    prepopulated_fields = {"slug": ["question"]}
    help_texts = {
        "question": "On which the sources differ, ending in a question mark.",
        "slug": "The last part of its address. Once it is published, rename it instead.",
        "status": "To be published it needs two positions that have claims.",
    }
    readonly_fields = ["first_published_on", "withdrawn_on"]
    fieldsets = [
        (None, {"fields": ["question", "slug", "editors_note"]}),
        (
            "Publication",
            {
                "fields": [
                    "status",
                    "withdrawn_because",
                    ("first_published_on", "withdrawn_on"),
                ]
            },
        ),
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(positions_here=Count("positions"))

    @admin.display(description="Positions", ordering="positions_here")
    def number_of_positions(self, disagreement) -> int:
        return disagreement.positions_here

    def save_entry(self, request, form, formsets) -> None:
        typed = [each for formset in formsets for each in kept(formset)]
        typed.sort(key=lambda each: each.cleaned_data["place"] or len(typed) + 1)
        services.save_disagreement(
            form.instance,
            positions=[(each.instance, each.cleaned_data["claims"]) for each in typed],
            reason=form.cleaned_data["reason"],
        )
