from django.core.management import BaseCommand, CommandError

from dataset.coverage import coverage, filled


class Command(BaseCommand):
    help = (
        "Tell which blocks of the originals, and which passages, nobody has dealt with, and which "
        "gaps a claim fills."
    )

    def handle(self, **options):
        found, gaps = coverage(), filled()
        for problem in gaps:
            self.stdout.write(problem)
        for article in found:
            for problem in article.problems:
                self.stdout.write(problem)
            self.stdout.write(article.summary())
        if problems := sum(len(article.problems) for article in found) + len(gaps):
            raise CommandError(f"Problems: {problems}, listed above.")
        self.stdout.write("Every block and every passage is dealt with.")
