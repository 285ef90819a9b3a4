"""The named queries of documents; what is public is said once, here."""

from django.db import models
from django.db.models import Prefetch, Q


def public_passage(path: str = "") -> Q:
    """Readers see a passage that stands and has its digest, once its article is published. `path`
    leads to it from another model. `Passage.is_public` says the same of one that is at hand.
    """
    return Q(**{f"{path}removed_on": None}) & ~Q(**{f"{path}text": ""})


class ArticleQuerySet(models.QuerySet):
    def published(self):
        return self.filter(status="published")

    def tagged(self, tag):
        return self.filter(tags=tag)

    def with_voices(self):
        return self.prefetch_related("voices")

    def for_list(self):
        """The articles page: newest first, the undated last, on both databases alike."""
        return self.published().with_voices().order_by("-published_on", "title", "slug")

    def tally(self) -> dict[str, int]:
        """`number` of them, and how many are `whole`."""
        whole = models.Count("pk", filter=models.Q(extent="whole"))
        return self.aggregate(number=models.Count("pk"), whole=whole)

    def with_passages(self):
        """Adds `public_passages`: those that stand and have a digest, in reading order."""
        from articles.models import Passage  # the model names this module

        passages = Passage.objects.public().select_related("voice").order_by("ordinal")
        return self.prefetch_related(
            Prefetch("passages", queryset=passages, to_attr="public_passages")
        )

    def for_page(self):
        return self.with_voices().with_passages()


class PassageQuerySet(models.QuerySet):
    def standing(self):
        """Those that are in the body today."""
        return self.filter(removed_on=None)

    def public(self):
        """Those that readers may see once their article is published."""
        return self.filter(public_passage())
