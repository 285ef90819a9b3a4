"""Publishing and withdrawing in admin: who may, one at a time and many at once, with what would
follow shown before it is done.
"""

from collections.abc import Callable
from copy import copy
from dataclasses import dataclass, field
from functools import partial

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.html import format_html

from curation.admin.entries import EntryAdmin, EntryForm
from curation.admin.exporting import Exported
from curation.admin.notices import link
from curation.previews import Banner, preview
from curation.silence import falling_silent
from publishing.dry_run import refusals
from publishing.fields import validate_text
from publishing.models import Publishable, Status
from publishing.services import one_writer
from roles import services

ONLY_EDITORS = "Only editors publish and withdraw. Keep it a draft, and ask one of them."


class PublishableForm(EntryForm):
    """Offers the states that this curator may choose; the model says which steps there are."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        status = self.fields.get("status")
        if status and not self.admin.has_publish_permission(self.request):
            status.choices = [(Status.DRAFT.value, Status.DRAFT.label)]
            status.error_messages["invalid_choice"] = ONLY_EDITORS


class WithdrawForm(forms.Form):
    because = forms.CharField(
        label="Why",
        validators=[validate_text],
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
        help_text="Readers see this on the page that stays at the address.",
    )


@dataclass(frozen=True)
class Step:
    """From one state to another, for one entry or many; `example` stands for what is not typed
    yet, where it is only tried whether the step can be taken.
    """

    title: str
    done: str
    to: Status
    take: Callable
    form: type[forms.Form] = forms.Form
    example: dict[str, str] = field(default_factory=dict)

    @property
    def action(self) -> str:
        return f"{self.title.lower()}_selected"

    def rehearse(self, entry: Publishable) -> None:
        if entry.status == self.to:
            raise ValidationError(f"It is {self.to.label.lower()} already.")
        self.take(entry, **self.example)


PUBLISH = Step("Publish", "Published", Status.PUBLISHED, services.publish)
WITHDRAW = Step(
    *("Withdraw", "Withdrew", Status.WITHDRAWN, services.withdraw),
    form=WithdrawForm,
    example={"because": "(to be said)"},
)


def was_draft(entry: Publishable) -> bool:
    """Whether it is a draft to the world, whatever a form has typed into it meanwhile."""
    return getattr(entry, "loaded_as_draft", entry.is_draft)


def publication(*more: str) -> tuple[str, dict]:
    dates = ("first_published_on", "withdrawn_on")
    return "Publication", {"fields": ["status", "withdrawn_because", *more, dates]}


class PublishableAdmin(Exported, EntryAdmin):
    form = PublishableForm
    actions = ["publish_selected", "withdraw_selected"]
    pages = ("rename", "preview", "withdraw")
    readonly_fields = ["first_published_on", "withdrawn_on"]

    def has_publish_permission(self, request) -> bool:
        return request.user.has_perm(f"{self.opts.app_label}.publish_{self.opts.model_name}")

    def has_change_permission(self, request, obj=None) -> bool:
        """What readers know, or knew, only editors change."""
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or was_draft(obj) or self.has_publish_permission(request))

    def get_object(self, request, object_id, from_field=None):
        entry = super().get_object(request, object_id, from_field)
        if entry is not None:
            entry.loaded_as_draft = entry.is_draft
        return entry

    def get_view_on_site_url(self, obj=None) -> str | None:
        return super().get_view_on_site_url(obj) if obj and not was_draft(obj) else None

    def get_readonly_fields(self, request, obj=None):
        fields = super().get_readonly_fields(request, obj)
        return fields if obj is None or was_draft(obj) else [*fields, "slug"]

    def get_prepopulated_fields(self, request, obj=None):
        fields = super().get_prepopulated_fields(request, obj)
        return fields if obj is None or was_draft(obj) else {}

    def may_preview(self, request, entry) -> bool:
        return self.has_view_permission(request, entry)

    def preview_page(self, request, entry):
        against = [] if entry.is_published else refusals(partial(services.publish, copy(entry)))
        kind, status = self.opts.verbose_name, entry.get_status_display().lower()
        banner = Banner(kind, status, self.address(entry, "change"), against)
        return preview(request, entry, banner)

    def may_withdraw(self, request, entry) -> bool:
        return self.has_publish_permission(request)

    def withdraw_page(self, request, entry):
        one = self.model.objects.filter(pk=entry.pk)
        return self.withdraw_selected(request, one) or redirect(self.address(entry, "change"))

    def tools(self, request, entry):
        withdrawing = self.address(entry, "withdraw")
        tools = super().tools(request, entry)
        return [each for each in tools if entry.is_published or each[1] != withdrawing]

    @admin.action(description="Publish…", permissions=["publish"])
    def publish_selected(self, request, queryset):
        return self._step(request, queryset, PUBLISH)

    @admin.action(description="Withdraw…", permissions=["publish"])
    def withdraw_selected(self, request, queryset):
        return self._step(request, queryset, WITHDRAW)

    def _step(self, request, queryset, step: Step):
        """Asks first, with a list of what can't be and why; then does what can be."""
        entries = list(queryset)
        tried = {entry: refusals(partial(step.rehearse, copy(entry))) for entry in entries}
        able = [entry for entry in entries if not tried[entry]]
        against = {entry: why for entry, why in tried.items() if why}
        form = step.form(request.POST if "confirmed" in request.POST else None)
        if form.is_bound and form.is_valid():
            self._do(request, able, step, form, against)
            return None
        context = {
            **self.admin_site.each_context(request),
            "title": step.title,
            "opts": self.opts,
            "step": step,
            "form": form,
            "able": able,
            "against": against.items(),
            "consequences": self._consequences(step, able),
            "selected": [entry.pk for entry in entries],
            "checkbox": ACTION_CHECKBOX_NAME,
            "media": self.media,
        }
        return TemplateResponse(request, "admin/step.html", context)

    def _consequences(self, step: Step, entries: list) -> list[str]:
        if step is not WITHDRAW:
            return []
        fresh = self.model.objects.filter(pk__in=[entry.pk for entry in entries])
        claims, sentences = falling_silent(step.rehearse, fresh)
        return [
            *(format_html("{}: {}", claim.role.short, link(claim)) for claim in claims),
            *(format_html("{} {}", link(each.answer), each) for each in sentences),
        ]

    @one_writer()
    def _do(self, request, able, step: Step, form, against: dict) -> None:
        done = 0
        for entry in self.model.objects.filter(pk__in=[entry.pk for entry in able]):
            try:
                step.take(entry, **form.cleaned_data)
            except ValidationError as refused:  # what came first has changed the case
                against[entry] = refused.messages
            else:
                self.log_change(request, entry, step.done)
                done += 1
        for entry, why in against.items():
            self.say(request, messages.WARNING, [f"“{entry}”: {' '.join(why)}"])
        if done:
            name = self.opts.verbose_name if done == 1 else self.opts.verbose_name_plural
            self.say(request, messages.SUCCESS, [f"{step.done} {done} {name}."])
