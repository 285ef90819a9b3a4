"""The SECRET_KEY of an installation that sets none: made once, kept in a file."""

import os
import tempfile
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key


def read_or_create(path: Path) -> str:
    """The key in `path`, which only its owner can read; written first where there is none.

    The file appears whole or not at all (a hard link to a finished one), so that of several
    processes that start at once all end up with the same key.
    """
    try:
        if not path.exists():
            _create(path)
        return path.read_text().strip()
    except OSError as error:
        raise ImproperlyConfigured(
            f"Cannot keep a secret key in {path} ({error.strerror}): "
            "make it readable and its folder writable, or set SECRET_KEY."
        ) from error


def _create(path):
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, finished = tempfile.mkstemp(dir=path.parent)  # mkstemp makes it mode 600
    try:
        with os.fdopen(descriptor, "w") as file:
            file.write(get_random_secret_key() + "\n")
        os.link(finished, path)
    except FileExistsError:
        pass  # another process was first: its key counts
    finally:
        os.unlink(finished)
