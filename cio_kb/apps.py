from django.apps import AppConfig


class SiteConfig(AppConfig):
    """The site as a whole: no models, only the commands that start it."""

    name = "cio_kb"
