from django.apps import AppConfig


class PermalinksConfig(AppConfig):
    name = "permalinks"
