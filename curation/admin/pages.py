"""Pages about one entry, beside its form: another slug, and merging it into another."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from curation.admin.fields import One
from publishing.fields import SLUG_LENGTH, validate_slug
from roles import merging

LABELS = {
    "preview": "Preview",
    "withdraw": "Withdraw…",
    "rename": "Rename…",
    "merge": "Merge into…",
}


class SlugForm(forms.Form):
    slug = forms.SlugField(label="New slug", max_length=SLUG_LENGTH, validators=[validate_slug])
    reason = forms.CharField(label="Why", required=False, max_length=300)


class Pages:
    """For a ModelAdmin: a page at `<id>/<name>/` for each name in `pages`. The method
    `<name>_page(request, entry)` answers, and `may_<name>(request, entry)` says to whom.
    """

    pages: tuple[str, ...] = ()
    merge: Callable  # does it
    merge_field: str  # a foreign key of claims, by which the other entry is chosen
    merge_explanation = ""

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
            if not self._may(name, request, entry):
                raise PermissionDenied
            return getattr(self, f"{name}_page")(request, entry)

        return view

    def _may(self, name: str, request, entry) -> bool:
        return getattr(self, f"may_{name}")(request, entry)

    def address(self, entry, name: str) -> str:
        route = f"admin:{self.opts.app_label}_{self.opts.model_name}_{name}"
        return reverse(route, args=[entry.pk])

    def tools(self, request, entry) -> list[tuple[str, str]]:
        """Its pages, as (label, address), shown beside “History”."""
        return [
            (LABELS[name], self.address(entry, name))
            for name in self.pages
            if self._may(name, request, entry)
        ]

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

    def may_rename(self, request, entry) -> bool:
        return self.has_change_permission(request, entry)

    def rename_page(self, request, entry):
        form = SlugForm(request.POST or None, initial={"slug": entry.slug})
        old = entry.slug
        if attempt(form, lambda: merging.rename(entry, **form.cleaned_data)):
            self.log_change(request, entry, f"Renamed from {old}.")
            self.say(request, messages.SUCCESS, [f"Renamed from {old} to {entry.slug}."])
            return redirect(self.address(entry, "change"))
        entry.slug = old
        explanation = (
            f"The slug is the last part of the address, {old} today. Where readers know that "
            "address, it will lead to the new one for ever."
        )
        return self.ask(request, entry, form, title="Rename", explanation=explanation)

    def may_merge(self, request, entry) -> bool:
        """It changes what is published and may delete an entry: both are an editor's."""
        may_publish = request.user.has_perm("roles.publish_claim")
        return may_publish and self.has_delete_permission(request)

    def merge_page(self, request, entry):
        form = self._merge_form(request)
        name = str(entry)
        if attempt(form, lambda: self.merge(entry, into=form.cleaned_data["into"])):
            into = form.cleaned_data["into"]
            self.log_change(request, into, f"Merged “{name}” into it.")
            self.say(request, messages.SUCCESS, [f"“{name}” was merged into “{into}”."])
            return redirect(self.address(into, "change"))
        title = "Merge into another"
        return self.ask(request, entry, form, title=title, explanation=self.merge_explanation)

    def _merge_form(self, request) -> forms.Form:
        field = forms.ModelChoiceField(
            self.get_queryset(request),
            label=f"Other {self.opts.verbose_name}, which stays",
            widget=One(merging.Claim._meta.get_field(self.merge_field), self.admin_site),
        )
        field.label_from_instance = getattr(self, "choice_label", str)
        return type("MergeForm", (forms.Form,), {"into": field})(request.POST or None)


def attempt(form: forms.Form, act: Callable[[], object]) -> bool:
    """Do what a valid form asks for. What the services refuse becomes an error of the form."""
    if not form.is_valid():
        return False
    try:
        act()
    except ValidationError as refused:
        refusal_of(form, refused)
        return False
    return True


def refusal_of(form: forms.Form, refused: ValidationError) -> None:
    """Say it at the fields that the form has, and above it for the others."""
    for field, lines in getattr(refused, "error_dict", {None: refused}).items():
        form.add_error(field if field in form.fields else None, lines)
