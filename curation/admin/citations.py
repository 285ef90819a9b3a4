"""Citations, edited on the page of their claim."""

from django import forms
from django.contrib import admin

from curation.admin.entries import Part
from curation.admin.fields import TypedForm
from roles.models import Citation


class CitationForm(TypedForm):
    confirm = forms.BooleanField(
        label="I have read the passage as it stands now",
        required=False,
        help_text="It has changed since somebody last read it for this claim.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not (self.instance.pk and self.instance.needs_recheck):
            self.fields["confirm"].widget = forms.HiddenInput()

    def clean(self):
        if self.cleaned_data.get("confirm"):
            self.instance.checked_text = self.instance.passage.text
        return super().clean()


class CitationInline(Part, admin.StackedInline):
    model = Citation
    form = CitationForm
    fields = ["passage", ("stance", "voice"), "note", "sample", "confirm"]
    autocomplete_fields = ["passage", "voice"]
    help_texts = {
        "passage": "Type words of the article’s title or of the passage.",
        "stance": "Supports, disputes, or limits the claim.",
        "note": "For readers: what carries the subject, where the passage alone does not.",
    }

    def get_extra(self, request, obj=None, **kwargs) -> int:
        return 0 if obj else 1

    def get_queryset(self, request):
        return super().get_queryset(request).with_sources().select_related("voice__article")

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        """Offers what the list of such entries has, under the same label."""
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if db_field.name in self.autocomplete_fields:
            remote = self.admin_site.get_model_admin(db_field.remote_field.model)
            field.queryset = remote.get_queryset(request)
            field.label_from_instance = remote.choice_label
        return field
