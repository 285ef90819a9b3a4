from django.apps import AppConfig


class PermalinksConfig(AppConfig):
    name = "permalinks"
    verbose_name = "Permalinks"

    def ready(self) -> None:
        from permalinks import guards  # noqa: F401  (connects the refusal)
