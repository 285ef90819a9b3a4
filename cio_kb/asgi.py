"""For hosts that speak ASGI; our own server does not."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cio_kb.settings")

application = get_asgi_application()
