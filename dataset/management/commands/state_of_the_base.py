from django.core.management import BaseCommand

from dataset.state_of_the_base import state_of_the_base


class Command(BaseCommand):
    help = "Tell what the base knows: sources, roles, pairs of roles, and what rests on one source."

    def handle(self, **options):
        for line in state_of_the_base():
            self.stdout.write(line)
