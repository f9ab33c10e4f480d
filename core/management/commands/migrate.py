"""`manage.py migrate` is Django's, but for the time it takes."""

from django.core.management.commands import migrate

from core.migrating import Executor

migrate.MigrationExecutor = Executor  # the command offers no other way in


class Command(migrate.Command):
    """Django's own command."""
