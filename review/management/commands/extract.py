from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management import BaseCommand, CommandError

from extraction import Refusal, candidates_jsonl, load
from review.services import AlreadyAdded, add_document

BAR = 24  # characters


class Command(BaseCommand):
    help = "Find claim candidates in documents: print them, or put them in the review queue."

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="+", metavar="FILE")
        way = parser.add_mutually_exclusive_group(required=True)
        way.add_argument(
            "--jsonl",
            action="store_true",
            help="Print them, with the roles of extraction/vocabulary.yaml; no database is used.",
        )
        way.add_argument(
            "--queue",
            action="store_true",
            help="Add the documents, one transaction each; known ones are passed over, so the "
            "same command continues where it was stopped.",
        )
        parser.add_argument(
            "--with-comments", action="store_true", help="Readers' comments are voices too."
        )

    def handle(self, files, jsonl, with_comments, **options):
        if jsonl:
            self._print(files, with_comments)
        else:
            self._add(files, with_comments)

    def _print(self, files, with_comments):
        try:
            for line in candidates_jsonl(files, load(), with_comments=with_comments):
                self.stdout.write(line)
        except (Refusal, OSError) as refusal:
            raise CommandError(str(refusal)) from refusal

    def _add(self, files, with_comments):
        refused = 0
        for number, path in enumerate(map(Path, files), 1):
            self._progress(number - 1, len(files), path.name)
            try:
                document = add_document(path.read_bytes(), path.name, with_comments=with_comments)
            except AlreadyAdded as known:
                self.stdout.write(f"{path}: added before, as “{known.document}”")
            except (Refusal, OSError, ValidationError) as refusal:
                refused += 1
                why = " ".join(getattr(refusal, "messages", [str(refusal)]))
                self.stderr.write(f"{path}: {why}")
            else:
                self.stdout.write(
                    f"{path}: {document.candidates.count()} candidates, "
                    f"{document.remembered} decided before"
                )
        self._progress(len(files), len(files), "done")
        if refused:
            raise CommandError(f"{refused} of {len(files)} files were refused; see above.")

    def _progress(self, done: int, total: int, name: str) -> None:
        """A bar on standard error, where a person watches."""
        if self.stderr.isatty():
            filled = BAR * done // total
            bar = "█" * filled + "░" * (BAR - filled)
            self.stderr.write(
                f"\r{bar} {done}/{total} {name[:40]:40}", ending="\n" if done == total else ""
            )
