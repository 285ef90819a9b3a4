"""Redirects: made by renaming and merging, read by editors, added by hand only in need."""

from django.contrib import admin

from publishing import services
from publishing.models import Redirect


@admin.register(Redirect)
class RedirectAdmin(admin.ModelAdmin):
    list_display = ["old_slug", "new_slug", "kind"]
    list_filter = ["kind"]
    search_fields = ["old_slug", "new_slug"]
    list_per_page = 50

    def has_change_permission(self, request, obj=None) -> bool:
        return False  # rename the entry once more instead, and every older address follows

    def has_delete_permission(self, request, obj=None) -> bool:
        return False  # a permalink lives for ever

    def save_model(self, request, obj, form, change) -> None:
        obj.pk = services.redirect(kind=obj.kind, old_slug=obj.old_slug, new_slug=obj.new_slug).pk
