"""The admin site under our own name, with what waits for curators on its first page, and labels by
which they recognise what they choose.
"""

from functools import wraps

from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.core.exceptions import BadRequest
from django.db import DataError
from django.urls import path

from publishing.fields import key


class CurationSite(admin.AdminSite):
    site_header = "CIO KB curation"
    site_title = "CIO KB curation"
    index_title = "What there is to curate"

    def get_urls(self):
        from curation.recheck import recheck  # models are not loaded when the site is made

        view = self.admin_view(lambda request: recheck(request, self))
        return [path("recheck/", view, name="recheck"), *super().get_urls()]

    def admin_view(self, view, cacheable=False):
        """What no page of ours sends is an answer and no error: rows that are chosen by a word, a
        number that no column holds.
        """

        @wraps(view)
        def sound(request, *args, **kwargs):
            if not all(map(key, request.POST.getlist(ACTION_CHECKBOX_NAME))):
                raise BadRequest("Rows are chosen by their keys.")
            try:
                return view(request, *args, **kwargs)
            except (OverflowError, DataError) as problem:  # of SQLite, of PostgreSQL
                raise BadRequest("A number is too large for any column.") from problem

        return super().admin_view(sound, cacheable)

    def index(self, request, extra_context=None):
        from curation.dashboard import waiting

        return super().index(request, {"waiting": waiting(request.user)} | (extra_context or {}))

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
