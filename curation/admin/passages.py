"""Passages one by one: new words go into the body of the article, and come back from there."""

from django import forms
from django.contrib import admin, messages

from articles import passages, services
from articles.models import Passage
from curation.admin.entries import EntryAdmin, EntryForm
from curation.admin.notices import shared_words
from publishing.fields import validate_text

LABEL_LENGTH = 160  # characters of a passage shown where one is chosen


class PassageForm(EntryForm):
    text = forms.CharField(
        label="Digest",
        required=False,
        validators=[validate_text],
        widget=forms.Textarea(attrs={"class": "vLargeTextField", "rows": 6}),
        help_text="Markdown, in our own words. It replaces this block in the article's body.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        article = self.instance.article
        blocks = {block.anchor: block.source for block in passages.split(article.body)}
        self.fields["text"].initial = blocks.get(self.instance.anchor, "")
        self.fields["text"].disabled = self.instance.anchor not in blocks  # it was removed
        if "voice" in self.fields:
            self.fields["voice"].queryset = article.voices.all()


class DigestFilter(admin.SimpleListFilter):
    title = "digest"
    parameter_name = "digest"

    def lookups(self, request, model_admin):
        return [
            ("written", "Written"),
            ("missing", "Not written yet"),
            ("removed", "Removed from the body"),
        ]

    def queryset(self, request, queryset):
        match self.value():
            case "written":
                return queryset.public()
            case "missing":
                return queryset.standing().filter(text="")
            case "removed":
                return queryset.exclude(removed_on=None)


@admin.register(Passage)
class PassageAdmin(EntryAdmin):
    form = PassageForm
    list_display = ["place", "kind", "beginning", "voice", "no_claim"]
    list_filter = [DigestFilter, "kind", ("no_claim", admin.EmptyFieldListFilter), "article"]
    search_fields = ["article__slug", "article__title", "anchor", "text", "heading"]
    ordering = ["article__slug", "ordinal"]
    readonly_fields = ["article", "anchor", "kind", "heading", "removed_on"]
    help_texts = {"voice": "Who speaks here."}
    fieldsets = [
        (None, {"fields": ["article", ("anchor", "kind"), "heading", "removed_on"]}),
        (None, {"fields": ["text", "voice", "no_claim", "source_text"]}),
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("article", "voice")

    def get_search_results(self, request, queryset, search_term):
        if request.resolver_match.url_name == "autocomplete":  # only what can be cited
            queryset = queryset.public()
        return super().get_search_results(request, queryset, search_term)

    def choice_label(self, passage: Passage) -> str:
        """Article, anchor and words: a passage is known by what it says."""
        text = passage.text
        text = text if len(text) <= LABEL_LENGTH else f"{text[:LABEL_LENGTH]} …"
        return f"{passage.article.title} · {passage.anchor} · {text}"

    @admin.display(description="Passage", ordering="article__slug")
    def place(self, passage) -> str:
        return f"{passage.article.slug} · {passage.anchor}"

    @admin.display(description="Digest")
    def beginning(self, passage) -> str:
        return passage.text[:LABEL_LENGTH] or "(not written yet)"

    def has_add_permission(self, request) -> bool:
        return False  # a passage comes from its article's body

    def has_delete_permission(self, request, obj=None) -> bool:
        return False  # its marker is taken out of the body instead

    def has_change_permission(self, request, obj=None) -> bool:
        allowed = super().has_change_permission(request, obj)
        if obj is None or obj.article.is_draft:
            return allowed
        return allowed and request.user.has_perm("articles.publish_article")

    def warn(self, request, entry) -> None:
        saved = Passage.objects.select_related("article").get(pk=entry.pk)
        self.say(request, messages.WARNING, shared_words([(saved.text, saved)]))

    def save_entry(self, form, formsets) -> None:
        passage = form.instance
        if "text" in form.changed_data:
            facts = {name: getattr(passage, name) for name in ("voice", "no_claim", "source_text")}
            passage = services.edit_passage(
                passage, source=form.cleaned_data["text"], reason=form.cleaned_data["reason"]
            )
            for name, value in facts.items():
                setattr(passage, name, value)
        services.save_passage_facts(passage)
