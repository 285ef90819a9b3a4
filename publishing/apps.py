from django.apps import AppConfig


class PublishingConfig(AppConfig):
    """The label is that of the first release: its tables, permissions and migrations bear it."""

    name = "publishing"
    label = "permalinks"
    verbose_name = "Publishing"

    def ready(self) -> None:
        from publishing import guards  # noqa: F401  (connects the refusal)
