"""Publishing and withdrawing in admin: who may, one at a time and many at once."""

from copy import copy
from functools import partial

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import ValidationError
from django.template.response import TemplateResponse

from curation.admin.doors import DoorAdmin, DoorForm
from publishing.dry_run import refusals
from publishing.fields import validate_text
from publishing.models import Publishable, Status

ONLY_EDITORS = "Only editors publish and withdraw. Keep it a draft, and ask one of them."


class PublishableForm(DoorForm):
    """Offers the states that this curator may choose; the model says which steps there are."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        status = self.fields.get("status")
        if status and not self.door.has_publish_permission(self.request):
            status.choices = [(Status.DRAFT.value, Status.DRAFT.label)]
            status.error_messages["invalid_choice"] = ONLY_EDITORS


class WithdrawForm(forms.Form):
    because = forms.CharField(
        label="Why",
        validators=[validate_text],
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
        help_text="Readers see this on the page that stays at the address.",
    )


def was_draft(entry: Publishable) -> bool:
    """Whether it is a draft to the world, whatever a form has typed into it meanwhile."""
    return getattr(entry, "loaded_as_draft", entry.is_draft)


class PublishableAdmin(DoorAdmin):
    form = PublishableForm
    actions = ["publish_selected", "withdraw_selected"]

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

    @admin.action(description="Publish…", permissions=["publish"])
    def publish_selected(self, request, queryset):
        return self._step(request, queryset, _Publish(self))

    @admin.action(description="Withdraw…", permissions=["publish"])
    def withdraw_selected(self, request, queryset):
        return self._step(request, queryset, _Withdraw(self))

    def consequences(self, step, entries: list) -> list[str]:
        """What else the step would change, to be read before it is taken."""
        return []

    def _step(self, request, queryset, step):
        """Asks first, with a list of what can't be and why; then does what can be."""
        entries = list(queryset)
        against = {entry: refusals(partial(step.rehearse, copy(entry))) for entry in entries}
        able = [entry for entry in entries if not against[entry]]
        form = step.form(request.POST if "confirmed" in request.POST else None)
        if form.is_bound and form.is_valid():
            self._do(request, able, step, form)
            against = {entry: why for entry, why in against.items() if why}
            self.say(
                request,
                messages.WARNING,
                [f"“{entry}”: {' '.join(why)}" for entry, why in against.items()],
            )
            return None
        context = {
            **self.admin_site.each_context(request),
            "title": step.title,
            "opts": self.opts,
            "step": step,
            "form": form,
            "able": able,
            "against": [(entry, why) for entry, why in against.items() if why],
            "consequences": self.consequences(step, able),
            "selected": [entry.pk for entry in entries],
            "checkbox": ACTION_CHECKBOX_NAME,
            "media": self.media,
        }
        return TemplateResponse(request, "admin/step.html", context)

    def _do(self, request, entries, step, form) -> None:
        done = 0
        for entry in self.model.objects.filter(pk__in=[entry.pk for entry in entries]):
            try:
                step.take(entry, **form.cleaned_data)
            except ValidationError as refused:  # what came first has changed the case
                self.say(request, messages.WARNING, [f"“{entry}”: {' '.join(refused.messages)}"])
            else:
                self.log_change(request, entry, step.done)
                done += 1
        if done:
            name = self.opts.verbose_name if done == 1 else self.opts.verbose_name_plural
            self.say(request, messages.SUCCESS, [f"{step.done} {done} {name}."])


class _Publish:
    action, title, done = "publish_selected", "Publish", "Published"
    form = forms.Form

    def __init__(self, door: PublishableAdmin):
        self.take = door.services.publish

    def rehearse(self, entry) -> None:
        if entry.is_published:
            raise ValidationError("It is published already.")
        self.take(entry)


class _Withdraw:
    action, title, done = "withdraw_selected", "Withdraw", "Withdrew"
    form = WithdrawForm

    def __init__(self, door: PublishableAdmin):
        self.take = door.services.withdraw

    def rehearse(self, entry) -> None:
        if entry.is_withdrawn:
            raise ValidationError("It is withdrawn already.")
        self.take(entry, because="(to be said)")
