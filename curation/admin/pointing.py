"""Fields that point to other entries, sound against what no form of ours sends.

Django looks up whatever was typed as the chosen entry once more to show it, and a word there, or a
number that no column holds, would end the page.
"""

from django import forms
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.core.exceptions import ValidationError

from publishing.fields import key


class _KeysOnly:
    def optgroups(self, name, value, attr=None):
        return super().optgroups(name, [each for each in value if key(str(each))], attr)


class One(_KeysOnly, AutocompleteSelect):
    pass


class Many(_KeysOnly, AutocompleteSelectMultiple):
    pass


class Entries(forms.ModelMultipleChoiceField):
    def clean(self, value):
        for each in value if isinstance(value, (list, tuple)) else []:
            if not key(str(each)):
                code = "invalid_pk_value"
                raise ValidationError(self.error_messages[code], code=code, params={"pk": each})
        return super().clean(value)


class Pointing:
    """For a ModelAdmin or an inline with `autocomplete_fields`."""

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", One(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        kwargs.setdefault("form_class", Entries)
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", Many(db_field, self.admin_site))
        return super().formfield_for_manytomany(db_field, request, **kwargs)
