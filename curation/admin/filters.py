"""What a curator finds claims by."""

from django.contrib import admin
from django.db.models import Count, Exists, OuterRef, Q
from taggit.models import Tag

from articles.models import Article, Voice
from publishing.fields import key
from roles.models import Citation, Claim, TaggedClaim

FEW = 30  # choices that a list beside the claims can hold


def citing(**conditions) -> Exists:
    return Exists(Citation.objects.filter(claim=OuterRef("pk"), **conditions))


class StateFilter(admin.SimpleListFilter):
    """The lists that call for work."""

    title = "state"
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [
            ("public", "Public"),
            ("not-public", "Published, not public"),
            ("contested", "Contested"),
            ("uncited", "Uncited"),
            ("recheck", "Needs a re-check"),
        ]

    def queryset(self, request, queryset):
        match self.value():
            case "public":
                return queryset.filter(pk__in=Claim.objects.public().values("pk"))
            case "not-public":
                return queryset.published_not_public()
            case "contested":
                return queryset.with_contested().filter(contested=True)
            case "uncited":
                return queryset.filter(citations=None)
            case "recheck":
                stale = Citation.objects.needing_recheck().filter(claim=OuterRef("pk"))
                return queryset.filter(Exists(stale))


class ArticleFilter(admin.SimpleListFilter):
    title = "source article"
    parameter_name = "article"

    def lookups(self, request, model_admin):
        cited = Article.objects.annotate(cited=Count("passages__citations")).filter(cited__gt=0)
        shown = list(cited.order_by("-cited", "title")[:FEW])
        chosen = request.GET.get(self.parameter_name, "")
        return _with_chosen(shown, Article.objects.all(), chosen)

    def queryset(self, request, queryset):
        if article := key(self.value() or ""):
            return queryset.filter(citing(passage__article=article))


class VoiceFilter(admin.SimpleListFilter):
    """Of the chosen article, where one is chosen; else those that are cited most."""

    title = "voice"
    parameter_name = "voice"

    def lookups(self, request, model_admin):
        voices = Voice.objects.select_related("article")
        cited = voices.annotate(cited=Count("passages__citations")).order_by("-cited", "slug")
        if article := key(request.GET.get(ArticleFilter.parameter_name, "")):
            cited = cited.filter(article=article)
        chosen = request.GET.get(self.parameter_name, "")
        return _with_chosen(list(cited[:FEW]), voices, chosen, label=_voice_label)

    def queryset(self, request, queryset):
        if voice := key(self.value() or ""):
            said = Citation.objects.filter(claim=OuterRef("pk")).filter(
                Q(voice=voice) | Q(voice=None, passage__voice=voice)
            )
            return queryset.filter(Exists(said))


class TagFilter(admin.SimpleListFilter):
    title = "tag"
    parameter_name = "tag"

    def lookups(self, request, model_admin):
        used = Tag.objects.annotate(used=Count("tagged_claims")).filter(used__gt=0)
        shown = list(used.order_by("-used", "name")[:FEW])
        return _with_chosen(shown, Tag.objects.all(), request.GET.get(self.parameter_name, ""))

    def queryset(self, request, queryset):
        if tag := key(self.value() or ""):
            tagged = TaggedClaim.objects.filter(content_object=OuterRef("pk"))
            return queryset.filter(Exists(tagged.filter(tag=tag)))


def _voice_label(voice: Voice) -> str:
    return f"{voice} ({voice.article.title})"


def _with_chosen(shown: list, known, chosen: str, label=str) -> list[tuple[str, str]]:
    """The choices, and the one that a link brought along though it is not among them."""
    brought = key(chosen)
    if brought and not any(each.pk == brought for each in shown):
        shown += known.filter(pk=brought)
    return [(str(each.pk), label(each)) for each in shown]
