from django.apps import AppConfig
from django.db.models.signals import post_migrate


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = "Search"

    def ready(self) -> None:
        from publishing.signals import content_changed
        from search import checks, following  # noqa: F401  (registers the check)

        content_changed.connect(following.content_changed)
        post_migrate.connect(following.migrated, sender=self)
