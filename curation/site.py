"""The admin site under our own name, with labels by which curators recognise what they choose."""

from django.contrib import admin
from django.contrib.admin.views.autocomplete import AutocompleteJsonView


class CurationSite(admin.AdminSite):
    site_header = "CIO KB curation"
    site_title = "CIO KB curation"
    index_title = "What there is to curate"

    def autocomplete_view(self, request):
        return Autocomplete.as_view(admin_site=self)(request)


class Autocomplete(AutocompleteJsonView):
    """Shows what the model's admin calls an entry, such as a passage with its text."""

    def process_request(self, request):
        term, *rest = super().process_request(request)
        return term.replace("\x00", ""), *rest  # PostgreSQL knows no such character

    def serialize_result(self, obj, to_field_name):
        label = getattr(self.model_admin, "choice_label", str)
        return super().serialize_result(obj, to_field_name) | {"text": label(obj)}
