"""Citations, edited on the page of their claim."""

from django import forms
from django.contrib import admin

from curation.admin.doors import InlinePart, kept
from curation.admin.pointing import One
from curation.admin.rows import Rows
from roles import publication
from roles.models import Citation, Claim


class KnownSelect(One):
    """Shows what is chosen from what was loaded with the row, without a query for each row."""

    known: tuple[int, str] | None = None  # key and label

    def optgroups(self, name, value, attr=None):
        if self.known is None or [str(self.known[0])] != [str(each) for each in value]:
            return super().optgroups(name, value, attr)
        blank = [] if self.is_required else [self.create_option(name, "", "", False, 0)]
        key, label = self.known
        return [(None, [*blank, self.create_option(name, key, label, True, len(blank))], 0)]


class CitationForm(forms.ModelForm):
    confirm = forms.BooleanField(
        label="I have read the passage as it stands now",
        required=False,
        help_text="It has changed since somebody last read it for this claim.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not (self.instance.pk and self.instance.needs_recheck):
            self.fields["confirm"].widget = forms.HiddenInput()
        for name in ("passage", "voice"):
            chosen = self.instance.pk and getattr(self.instance, name)
            if chosen and name in self.fields:
                label = self.fields[name].label_from_instance(chosen)
                self.fields[name].widget.widget.known = (chosen.pk, label)

    def clean(self):
        if self.cleaned_data.get("confirm"):
            self.instance.checked_text = self.instance.passage.text
        return super().clean()


class CitationFormSet(Rows):
    """Rule 1 needs the claim's own fields and its citations, as they are typed, together."""

    def clean(self) -> None:
        super().clean()
        if any(self.errors) or not isinstance(self.instance, Claim):
            return
        before = publication.saved(self.instance)
        after = publication.typed(
            self.instance, [(form.instance.passage, form.instance.stance) for form in kept(self)]
        )
        if why := publication.refusal(before, after):
            raise forms.ValidationError(why)


class CitationInline(InlinePart, admin.StackedInline):
    model = Citation
    form = CitationForm
    formset = CitationFormSet
    extra = 0
    fields = ["passage", ("stance", "voice"), "note", "confirm"]
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
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if db_field.name in {"passage", "voice"}:
            remote = self.admin_site.get_model_admin(db_field.remote_field.model)
            field.queryset = remote.get_queryset(request)
            field.label_from_instance = remote.choice_label
            field.widget = KnownSelect(db_field, self.admin_site)
        return field
