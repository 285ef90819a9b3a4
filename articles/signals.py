"""What this room tells the rooms above it, which it does not know."""

from django.dispatch import Signal

# Sent before passages leave a body, with `article` and `passages`. A receiver that cannot spare
# one raises ValidationError, and nothing is changed.
passages_leaving = Signal()
