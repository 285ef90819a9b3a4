"""Tags, which articles and claims share."""

from django.contrib import admin
from taggit.models import Tag

from curation.admin.entries import counted, with_counts
from publishing.services import touch

admin.site.unregister(Tag)  # taggit's own page edits its generic rows, of which we have none


@admin.register(Tag)
class TagAdmin(admin.ModelAdmin):
    list_display = [
        "name",
        "slug",
        counted("tagged_claims", "Claims"),
        counted("tagged_articles", "Articles"),
    ]
    search_fields = ["name", "slug"]
    fields = ["name", "slug"]
    prepopulated_fields = {"slug": ["name"]}
    list_per_page = 50
    show_full_result_count = False

    def get_queryset(self, request):
        return with_counts(super().get_queryset(request), self.list_display)

    def save_related(self, request, form, formsets, change) -> None:
        super().save_related(request, form, formsets, change)
        touch()

    def delete_model(self, request, obj) -> None:
        super().delete_model(request, obj)
        touch()

    def delete_queryset(self, request, queryset) -> None:
        super().delete_queryset(request, queryset)
        touch()
