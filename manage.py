#!/usr/bin/env python
"""Django's command-line entry point."""

import os
import sys

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cio_kb.settings")
    try:
        settings.INSTALLED_APPS  # noqa: B018 - Django would hide a bad setting behind "Unknown command"
    except ImproperlyConfigured as error:
        sys.exit(f"Error: {error}")
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
