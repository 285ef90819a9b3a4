"""The Atom feed of new claims."""

from datetime import UTC, datetime, time

from django.contrib.syndication.views import Feed
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape

from roles.models import Claim


class ChangesFeed(Feed):
    """Claims as they are published, newest first."""

    feed_type = Atom1Feed
    title = "CIO Knowledge Base: new claims"
    subtitle = "What technology leaders answer for, claim by claim, with the source of each."
    link = "/"

    def items(self):
        return Claim.objects.for_feed()[:50]

    def item_title(self, item: Claim) -> str:
        return f"{item.role.title}: {item.get_aspect_display().lower()}"

    def item_description(self, item: Claim) -> str:
        """HTML, as Atom has it, with what marks a statement on every page."""
        contested = " (contested)" if item.contested else ""
        return escape(f"{item.guarded}{contested}")

    def item_pubdate(self, item: Claim):
        return datetime.combine(item.first_published_on, time.min, tzinfo=UTC)
