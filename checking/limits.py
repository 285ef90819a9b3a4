"""How often one address may ask: reading a text takes a second of a processor."""

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

PER_MINUTE = 10
MINUTE = 60  # seconds


def exceeded(request: HttpRequest) -> bool:
    """Count this request. Each server process counts for itself, so the limit is a rough one.

    The address is kept for a minute, as a keyed hash.
    """
    key = f"check-{salted_hmac('checking.limits', _address(request)).hexdigest()}"
    cache.add(key, 0, timeout=MINUTE)
    try:
        return cache.incr(key) > PER_MINUTE
    except ValueError:  # the minute ended between the two lines
        return False


def _address(request: HttpRequest) -> str:
    """Behind the proxy that ends TLS, its last word in X-Forwarded-For; else the peer itself."""
    if settings.SITE_ORIGIN:
        return request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    return request.META["REMOTE_ADDR"]
