"""`manage.py` in a process of its own, in an environment that the test writes out."""

import os
import subprocess
import sys

from django.conf import settings

OURS = ("DATABASE_URL", "DEBUG", "PORT", "SECRET_KEY", "SITE_URL", "WORKERS")
PLAYWRIGHTS = ("DJANGO_ALLOW_ASYNC_UNSAFE",)  # set in this process by the browser tests


def environment(**variables):
    """The machine's environment with only the named ones of our variables."""
    kept = {name: value for name, value in os.environ.items() if name not in OURS + PLAYWRIGHTS}
    return {**kept, "SECRET_KEY": "x1y2z3" * 10, **variables}


def start(*words, **variables):
    return subprocess.Popen(
        [sys.executable, "manage.py", *words],
        cwd=settings.BASE_DIR,
        env=environment(**variables),
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def run(*words, **variables):
    """Exit status, standard output and error of `manage.py WORDS`."""
    process = start(*words, **variables)
    output, errors = process.communicate(timeout=120)
    return process.returncode, output, errors
