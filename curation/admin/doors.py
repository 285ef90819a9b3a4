"""Admin whose every write goes through the services, and says in words what they refuse."""

from copy import copy
from functools import partial

from django import forms
from django.contrib import messages
from django.contrib.admin.widgets import (
    AdminTextareaWidget,
    AdminTextInputWidget,
    RelatedFieldWidgetWrapper,
)
from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.db import transaction
from django.shortcuts import redirect
from django.utils.encoding import force_str
from simple_history.admin import SimpleHistoryAdmin

from curation.admin import conflicts
from curation.admin.pointing import Pointing
from curation.admin.rows import Rows
from publishing import services
from publishing.dry_run import refusals
from publishing.fields import key

REASON_LENGTH = 300


class DoorForm(forms.ModelForm):
    """Carries why the entry is changed, and the version that the curator saw."""

    reason = forms.CharField(
        label="Why you change it",
        required=False,
        max_length=REASON_LENGTH,
        widget=AdminTextInputWidget,
        help_text="Readers see this in the history of the entry.",
    )
    version = forms.CharField(required=False, widget=forms.HiddenInput)

    door: "DoorAdmin"
    refused: ValidationError | None = None  # by the services, when this was tried before
    newest = ""  # the version to overwrite, where somebody else has saved meanwhile

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk and not self.is_bound:
            self.fields["version"].initial = self.door.version(self.instance)

    @property
    def changed_data(self) -> list[str]:
        return [name for name in super().changed_data if name not in {"reason", "version"}]

    def clean(self):
        cleaned = super().clean()
        if self.refused:
            self._repeat(self.refused)
        if self.instance.pk:
            self._refuse_overwriting()
        return cleaned

    def _repeat(self, refused: ValidationError) -> None:
        by_field = hasattr(refused, "error_dict")
        problems = refused.error_dict if by_field else {NON_FIELD_ERRORS: refused.error_list}
        for field, errors in problems.items():
            self.add_error(field if field in self.fields else None, errors)

    def _refuse_overwriting(self) -> None:
        services.hold()  # nobody saves between this look and our save
        seen = self.data.get("_overwrite") or self.data.get("version", "")
        theirs = self.door.changes_since(seen, self.instance)
        if theirs:
            self.newest = self.door.version(self.instance)
            self.add_error(
                None,
                [
                    "Somebody else has saved this since you opened it. Nothing of yours is saved "
                    "yet, and what you typed is still below. Their changes:",
                    *theirs,
                ],
            )


