"""What this room tells the rooms above it, which it does not know."""

from django.dispatch import Signal

# Sent after content changed, in the same transaction.
content_changed = Signal()
