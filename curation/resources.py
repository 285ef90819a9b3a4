"""What a list in admin exports: what readers may see of each entry, and its state."""

from import_export import fields, resources

from articles.models import Article
from roles.models import Claim, Disagreement, Responsibility, Role


class Slugs(fields.Field):
    """Related entries by their slugs, or tags by their names, in one cell."""

    def __init__(self, attribute: str, *, by: str = "slug"):
        super().__init__(attribute=attribute, column_name=attribute, readonly=True)
        self.by = by

    def export(self, instance, **kwargs) -> str:
        related = getattr(instance, self.attribute).all()
        return ", ".join(sorted(getattr(each, self.by) for each in related))


class ClaimResource(resources.ModelResource):
    contexts = Slugs("contexts")
    tags = Slugs("tags", by="name")
    citations = fields.Field(column_name="citations", readonly=True)

    class Meta:
        model = Claim
        fields = [
            *("slug", "role__slug", "aspect", "statement", "denies", "modality", "involvement"),
            *("responsibility__slug", "decision_area__slug", "other_role__slug", "counterpart"),
            *("relation", "contexts", "period_start", "period_end", "status", "tags", "citations"),
        ]
        export_order = fields

    def dehydrate_citations(self, claim) -> str:
        return ", ".join(
            f"{citation.passage.article.slug}#{citation.passage.anchor} ({citation.stance})"
            for citation in claim.citations.all()
        )

    @staticmethod
    def load(queryset):
        return queryset.select_related(
            "role", "responsibility", "decision_area", "other_role"
        ).prefetch_related("contexts", "tags", "citations__passage__article")


class ArticleResource(resources.ModelResource):
    tags = Slugs("tags", by="name")

    class Meta:
        model = Article
        fields = [
            *("slug", "title", "kind", "publisher", "platform", "url", "published_on"),
            *("publisher_interest", "rights", "status", "tags"),
        ]
        export_order = fields

    @staticmethod
    def load(queryset):
        return queryset.prefetch_related("tags")


class RoleResource(resources.ModelResource):
    class Meta:
        model = Role
        fields = ["slug", "title", "acronym", "kind", "broader__slug", "status"]
        export_order = fields

    @staticmethod
    def load(queryset):
        return queryset.select_related("broader")


class ResponsibilityResource(resources.ModelResource):
    class Meta:
        model = Responsibility
        fields = ["slug", "title", "decision_area__slug"]
        export_order = fields

    @staticmethod
    def load(queryset):
        return queryset.select_related("decision_area")


class DisagreementResource(resources.ModelResource):
    positions = Slugs("positions", by="label")

    class Meta:
        model = Disagreement
        fields = ["slug", "question", "status", "positions"]
        export_order = fields

    @staticmethod
    def load(queryset):
        return queryset.prefetch_related("positions")
