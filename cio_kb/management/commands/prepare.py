from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command, get_commands
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor

from cio_kb import static_files


class Command(BaseCommand):
    help = "Bring the database, its content and the static files up to date."

    def handle(self, **options):
        settings.VAR_DIR.mkdir(exist_ok=True)
        require_database()
        if needs_migration():
            self.stdout.write("Bringing the database up to date ...")
            call_command("migrate", interactive=False, verbosity=0)
        if "load_content" in get_commands():
            call_command("load_content", stdout=self.stdout, stderr=self.stderr)
        if not settings.DEBUG and static_files.collect_if_changed():
            self.stdout.write("Static files collected.")


def require_database():
    """Refuse in one line, without the password, where the database does not answer."""
    try:
        connection.ensure_connection()
    except Error as error:
        reason = str(error).strip().splitlines()[0].rstrip(".")
        raise CommandError(described(connection.settings_dict, reason)) from error


def described(database, reason):
    """What is wrong with which database, and what to do about it."""
    if connection.vendor == "sqlite":
        return (
            f"Cannot open the database file {database['NAME']}: {reason}. "
            "Its folder must exist and be writable; DATABASE_URL names another file."
        )
    port = f":{database['PORT']}" if database["PORT"] else ""
    return (
        f"Cannot reach the database postgres://{database['HOST']}{port}/{database['NAME']}: "
        f"{reason}. Start it or correct DATABASE_URL; without DATABASE_URL SQLite is used."
    )


def needs_migration():
    """Whether a migration is missing: looking is quicker than an empty `migrate`."""
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
