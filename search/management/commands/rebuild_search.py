import time

from django.core.management import BaseCommand

from search import indexing
from search.models import Kind

WIDTH = 30


class Command(BaseCommand):
    help = "Build the search index anew from content."

    def handle(self, **options):
        started = time.monotonic()
        self.drawn = ""
        total = indexing.rebuild(self.show)
        if self.drawn:
            self.stderr.write("")
        seconds = time.monotonic() - started
        self.stdout.write(f"The search index has {total} documents, built in {seconds:.1f} s.")

    def show(self, kind: str, done: int, of: int) -> None:
        """One bar for each kind: drawn over itself on a terminal, once when done elsewhere."""
        live = self.stderr.isatty()
        if not live and done < of:
            return
        full = WIDTH * done // of
        label = Kind(kind).label
        if live and self.drawn not in ("", kind):
            self.stderr.write("")
        line = f"{label:<15} [{'#' * full}{'.' * (WIDTH - full)}] {done}/{of}"
        self.stderr.write(f"\r{line}" if live else line, ending="" if live else "\n")
        self.stderr.flush()
        self.drawn = kind if live else ""
