"""The admin of each kind of entry, whole: what its own room gives it, and the pages of this one."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect
from django.utils.html import format_html

from articles.models import Article, Passage
from curation import resources
from curation.admin.articles import ArticleAdmin
from curation.admin.claims import ClaimAdmin
from curation.admin.disagreements import DisagreementAdmin
from curation.admin.exporting import Exported
from curation.admin.notices import link, same_looking, shared_words
from curation.admin.pages import Merged, Previewed, Renamed
from curation.admin.passages import PassageAdmin
from curation.admin.publishing import PublishableForm
from curation.admin.roles import RoleAdmin
from curation.admin.vocabulary import DecisionAreaAdmin, ResponsibilityAdmin
from curation.silence import falling_silent
from roles import merging
from roles.models import Claim, DecisionArea, Disagreement, Responsibility, Role


class Curated(Exported, Previewed):
    """An entry that is published: with a preview, and the claims that withdrawing it silences."""

    pages = (*Previewed.pages, "withdraw")

    def tools(self, request, entry):
        tools = super().tools(request, entry)
        if entry.is_published and self.has_publish_permission(request):
            tools.append(("Withdraw…", self.address(entry, "withdraw")))
        return tools

    def withdraw_page(self, request, entry):
        if not self.has_publish_permission(request):
            raise PermissionDenied
        one = self.model.objects.filter(pk=entry.pk)
        return self.withdraw_selected(request, one) or redirect(self.address(entry, "change"))

    def consequences(self, step, entries):
        if step.action != "withdraw_selected":
            return []
        fresh = self.model.objects.filter(pk__in=[entry.pk for entry in entries])
        gone = falling_silent(step.rehearse, fresh)
        return [format_html("{}: {}", claim.role.short, link(claim)) for claim in gone]


class ArticleForm(PublishableForm):
    def clean_status(self) -> str:
        status, withdrawn = self.cleaned_data["status"], Article.Status.WITHDRAWN
        if status == withdrawn and self.initial.get("status") != withdrawn:
            raise ValidationError(
                "Withdraw it by “Withdraw…” above, which first lists the claims that fall silent."
            )
        return status


class CuratedArticleAdmin(Curated, ArticleAdmin):
    form = ArticleForm
    resource = resources.ArticleResource

    def warn(self, request, entry) -> None:
        passages = entry.passages.standing().exclude(source_text="").select_related("article")
        self.say(request, messages.WARNING, shared_words((each.text, each) for each in passages))


class CuratedPassageAdmin(PassageAdmin):
    def warn(self, request, entry) -> None:
        saved = Passage.objects.select_related("article").get(pk=entry.pk)
        self.say(request, messages.WARNING, shared_words([(saved.text, saved)]))


class CuratedClaimAdmin(Merged, Curated, ClaimAdmin):
    pages = (*Curated.pages, "merge")
    resource = resources.ClaimResource
    merge = staticmethod(merging.merge_claims)
    merge_field = Claim._meta.get_field("superseded_by")
    merge_explanation = (
        "Its citations, contexts, tags and positions go to the other claim. Where readers know "
        "this one, it is withdrawn and its page leads on; else it is deleted."
    )

    def warn(self, request, entry) -> None:
        cited = entry.citations.with_sources()
        shared = shared_words((entry.statement, each.passage) for each in cited)
        self.say(request, messages.WARNING, [*shared, *same_looking(entry)])


class CuratedRoleAdmin(Curated, RoleAdmin):
    resource = resources.RoleResource


class CuratedDisagreementAdmin(Curated, DisagreementAdmin):
    resource = resources.DisagreementResource


class CuratedResponsibilityAdmin(Merged, Renamed, Exported, ResponsibilityAdmin):
    pages = (*Renamed.pages, "merge")
    resource = resources.ResponsibilityResource
    merge = staticmethod(merging.merge_responsibilities)
    merge_field = Claim._meta.get_field("responsibility")
    merge_explanation = (
        "Its claims go to the other responsibility, and its address leads there for ever."
    )


class CuratedDecisionAreaAdmin(Renamed, DecisionAreaAdmin):
    pass


for model, whole in {
    Article: CuratedArticleAdmin,
    Passage: CuratedPassageAdmin,
    Claim: CuratedClaimAdmin,
    Role: CuratedRoleAdmin,
    Disagreement: CuratedDisagreementAdmin,
    Responsibility: CuratedResponsibilityAdmin,
    DecisionArea: CuratedDecisionAreaAdmin,
}.items():
    admin.site.unregister(model)
    admin.site.register(model, whole)