class DoorAdmin(Pointing, SimpleHistoryAdmin):
    """`services` is the module that this kind of entry is written through."""

    form = DoorForm
    services = services
    watched: list[conflicts.Watched] = []  # rows that are edited on the entry's own page
    help_texts: dict[str, str] = {}  # of fields whose model says nothing for curators
    list_per_page = 50
    show_full_result_count = False
    change_form_template = "admin/door_change_form.html"
    object_history_list_template = "admin/door_history_list.html"

    def save_entry(self, request, form, formsets) -> None:
        """Write the entry and all that was typed with it, in one call to the services."""
        raise NotImplementedError

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        return compact(super().formfield_for_dbfield(db_field, request, **kwargs))

    def get_ordering(self, request):
        """Said aloud: a query that counts rows forgets the order of the model."""
        return self.ordering or self.opts.ordering

    def version(self, entry) -> str:
        return conflicts.version(entry, self.watched)

    def changes_since(self, seen: str, entry) -> list[str]:
        return conflicts.changes_since(seen, entry, self.watched)

    def get_form(self, request, obj=None, change=False, **kwargs):
        kwargs.setdefault("help_texts", self.help_texts)
        form = super().get_form(request, obj, change, **kwargs)
        refused = getattr(request, "refused_by_services", None)
        extra = {"door": self, "refused": refused, "request": request}
        return type(form.__name__, (form,), extra)

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None or self.has_change_permission(request, obj):
            return [*fieldsets, (None, {"fields": ["reason", "version"]})]
        return fieldsets

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """What the services refuse, the form says: with every word still as it was typed."""
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except ValidationError as refused:
            request.refused_by_services = refused
            return super().changeform_view(request, object_id, form_url, extra_context)

    def history_view(self, request, object_id, extra_context=None):
        if not key(object_id):
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        return super().history_view(request, object_id, extra_context)

    def history_form_view(self, request, object_id, version_id, extra_context=None):
        """An old version is for reading: to go back to it is to type it again, by the rules."""
        if request.method == "POST":
            raise PermissionDenied
        if not (key(object_id) and key(version_id)):
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        return super().history_form_view(request, object_id, version_id, extra_context)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        context["tools"] = self.tools(request, obj) if obj else []
        return super().render_change_form(request, context, add, change, form_url, obj)

    def tools(self, request, entry) -> list[tuple[str, str]]:
        """Further pages on an entry, as (label, address), shown beside “History”."""
        return []

    def delete_view(self, request, object_id, extra_context=None):
        """The page has said what stands against it; this is for what came up since."""
        try:
            return super().delete_view(request, object_id, extra_context)
        except ValidationError as refused:
            self.say(request, messages.ERROR, refused.messages)
            return redirect(request.path)

    def changelist_view(self, request, extra_context=None):
        try:
            return super().changelist_view(request, extra_context)
        except ValidationError as refused:  # by a deletion of many, as above
            self.say(request, messages.ERROR, refused.messages)
            return redirect(request.get_full_path())

    def save_model(self, request, obj, form, change) -> None:
        """Nothing yet: the entry is saved with its inlines, or not at all."""

    def save_related(self, request, form, formsets, change) -> None:
        for formset in formsets:
            formset.save(commit=False)  # says what changed, for admin's log
        touched = form.has_changed() or any(formset.has_changed() for formset in formsets)
        if touched or not change:
            self.save_entry(request, form, formsets)
            self.warn(request, form.instance)

    def warn(self, request, entry) -> None:
        """Say what a curator should look at again, though no rule stands against it."""

    def delete_model(self, request, obj) -> None:
        services.delete(obj)

    @transaction.atomic
    def delete_queryset(self, request, queryset) -> None:
        for entry in queryset:
            services.delete(entry)

    def get_deleted_objects(self, objs, request):
        """What would go, who may not do it, and why the rules stand against it, in words."""
        going, counts, _, _ = super().get_deleted_objects(objs, request)
        lacking = {
            force_str(self.opts.verbose_name)
            for entry in objs
            if not self.has_delete_permission(request, entry)
        }
        against = [why for entry in objs for why in refusals(partial(services.delete, copy(entry)))]
        return going, counts, lacking, against

    def say(self, request, level: int, lines: list[str]) -> None:
        for line in lines:
            messages.add_message(request, level, line)


class InlinePart(Pointing):
    """What inlines share: help for each field, compact widgets, and rows that others may delete."""

    formset = Rows
    help_texts: dict[str, str] = {}

    def get_formset(self, request, obj=None, **kwargs):
        return super().get_formset(request, obj, help_texts=self.help_texts, **kwargs)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        return compact(super().formfield_for_dbfield(db_field, request, **kwargs))


def compact(field: forms.Field | None) -> forms.Field | None:
    """A long text in few rows, and no button that deletes what a field only names."""
    widget = field and field.widget
    if isinstance(widget, RelatedFieldWidgetWrapper):
        widget.can_delete_related = False
    elif isinstance(widget, AdminTextareaWidget):
        widget.attrs["rows"] = 4
    return field


def kept(formset) -> list[forms.ModelForm]:
    """The forms of an inline that stay: filled, and not ticked for deletion."""
    return [
        form
        for form in formset.forms
        if form not in formset.deleted_forms and (form.instance.pk or form.has_changed())
    ]
