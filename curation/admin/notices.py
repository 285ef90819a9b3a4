"""What a curator is warned of after a save: no rule refuses it, and an eye should see it."""

from collections.abc import Iterable

from django.db.models import Model
from django.urls import reverse
from django.utils.html import format_html

from articles.models import Passage
from articles.wording import shared_runs
from roles.duplicates import look_alikes
from roles.models import Claim

SHOWN = 5  # shared runs; a curator mends those, saves again, and sees the next


def link(entry: Model) -> str:
    name = f"admin:{entry._meta.app_label}_{entry._meta.model_name}_change"
    return format_html('<a href="{}">{}</a>', reverse(name, args=[entry.pk]), entry)


def shared_words(texts: Iterable[tuple[str, Passage]]) -> list[str]:
    """`texts`: each text of ours, with a passage whose original it must not repeat."""
    found = [
        format_html("“{}” stands in the original of {} too. Say it in other words.", run, link(at))
        for text, at in texts
        if at.source_text
        for run in shared_runs(text, at.source_text)
    ]
    if len(found) > SHOWN:
        found[SHOWN:] = [f"{len(found) - SHOWN} more runs of words stand in the originals."]
    return found


def same_looking(claim: Claim) -> list[str]:
    return [
        format_html(
            "It looks the same as {} ({}). Merge the two, or tell them apart.",
            link(other),
            other.get_status_display().lower(),
        )
        for other in look_alikes(claim)
    ]
