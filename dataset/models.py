"""What the loader remembers: how each entry stood when it was last loaded."""

import hashlib
import json
from typing import Any

from django.db import models


class LoadedEntry(models.Model):
    """The fingerprint tells a curator's edit since the last load from a change of the files."""

    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=150, help_text="The slug; of a redirect kind/old-slug.")
    fingerprint = models.CharField(max_length=64)

    class Meta:
        ordering = ["kind", "key"]
        verbose_name_plural = "loaded entries"
        constraints = [
            models.UniqueConstraint(fields=["kind", "key"], name="loaded_entry_unique"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}:{self.key}"


def fingerprint(data: dict[str, Any]) -> str:
    """SHA-256 of an entry in its normal form. What a release has remembered must stay true: a new
    key is left out where it has its default.
    """
    return hashlib.sha256(json.dumps(_sorted(data), default=str).encode()).hexdigest()


def _sorted(value: Any) -> Any:
    """Keys in order: numbers of blocks by their size, as release 0.1.0 had them."""
    if isinstance(value, dict):
        keys = sorted(value, key=lambda key: (int(key) if key.isdecimal() else 0, key))
        return {key: _sorted(value[key]) for key in keys}
    return [_sorted(each) for each in value] if isinstance(value, list) else value
