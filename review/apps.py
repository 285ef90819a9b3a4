from django.apps import AppConfig


class ReviewConfig(AppConfig):
    """The room of what waits for a curator: documents added, and the candidates found in them."""

    name = "review"
    verbose_name = "Review queue"
