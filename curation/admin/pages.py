"""Pages about one entry: its preview, another slug, and merging it into another."""

from copy import copy
from functools import partial

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from curation.admin.pointing import One
from curation.previews import Banner, preview
from publishing.dry_run import refusals
from publishing.fields import SLUG_LENGTH, validate_slug
from roles import merging


class EntryPages:
    """Gives a ModelAdmin pages at `<id>/<name>/`, each a method `<name>_page(request, entry)`."""

    pages: tuple[str, ...] = ()

    def get_urls(self):
        return [
            path(
                f"<int:pk>/{name}/",
                self.admin_site.admin_view(self._page(name)),
                name=f"{self.opts.app_label}_{self.opts.model_name}_{name}",
            )
            for name in self.pages
        ] + super().get_urls()

    def _page(self, name: str):
        def view(request, pk: int):
            entry = self.get_object(request, str(pk))
            if entry is None:
                return self._get_obj_does_not_exist_redirect(request, self.opts, str(pk))
            return getattr(self, f"{name}_page")(request, entry)

        return view

    def address(self, entry, name: str) -> str:
        route = f"admin:{self.opts.app_label}_{self.opts.model_name}_{name}"
        return reverse(route, args=[entry.pk])

    def ask(self, request, entry, form, *, title: str, explanation: str) -> TemplateResponse:
        context = {
            **self.admin_site.each_context(request),
            "title": title,
            "subtitle": str(entry),
            "explanation": explanation,
            "opts": self.opts,
            "original": entry,
            "form": form,
            "media": self.media + form.media,
        }
        return TemplateResponse(request, "admin/ask.html", context)


def attempt(form: forms.Form, act) -> bool:
    """Do what a valid form asks for. What the services refuse becomes an error of the form."""
    if not form.is_valid():
        return False
    try:
        act()
    except ValidationError as refused:
        by_field = getattr(refused, "error_dict", {})
        known = {name: errors for name, errors in by_field.items() if name in form.fields}
        form.add_error(None, known if known else refused.messages)
        return False
    return True


class SlugForm(forms.Form):
    slug = forms.SlugField(label="New slug", max_length=SLUG_LENGTH, validators=[validate_slug])
    reason = forms.CharField(label="Why", required=False, max_length=300)


class Renamed(EntryPages):
    pages = ("rename",)

    def tools(self, request, entry):
        more = []
        if self.has_change_permission(request, entry):
            more.append(("Rename…", self.address(entry, "rename")))
        return [*super().tools(request, entry), *more]

    def rename_page(self, request, entry):
        if not self.has_change_permission(request, entry):
            raise PermissionDenied
        form = SlugForm(request.POST or None, initial={"slug": entry.slug})
        old = entry.slug
        if attempt(form, lambda: merging.rename(entry, **form.cleaned_data)):
            self.log_change(request, entry, f"Renamed from {old}.")
            self.say(request, messages.SUCCESS, [f"Renamed from {old} to {entry.slug}."])
            return redirect(self.address(entry, "change"))
        entry.slug = old
        return self.ask(
            request,
            entry,
            form,
            title="Rename",
            explanation=f"The slug is the last part of the address, {old} today. Where readers "
            "know that address, it will lead to the new one for ever.",
        )


class Previewed(Renamed):
    pages = ("rename", "preview")

    def tools(self, request, entry):
        return [("Preview", self.address(entry, "preview")), *super().tools(request, entry)]

    def preview_page(self, request, entry):
        if not self.has_view_permission(request, entry):
            raise PermissionDenied
        against = (
            [] if entry.is_published else refusals(partial(self.services.publish, copy(entry)))
        )
        kind, status = self.opts.verbose_name, entry.get_status_display().lower()
        banner = Banner(kind, status, self.address(entry, "change"), against)
        return preview(request, entry, banner)


class Merged(EntryPages):
    """`merge` does it, `merge_field` is a foreign key by which the other entry is chosen."""

    def tools(self, request, entry):
        more = [("Merge into…", self.address(entry, "merge"))] if self._may_merge(request) else []
        return [*super().tools(request, entry), *more]

    def _may_merge(self, request) -> bool:
        """It changes what is published and may delete an entry: both are an editor's."""
        may_publish = request.user.has_perm("roles.publish_claim")
        return may_publish and self.has_delete_permission(request)

    def merge_page(self, request, entry):
        if not self._may_merge(request):
            raise PermissionDenied
        form = self._merge_form(request)
        name = str(entry)
        if attempt(form, lambda: self.merge(entry, into=form.cleaned_data["into"])):
            into = form.cleaned_data["into"]
            self.log_change(request, into, f"Merged “{name}” into it.")
            self.say(request, messages.SUCCESS, [f"“{name}” was merged into “{into}”."])
            return redirect(self.address(into, "change"))
        return self.ask(
            request, entry, form, title="Merge into another", explanation=self.merge_explanation
        )

    def _merge_form(self, request) -> forms.Form:
        field = forms.ModelChoiceField(
            self.get_queryset(request),
            label=f"Other {self.opts.verbose_name}, which stays",
            widget=One(self.merge_field, self.admin_site),
        )
        field.label_from_instance = self.choice_label
        return type("MergeForm", (forms.Form,), {"into": field})(request.POST or None)
