from django.core.management import BaseCommand, CommandError

from search import checking, triggers
from search.models import SearchDocument

SHOWN = 20


class Command(BaseCommand):
    help = "Prove that the search index agrees with content. The exit status is 1 where not."

    def handle(self, **options):
        found = [f"The trigger {name} is missing: run migrate." for name in triggers.missing()]
        found += checking.differences()
        for line in found[:SHOWN]:
            self.stdout.write(line)
        if len(found) > SHOWN:
            self.stdout.write(f"... and {len(found) - SHOWN} more.")
        if found:
            number = f"{len(found)} difference{'s' if len(found) > 1 else ''}"
            raise CommandError(
                f"Index and content differ ({number}). Run “python manage.py rebuild_search”."
            )
        number = SearchDocument.objects.count()
        self.stdout.write(f"Index and content agree: {number} documents.")
