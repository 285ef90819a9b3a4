"""The admin of every kind of entry: written through the services, which say in words what they
refuse (docs/decisions/0013-admin.md).
"""

from copy import copy
from functools import partial

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.views.main import PAGE_VAR
from django.contrib.admin.widgets import AdminTextInputWidget
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db.models import Count
from django.forms import all_valid
from django.shortcuts import redirect
from django.utils.encoding import force_str
from simple_history.admin import SimpleHistoryAdmin

from curation.admin.fields import Fields, TypedForm
from curation.admin.pages import Pages, refusal_of
from curation.admin.rows import Rows
from publishing import services
from publishing.dry_run import refusals
from publishing.fields import key
from reading.history.steps import since, steps, version


class EntryForm(TypedForm):
    """Carries why the entry is changed, and the version that the curator saw."""

    reason = forms.CharField(
        label="Why you change it",
        required=False,
        max_length=300,
        widget=AdminTextInputWidget,
        help_text="Readers see this in the history of the entry.",
    )
    version = forms.CharField(required=False, widget=forms.HiddenInput)

    admin: "EntryAdmin"
    newest = ""  # the version to overwrite, where somebody else has saved meanwhile

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk and not self.is_bound:
            self.fields["version"].initial = version(self.instance)

    @property
    def changed_data(self) -> list[str]:
        return [name for name in super().changed_data if name not in {"reason", "version"}]

    def clean(self):
        cleaned = super().clean()
        if self.instance.pk:
            self._refuse_overwriting()
        return cleaned

    def _refuse_overwriting(self) -> None:
        services.hold()  # nobody saves between this look and our save
        seen = self.data.get("_overwrite") or self.data.get("version", "")
        theirs = since(seen, self.instance)
        if theirs:
            self.newest = version(self.instance)
            self.add_error(
                None,
                [
                    "Somebody else has saved this since you opened it. Nothing of yours is saved "
                    "yet, and what you typed is still below. Their changes:",
                    *theirs,
                ],
            )

    def is_valid(self) -> bool:
        """Right is what the services have written, with its rows: so a refusal of theirs is an
        error of the form like any other, with every word still as it was typed.
        """
        formsets = getattr(self.request, "formsets", [])
        return super().is_valid() and all_valid(formsets) and self._written(formsets)

    def _written(self, formsets) -> bool:
        for formset in formsets:
            formset.save(commit=False)  # says what changed, for us and for admin's log
        changed = self.has_changed() or any(formset.has_changed() for formset in formsets)
        if self.instance.pk and not changed:
            return True
        try:
            with services.one_writer():
                self.admin.save_entry(self, formsets)
        except ValidationError as refused:
            refusal_of(self, refused)
            return False
        self.admin.warn(self.request, self.instance)
        return True


class EntryAdmin(Pages, Fields, SimpleHistoryAdmin):
    form = EntryForm
    help_texts: dict[str, str] = {}  # of fields whose model says nothing for curators
    list_per_page = 50
    show_full_result_count = False
    change_form_template = "admin/entry_change_form.html"
    object_history_list_template = "admin/entry_history.html"

    def save_entry(self, form, formsets) -> None:
        """Write the entry and all that was typed with it, in one call to the services."""
        raise NotImplementedError

    def warn(self, request, entry) -> None:
        """Say what a curator should look at again, though no rule stands against it."""

    def save_model(self, request, obj, form, change) -> None:
        """Nothing: `EntryForm.is_valid` has written it through the services."""

    def save_related(self, request, form, formsets, change) -> None:
        """Nothing, as above."""

    def _create_formsets(self, request, obj, change):
        request.formsets, inlines = super()._create_formsets(request, obj, change)
        return request.formsets, inlines

    def get_queryset(self, request):
        return with_counts(super().get_queryset(request), self.list_display)

    def get_ordering(self, request):
        """Said aloud: a query that counts rows forgets the order of the model."""
        return self.ordering or self.opts.ordering

    def get_form(self, request, obj=None, change=False, **kwargs):
        kwargs.setdefault("help_texts", self.help_texts)
        form = super().get_form(request, obj, change, **kwargs)
        return type(form.__name__, (form,), {"admin": self, "request": request})

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None or self.has_change_permission(request, obj):
            return [*fieldsets, (None, {"fields": ["reason", "version"]})]
        return fieldsets

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        context["tools"] = self.tools(request, obj) if obj else []
        return super().render_change_form(request, context, add, change, form_url, obj)

    def history_view(self, request, object_id, extra_context=None):
        if not key(object_id):
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        pages = Paginator(steps(self.model, int(object_id))[::-1], self.list_per_page)
        page = pages.get_page(request.GET.get(PAGE_VAR))
        shown = {"page_obj": page, "page_range": [*pages.get_elided_page_range(page.number)]}
        return super().history_view(request, object_id, shown | (extra_context or {}))

    def set_history_delta_changes(self, request, historical_records, **kwargs) -> None:
        """Nothing: the page shows steps, with the changes of the entry's parts."""

    def history_form_view(self, request, object_id, version_id, extra_context=None):
        """An old version is for reading: to go back to it is to type it again, by the rules."""
        if request.method == "POST":
            raise PermissionDenied
        if not (key(object_id) and key(version_id)):
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        return super().history_form_view(request, object_id, version_id, extra_context)

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

    def delete_model(self, request, obj) -> None:
        services.delete(obj)

    @services.one_writer()
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


class Part(Fields):
    """What inlines share: help for each field, and rows that others may delete meanwhile."""

    form = TypedForm
    formset = Rows
    help_texts: dict[str, str] = {}
    extra = 0

    def get_formset(self, request, obj=None, **kwargs):
        return super().get_formset(request, obj, help_texts=self.help_texts, **kwargs)


def kept(formsets) -> list[forms.ModelForm]:
    """The forms of inlines that stay: filled, and not ticked for deletion."""
    return [
        form
        for formset in formsets
        for form in formset.forms
        if form not in formset.deleted_forms and (form.instance.pk or form.has_changed())
    ]


class PlacedForm(TypedForm):
    """Asks for a place, not for the order itself, which the database wants unique at each step."""

    place = forms.IntegerField(
        required=False, min_value=1, help_text="1 stands first. Empty: after the others."
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["place"].initial = self.instance.order


def placed(formsets) -> list[PlacedForm]:
    """The forms of inlines that stay, in the order of their places."""
    typed = kept(formsets)
    return sorted(typed, key=lambda each: each.cleaned_data["place"] or len(typed) + 1)


def counted(relation: str, label: str = ""):
    """A column of a list: how many there are of what an entry is related to by that name."""

    @admin.display(description=label or relation.capitalize(), ordering=f"number_of_{relation}")
    def number(entry) -> int:
        return getattr(entry, f"number_of_{relation}")

    number.relation = relation
    return number


def with_counts(queryset, columns):
    relations = [column.relation for column in columns if hasattr(column, "relation")]
    numbers = {f"number_of_{each}": Count(each, distinct=True) for each in relations}
    return queryset.annotate(**numbers)
