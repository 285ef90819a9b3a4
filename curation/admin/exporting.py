"""A list in admin as a file: every row that its filters leave, not the page alone."""

import json
from collections.abc import Callable

from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ERROR_FLAG
from django.core.exceptions import PermissionDenied
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils import timezone

from reading.comparison.files import table_as_csv

FORMS = {"csv": "text/csv; charset=utf-8", "json": "application/json"}


class Exported:
    """For a ModelAdmin. A column's name leads to its value as a query's would: role__slug. What is
    related many times (`exported_lists`) is joined in one cell.
    """

    change_list_template = "admin/entry_change_list.html"
    exported: list[str] = []
    exported_lists: dict[str, Callable] = {}  # relation -> what an entry of it is called

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}_export"
        view = self.admin_site.admin_view(self.export_view)
        return [path("export/<str:form>/", view, name=name), *super().get_urls()]

    def changelist_view(self, request, extra_context=None):
        context = {"forms": list(FORMS)} | (extra_context or {})
        return super().changelist_view(request, context)

    def export_view(self, request, form: str) -> HttpResponse:
        if form not in FORMS or not self.has_view_permission(request):
            raise PermissionDenied
        try:
            shown = self.get_changelist_instance(request).get_queryset(request)
        except IncorrectLookupParameters:
            shown = f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist"
            return redirect(f"{reverse(shown)}?{ERROR_FLAG}=1")  # as the list itself does
        rows = [self._row(entry) for entry in self.export_queryset(shown)]
        if form == "csv":
            lines = (["" if cell is None else str(cell) for cell in row] for row in rows)
            content = table_as_csv(self.columns, lines)
        else:
            named = [dict(zip(self.columns, row, strict=True)) for row in rows]
            content = json.dumps(named, cls=DjangoJSONEncoder, ensure_ascii=False)
        response = HttpResponse(content, content_type=FORMS[form])
        name = f"{self.opts.model_name}s-{timezone.localdate().isoformat()}.{form}"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response

    @property
    def columns(self) -> list[str]:
        return [*self.exported, *self.exported_lists]

    def export_queryset(self, queryset):
        to = [each.rpartition("__")[0] for each in self.exported if "__" in each]
        return queryset.select_related(*to).prefetch_related(*self.exported_lists)

    def _row(self, entry) -> list:
        row = [_value(entry, column) for column in self.exported]
        for relation, named in self.exported_lists.items():
            row.append(", ".join(sorted(map(named, getattr(entry, relation).all()))))
        return row


def _value(entry, column: str):
    for name in column.split("__"):
        entry = entry and getattr(entry, name)
    return entry
