"""Roles with their other titles."""

from django.contrib import admin

from curation.admin.entries import Part, counted, kept
from curation.admin.publishing import PublishableAdmin, publication
from roles import services
from roles.models import Role, RoleTitle


class RoleTitleInline(Part, admin.TabularInline):
    model = RoleTitle
    fields = ["title", "slug"]
    prepopulated_fields = {"slug": ["title"]}
    verbose_name = "other title"
    help_texts = {
        "title": "Several roles may share one; its page tells them apart.",
        "slug": "The last part of the address of that page.",
    }


@admin.register(Role)
class RoleAdmin(PublishableAdmin):
    inlines = [RoleTitleInline]
    exported = ["slug", "title", "acronym", "kind", "broader__slug", "status"]
    list_display = ["title", "acronym", "kind", "broader", "order", "status", counted("claims")]
    list_filter = ["status", "kind"]
    list_select_related = ["broader"]
    search_fields = ["title", "acronym", "slug", "titles__title"]
    prepopulated_fields = {"slug": ["title"]}
    autocomplete_fields = ["broader", "summary_claim", "focus_claim"]
    help_texts = {
        "title": "In full: Chief Information Officer.",
        "slug": "The last part of its address. Once it is published, rename it instead.",
        "acronym": "What fits the head of a column: CIO.",
        "kind": "Main roles stand on the home page, in the matrix and in the comparison.",
        "order": "1 stands first.",
        "summary_claim": "A published claim of its own that says what the role is.",
        "focus_claim": "A published claim of its own that sets it apart from its neighbours.",
        "status": "Readers see what is published; its claims are public only while it is.",
    }
    fieldsets = [
        (None, {"fields": ["title", "slug", "acronym", "kind", "broader"]}),
        ("At a glance", {"fields": ["summary_claim", "focus_claim", "editors_note"]}),
        ("Place and colour", {"fields": [("order", "palette")]}),
        publication(),
    ]

    def choice_label(self, role: Role) -> str:
        return f"{role.title} ({role.acronym})" if role.acronym else role.title

    def save_entry(self, form, formsets) -> None:
        services.save_role(
            form.instance,
            titles=[each.instance for each in kept(formsets)],
            reason=form.cleaned_data["reason"],
        )
