from django.apps import AppConfig
from django.contrib.admin import apps as django_admin
from django.db.models.signals import post_migrate
from taggit.apps import TaggitAppConfig


class TagsConfig(TaggitAppConfig):
    verbose_name = "Tags"


class AdminConfig(django_admin.AdminConfig):
    default_site = "curation.site.CurationSite"


class CurationConfig(AppConfig):
    """The room above the others: admin pages that show articles and roles together."""

    name = "curation"
    verbose_name = "Curation"

    def ready(self) -> None:
        from curation.groups import make_groups

        post_migrate.connect(make_groups, sender=self)
