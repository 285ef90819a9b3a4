"""Tags, which articles and claims share."""

from django.contrib import admin
from django.db.models import Count
from taggit.models import Tag

from publishing.services import touch

admin.site.unregister(Tag)  # taggit's own page edits its generic rows, of which we have none


@admin.register(Tag)
class TagAdmin(admin.ModelAdmin):
    list_display = ["name", "slug", "claims", "articles"]
    search_fields = ["name", "slug"]
    fields = ["name", "slug"]
    prepopulated_fields = {"slug": ["name"]}
    list_per_page = 50
    show_full_result_count = False

    def get_queryset(self, request):
        return (
            super()
            .get_queryset(request)
            .annotate(
                claims_here=Count("tagged_claims", distinct=True),
                articles_here=Count("tagged_articles", distinct=True),
            )
        )

    @admin.display(description="Claims", ordering="claims_here")
    def claims(self, tag) -> int:
        return tag.claims_here

    @admin.display(description="Articles", ordering="articles_here")
    def articles(self, tag) -> int:
        return tag.articles_here

    def save_related(self, request, form, formsets, change) -> None:
        super().save_related(request, form, formsets, change)
        touch()

    def delete_model(self, request, obj) -> None:
        super().delete_model(request, obj)
        touch()

    def delete_queryset(self, request, queryset) -> None:
        super().delete_queryset(request, queryset)
        touch()
