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
    """SHA-256 of an entry in its normal form."""
    return hashlib.sha256(json.dumps(data, default=str, sort_keys=True).encode()).hexdigest()
