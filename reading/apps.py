from django.apps import AppConfig


class ReadingConfig(AppConfig):
    """The public pages. It has no models."""

    name = "reading"
    verbose_name = "Reading"
