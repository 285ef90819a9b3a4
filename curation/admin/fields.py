"""How forms of admin look entries up: sound against what no form of ours sends, and with no query
for what is known already or what the services ask again when they write.
"""

from django import forms
from django.contrib.admin.widgets import (
    AdminTextareaWidget,
    AutocompleteSelect,
    AutocompleteSelectMultiple,
    RelatedFieldWidgetWrapper,
)
from django.core.exceptions import ValidationError
from django.forms.models import InlineForeignKeyField, construct_instance

from publishing.fields import key


class _KeysOnly:
    """Django looks up whatever was typed once more to show it; a word would end the page."""

    def optgroups(self, name, value, attr=None):
        return super().optgroups(name, [each for each in value if key(str(each))], attr)


class One(_KeysOnly, AutocompleteSelect):
    known: tuple[int, str] | None = None  # key and label of what was loaded with its row

    def optgroups(self, name, value, attr=None):
        if self.known is None or [str(self.known[0])] != [str(each) for each in value]:
            return super().optgroups(name, value, attr)
        blank = [] if self.is_required else [self.create_option(name, "", "", False, 0)]
        pk, label = self.known
        return [(None, [*blank, self.create_option(name, pk, label, True, len(blank))], 0)]


class Many(_KeysOnly, AutocompleteSelectMultiple):
    pass


class Entry(forms.ModelChoiceField):
    """Looks nothing up where what is chosen is what was there before."""

    known = None

    def to_python(self, value):
        unchanged = self.known is not None and str(value) == str(self.known.pk)
        return self.known if unchanged else super().to_python(value)

    def knows(self, entry) -> None:
        self.known = entry
        widget = getattr(self.widget, "widget", self.widget)
        if isinstance(widget, One):
            widget.known = (entry.pk, self.label_from_instance(entry))


class Entries(forms.ModelMultipleChoiceField):
    def clean(self, value):
        for each in value if isinstance(value, (list, tuple)) else []:
            if not key(str(each)):
                code = "invalid_pk_value"
                raise ValidationError(self.error_messages[code], code=code, params={"pk": each})
        return super().clean(value)


class Fields:
    """For a ModelAdmin or an inline."""

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        kwargs.setdefault("form_class", Entry)
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", One(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        kwargs.setdefault("form_class", Entries)
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", Many(db_field, self.admin_site))
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """A long text in few rows, and no button that deletes what a field only names."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        widget = field and field.widget
        if isinstance(widget, RelatedFieldWidgetWrapper):
            widget.can_delete_related = False
        elif isinstance(widget, AdminTextareaWidget):
            widget.attrs["rows"] = 4
        return field


class TypedForm(forms.ModelForm):
    """Checks each field. What only the database knows, the services ask when they write."""

    def _post_clean(self) -> None:
        asked = (InlineForeignKeyField, forms.ModelChoiceField)  # these have looked it up
        known = {name for name, field in self.fields.items() if isinstance(field, asked)}
        exclude = self._get_validation_exclusions() | known
        try:
            construct_instance(self, self.instance, self._meta.fields, self._meta.exclude)
            self.instance.full_clean(exclude, validate_unique=False, validate_constraints=False)
        except ValidationError as problem:
            self._update_errors(problem)
