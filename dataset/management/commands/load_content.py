from pathlib import Path

from django.conf import settings
from django.core.management import BaseCommand, CommandError

from dataset.loading import load
from dataset.problems import LoadError


class Command(BaseCommand):
    help = "Load the content files. What curators changed since the last load stays as it is."

    def add_arguments(self, parser):
        parser.add_argument("directory", nargs="?", help="default: content/ of the project")
        parser.add_argument("--dry-run", action="store_true", help="say what it would do")
        parser.add_argument(
            "--overwrite",
            nargs="+",
            action="extend",
            default=[],
            metavar="KEY",
            help="take the file's version of these entries, such as claim:cio-sets-it-strategy",
        )

    def handle(self, *, directory, dry_run, overwrite, **options):
        path = Path(directory) if directory else settings.BASE_DIR / "content"
        if not path.is_dir():
            raise CommandError(f"There is no directory {path}: name one that holds content files.")
        shown = directory.rstrip("/") if directory else "content"
        try:
            report = load(path, shown=shown or "/", overwrite=set(overwrite), dry=dry_run)
        except LoadError as error:
            count = len(error.problems.found)
            raise CommandError(
                f"{error}\nNothing was loaded: {count} problem{'s' if count > 1 else ''}."
            ) from error
        for line in report.lines:
            self.stdout.write(line)
        did = "Dry run, nothing written" if dry_run else "Loaded"
        self.stdout.write(f"{did}: {report.summary()} ({shown}).")
