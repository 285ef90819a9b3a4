"""Answers with their sentences, and the claims that each sentence names."""

from operator import attrgetter

from django.contrib import admin

from curation.admin.entries import Part, PlacedForm, counted, placed
from curation.admin.fields import Entries, Many
from curation.admin.publishing import PublishableAdmin, publication
from roles import services
from roles.answer_services import Sentence, filled_gaps
from roles.models import Answer, AnswerSentence, Claim, SentenceClaim


def claims_field(help_text: str) -> Entries:
    widget = Many(SentenceClaim._meta.get_field("claim"), admin.site)
    field = Entries(Claim.objects.all(), required=False, widget=widget, help_text=help_text)
    field.label_from_instance = lambda claim: f"{claim.statement} ({claim.slug})"
    return field


class SentenceForm(PlacedForm):
    needs = claims_field("Of a statement: the claims without which it says too much.")
    backing = claims_field("Of a statement: claims that bear it out besides.")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial |= {name: getattr(self.instance, name) for name in ("needs", "backing")}

    def as_typed(self) -> Sentence:
        """A claim that was named before keeps its place; a new one comes last."""
        typed, uses = self.cleaned_data, self.instance.uses.all() if self.instance.pk else []
        known = [each.claim_id for each in uses]
        needs, backing = (
            sorted(typed[name], key=lambda c: known.index(c.pk) if c.pk in known else len(known))
            for name in ("needs", "backing")
        )
        return Sentence(self.instance, needs=needs, backing=backing, roles=typed["roles"])


class SentenceInline(Part, admin.StackedInline):
    model = AnswerSentence
    form = SentenceForm
    verbose_name = "sentence"
    fields = [
        *("kind", "text", "needs", "backing", "roles"),
        ("point", "decision_area", "responsibility"),
        "place",
    ]
    autocomplete_fields = ["roles", "point", "decision_area", "responsibility"]
    help_texts = {
        "kind": "A statement names claims; a gap names roles, and one of point, area or duty.",
        "point": "Of a gap: what our sources do not say.",
    }

    def get_queryset(self, request):
        related = (
            super()
            .get_queryset(request)
            .select_related("point", "decision_area", "responsibility__decision_area")
        )
        return related.prefetch_related("uses__claim", "roles")


class StateFilter(admin.SimpleListFilter):
    """The lists that call for work."""

    title = "state"
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [
            ("public", "Public"),
            ("silent", "A sentence is silent"),
            ("filled", "A claim has appeared in a gap"),
        ]

    def queryset(self, request, queryset):
        match self.value():
            case "public":
                return queryset.public()
            case "silent":
                return queryset.with_silence()
            case "filled":
                return queryset.filter(pk__in={gap.answer_id for gap in filled_gaps()})


@admin.register(Answer)
class AnswerAdmin(PublishableAdmin):
    inlines = [SentenceInline]
    exported = ["slug", "question", "decision_area__slug", "context__slug", "order", "status"]
    exported_lists = {"roles": attrgetter("slug"), "sentences": attrgetter("text")}
    list_display = ["question", "decision_area", "context", "order", "status", counted("sentences")]
    list_filter = [StateFilter, "status", "roles", "decision_area", "context"]
    list_select_related = ["decision_area", "context"]
    search_fields = ["question", "slug", "sentences__text", "roles__title", "roles__acronym"]
    prepopulated_fields = {"slug": ["question"]}
    autocomplete_fields = ["roles", "decision_area", "context"]
    help_texts = {
        "slug": "The last part of its address. Once it is published, rename it instead.",
        "roles": "It heads the page of exactly these roles, this area and this context.",
        "status": "To be published it needs 2 to 6 sentences, and a statement that can be shown.",
    }
    fieldsets = [
        (None, {"fields": ["question", "slug"]}),
        ("Where it stands", {"fields": ["roles", ("decision_area", "context"), "order"]}),
        publication(),
    ]

    def save_entry(self, form, formsets) -> None:
        services.save_answer(
            form.instance,
            roles=form.cleaned_data["roles"],
            sentences=[each.as_typed() for each in placed(formsets)],
            reason=form.cleaned_data["reason"],
        )
