"""Claims with their citations: the page that curators live on."""

from operator import attrgetter

from django.contrib import admin, messages
from django.db.models import Count, Exists, OuterRef
from django.forms import Textarea

from curation.admin import filters
from curation.admin.citations import CitationInline
from curation.admin.entries import kept
from curation.admin.notices import same_looking, shared_words
from curation.admin.publishing import PublishableAdmin, publication
from roles import aspects, merging, services
from roles.models import Claim


def aspect_help() -> str:
    """What each aspect needs, out of the table that the rules themselves are read from."""
    needs = (
        f"{aspects.Aspect(aspect).label} ({', '.join(sorted(rule.needs)).replace('_', ' ')})"
        for aspect, rule in aspects.RULES.items()
        if rule.needs
    )
    return f"What an aspect needs: {'; '.join(needs)}. The others need nothing more."


@admin.register(Claim)
class ClaimAdmin(PublishableAdmin):
    inlines = [CitationInline]
    pages = (*PublishableAdmin.pages, "merge")
    merge = staticmethod(merging.merge_claims)
    merge_field = "superseded_by"
    merge_explanation = (
        "Its citations, contexts, tags and positions go to the other claim. Where readers know "
        "this one, it is withdrawn and its page leads on; else it is deleted."
    )
    exported = [
        *("slug", "role__slug", "aspect", "statement", "denies", "modality", "involvement"),
        *("point__slug", "responsibility__slug", "decision_area__slug", "other_role__slug"),
        *("counterpart", "relation", "period_start", "period_end", "status"),
    ]
    exported_lists = {
        "contexts": attrgetter("slug"),
        "tags": attrgetter("name"),
        "citations": lambda citation: f"{citation.passage} ({citation.stance})",
    }
    list_display = [
        "statement",
        "about",
        "aspect",
        "status",
        "is_public",
        "is_contested",
        "sources",
    ]
    list_filter = [
        filters.StateFilter,
        "status",
        "role",
        "aspect",
        "modality",
        "point",
        filters.ArticleFilter,
        filters.VoiceFilter,
        filters.TagFilter,
    ]
    list_select_related = ["role"]
    search_fields = [
        *("statement", "slug", "role__title", "role__acronym", "responsibility__title"),
        *(
            "point__title",
            "counterpart",
            "citations__passage__voice__name",
            "citations__voice__name",
        ),
    ]
    autocomplete_fields = [
        *("role", "point", "responsibility", "other_role", "contexts", "superseded_by"),
    ]
    help_texts = {
        "role": "The subject of the statement.",
        "aspect": "What it says of the role; the fields below follow from it.",
        "slug": "The last part of its address: the role, then what it says in a few words.",
        "modality": "What should be, or will be, is never shown as a fact.",
        "responsibility": "The duty that other roles are compared in.",
        "involvement": "Its part in the duty or decision. Of two verbs the stronger counts.",
        "decision_area": "A responsibility brings its own.",
        "relation": "How it stands to the other side.",
        "other_role": "The other side of a relation, or a role that it is compared with.",
        "contexts": "The circumstances in which it holds.",
        "status": "To be published it needs a supporting passage of a published article.",
        "superseded_by": "The claim that stands in its place.",
    }
    fieldsets = [
        (None, {"fields": ["role", "aspect", "statement", "slug", ("modality", "denies")]}),
        (
            "What it is about",
            {
                "fields": [
                    "point",
                    ("responsibility", "involvement"),
                    "decision_area",
                    ("relation", "other_role", "counterpart"),
                    "contexts",
                    ("period_start", "period_end"),
                    "tags",
                ],
                "description": aspect_help(),
            },
        ),
        publication("superseded_by"),
    ]

    def get_queryset(self, request):
        """With what the list shows, each as one part of the same query."""
        public = Claim.objects.public().filter(pk=OuterRef("pk"))
        return (
            super()
            .get_queryset(request)
            .with_contested()
            .annotate(
                seen=Exists(public),
                cited=Count("citations__passage__article", distinct=True),
            )
        )

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "statement":
            kwargs["widget"] = Textarea(attrs={"class": "vLargeTextField", "rows": 2})
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    @admin.display(description="Role", ordering="role__order")
    def about(self, claim) -> str:
        return claim.role.short

    @admin.display(description="Public", boolean=True)
    def is_public(self, claim) -> bool:
        return claim.seen

    @admin.display(description="Contested")
    def is_contested(self, claim) -> str:
        return "Contested" if claim.contested else ""

    @admin.display(description="Sources", ordering="cited")
    def sources(self, claim) -> int:
        return claim.cited

    def choice_label(self, claim: Claim) -> str:
        return f"{claim.statement} ({claim.slug})"

    def export_queryset(self, queryset):
        return super().export_queryset(queryset).prefetch_related("citations__passage__article")

    def warn(self, request, entry) -> None:
        cited = entry.citations.with_sources()
        shared = shared_words((entry.statement, each.passage) for each in cited)
        self.say(request, messages.WARNING, [*shared, *same_looking(entry)])

    def save_entry(self, form, formsets) -> None:
        services.save_claim(
            form.instance,
            contexts=form.cleaned_data["contexts"],
            tags=form.cleaned_data["tags"],
            citations=[each.instance for each in kept(formsets)],
            reason=form.cleaned_data["reason"],
        )
