"""Articles with their voices, and a list of who speaks anywhere."""

from operator import attrgetter

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import Count, Q
from django.forms import Textarea
from django.urls import reverse

from articles import services
from articles.models import Article, Voice
from curation.admin.entries import Part, kept
from curation.admin.notices import shared_words
from curation.admin.publishing import PublishableAdmin, PublishableForm, publication


class VoiceInline(Part, admin.StackedInline):
    model = Voice
    help_texts = {
        "name": "As the article gives it. Empty for somebody unnamed.",
        "slug": "Short and unique in this article: jane-doe.",
        "description": "What the article says of the person: a post, an organisation.",
        "kind": "How the voice comes to speak here.",
        "order": "The first voice speaks every passage that names no other.",
        "interest": "What the person stands to gain. In doubt: unknown.",
        "interest_note": "In a few words, shown to readers.",
    }
    fields = [
        ("name", "slug"),
        "description",
        ("kind", "order"),
        ("interest", "interest_note"),
    ]
    prepopulated_fields = {"slug": ["name"]}


class ArticleForm(PublishableForm):
    def clean_status(self) -> str:
        status, withdrawn = self.cleaned_data["status"], Article.Status.WITHDRAWN
        if status == withdrawn and self.initial.get("status") != withdrawn:
            raise ValidationError(
                "Withdraw it by “Withdraw…” above, which first lists the claims that fall silent."
            )
        return status


@admin.register(Article)
class ArticleAdmin(PublishableAdmin):
    form = ArticleForm
    exported = [
        *(
            "slug",
            "title",
            "kind",
            "extent",
            "scope",
            "publisher",
            "platform",
            "url",
            "published_on",
        ),
        *("publisher_interest", "rights", "status"),
    ]
    exported_lists = {"tags": attrgetter("name")}
    inlines = [VoiceInline]
    list_display = ["title", "kind", "publisher", "published_on", "status", "passages", "digested"]
    list_filter = ["status", "kind", "extent", "publisher_interest", "rights", "tags"]
    search_fields = ["title", "slug", "publisher", "platform", "scope", "voices__name"]
    prepopulated_fields = {"slug": ["title"]}
    help_texts = {
        "title": "As printed.",
        "slug": "The last part of its address. Once it is published, rename it instead.",
        "kind": "What it knows by: a survey, a case, what its author has seen.",
        "extent": "How it may be read: whole, or its opening only.",
        "scope": "Whom it speaks of: English universities. Empty: everybody.",
        "publisher": "Two articles of one publisher count as one source.",
        "url": "Where the original stands.",
        "published_how": "Printed on the page, found in an archive, told by the author ...",
        "based_on_title": "The work that it reports. Two reports of one work are one source.",
        "based_on_url": "Where that work stands.",
        "rights": "What we may show: our digest only, or the text itself.",
        "publisher_interest": "What the publisher stands to gain. In doubt: unknown.",
        "status": "Readers see what is published. Withdraw it by the button above.",
    }
    fieldsets = [
        (None, {"fields": ["title", "slug", ("kind", "extent"), "scope", "tags"]}),
        (
            "Where it comes from",
            {
                "fields": [
                    ("publisher", "platform"),
                    "url",
                    ("published_on", "published_how"),
                    ("based_on_title", "based_on_url"),
                    ("publisher_interest", "publisher_interest_note"),
                    "rights",
                ]
            },
        ),
        ("Digest", {"fields": ["summary", "body", ("blocks", "skipped")]}),
        publication(),
    ]

    def get_queryset(self, request):
        standing = Q(passages__removed_on=None)
        return (
            super()
            .get_queryset(request)
            .annotate(
                standing=Count("passages", filter=standing, distinct=True),
                written=Count("passages", filter=standing & ~Q(passages__text=""), distinct=True),
            )
        )

    @admin.display(description="Passages", ordering="standing")
    def passages(self, article) -> int:
        return article.standing

    @admin.display(description="with digest", ordering="written")
    def digested(self, article) -> int:
        return article.written

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "body":
            kwargs["widget"] = Textarea(attrs={"class": "vLargeTextField", "rows": 30})
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def tools(self, request, entry):
        passages = reverse("admin:articles_passage_changelist")
        own = ("Passages", f"{passages}?article__id__exact={entry.pk}")
        return [*super().tools(request, entry), own]

    def warn(self, request, entry) -> None:
        passages = entry.passages.standing().exclude(source_text="").select_related("article")
        self.say(request, messages.WARNING, shared_words((each.text, each) for each in passages))

    def save_entry(self, form, formsets) -> None:
        services.save_article(
            form.instance,
            voices=[each.instance for each in kept(formsets) if each.has_changed()],
            dropping=[voice for formset in formsets for voice in formset.deleted_objects],
            tags=form.cleaned_data["tags"],
            reason=form.cleaned_data["reason"],
        )


@admin.register(Voice)
class VoiceAdmin(admin.ModelAdmin):
    """To find a voice and what it gains. It is edited on the page of its article."""

    list_display = ["__str__", "kind", "interest", "article"]
    list_filter = ["kind", "interest"]
    list_per_page = 50
    search_fields = ["name", "slug", "description", "article__title", "article__slug"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("article")

    def choice_label(self, voice: Voice) -> str:
        return f"{voice.article.title} · {voice}"

    def has_add_permission(self, request) -> bool:
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return False
