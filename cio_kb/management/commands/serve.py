import os

from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command
from django.db import connections

from cio_kb import server


class Command(BaseCommand):
    help = "Prepare the site and serve it until Ctrl-C (PORT and WORKERS are read; see README.md)."

    def handle(self, **options):
        # Without HTTPS nobody but this machine is served.
        host = "0.0.0.0" if settings.SITE_ORIGIN else "127.0.0.1"
        try:
            port = server.whole_number(os.environ, "PORT", default=8000, highest=65535)
            workers = server.whole_number(os.environ, "WORKERS", default=2, highest=64)
            server.require_free(host, port)
        except server.Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        call_command("prepare", stdout=self.stdout, stderr=self.stderr)
        connections.close_all()
        words = server.granian(host, port, workers, settings.BASE_DIR)
        self.stdout.write(f"\n  {announcement(port)}\n")
        self.stdout.write("  Ctrl-C stops it. `make admin` makes a curator account.\n\n")
        self.stdout.flush()
        os.execv(words[0], words)


def announcement(port):
    if settings.SITE_ORIGIN:
        return f"Serving {settings.SITE_ORIGIN}/ : point its proxy at port {port}."
    return f"Open http://127.0.0.1:{port}/"
