import json
from pathlib import Path

from django.core.management import BaseCommand, CommandError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction

from dataset.document import document
from dataset.exporting import NotOurs, export


class Command(BaseCommand):
    help = "Write the database as content files, or as one JSON document."

    def add_arguments(self, parser):
        target = parser.add_mutually_exclusive_group(required=True)
        target.add_argument("directory", nargs="?", help="new, empty, or holding an export")
        target.add_argument("--json", metavar="FILE", help="write one JSON document")

    @transaction.atomic  # one state of the database, whoever writes meanwhile
    def handle(self, *, directory, json, **options):
        try:
            if json:
                _write_json(Path(json))
                self.stdout.write(f"Wrote {json}.")
            else:
                self.stdout.write(f"Wrote {export(Path(directory))} files to {directory}.")
        except NotOurs as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(
                f"Cannot write {error.filename or json or directory}: {error.strerror}. Choose a "
                "place that you may write to."
            ) from error


def _write_json(path: Path) -> None:
    text = json.dumps(document(), cls=DjangoJSONEncoder, ensure_ascii=False, indent=1)
    path.write_text(f"{text}\n", encoding="utf-8", newline="\n")
