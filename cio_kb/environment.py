"""Environment variables to settings: pure functions; a bad value is refused in plain words."""

import re
from urllib.parse import urlsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

# Tried with four writing processes: without IMMEDIATE, WAL alone gave "database is locked".
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,  # seconds to wait for another writer
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
}
POSTGRESQL_OPTIONS = {"connect_timeout": 10}  # seconds
KEEP_CONNECTION_SECONDS = 600


def database(url):
    """The DATABASES entry for a DATABASE_URL."""
    try:
        entry = dj_database_url.parse(
            url, conn_max_age=KEEP_CONNECTION_SECONDS, conn_health_checks=True
        )
        vendor = entry["ENGINE"].rpartition(".")[2]
    except (ValueError, KeyError):
        vendor = None
    if vendor not in ("postgresql", "sqlite3"):
        raise ImproperlyConfigured(
            "DATABASE_URL must look like postgres://user:password@host:5432/name "
            "or sqlite:////absolute/path.sqlite3."
        )
    defaults = SQLITE_OPTIONS if vendor == "sqlite3" else POSTGRESQL_OPTIONS
    entry["OPTIONS"] = {**defaults, **entry.get("OPTIONS", {})}
    return entry


def https_host(site_url):
    """Host name and origin of a SITE_URL, or (None, None) where it is empty.

    Anything but a bare https address is refused: a typing error here must not quietly switch
    the hardening off.
    """
    if not site_url:
        return None, None
    parts = urlsplit(site_url)
    if parts.scheme != "https" or not parts.hostname or parts.path not in ("", "/"):
        raise ImproperlyConfigured(
            f"SITE_URL is {site_url!r}: it must look like https://kb.example.org, without a path."
        )
    return parts.hostname, f"https://{parts.netloc}"


def contact(written: str) -> str:
    """The link of a CONTACT: of an e-mail address, or a page; empty where none is given.

    Raises ImproperlyConfigured for anything else.
    """
    if not written or re.fullmatch(r"https?://\S+", written):
        return written
    if re.fullmatch(r"[^@\s]+@[^@\s]+", written):
        return f"mailto:{written}"
    raise ImproperlyConfigured(
        f"CONTACT is {written!r}: write an e-mail address, or a page such as "
        "https://example.org/contact/."
    )
