"""`python -m tests.core.two_ways [app …]`: migrate by Django's executor and by ours, print both schemas."""

import json
import sys
from pathlib import Path

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402
from django.db.migrations.executor import MigrationExecutor  # noqa: E402

from core.migrating import Executor  # noqa: E402


def schema_by(kind, apps):
    """Migrate an empty file by the executor `kind`, all of it or only `apps`, and return what it holds."""
    connection.close()
    connection.settings_dict["NAME"] = Path(settings.DATA_DIR) / f"{kind.__name__}.sqlite3"
    executor = kind(connection)
    leaves = executor.loader.graph.leaf_nodes()
    executor.migrate([node for node in leaves if not apps or node[0] in apps])
    with connection.cursor() as cursor:
        cursor.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY 1")
        return [sql for (sql,) in cursor.fetchall()]


if __name__ == "__main__":
    print(json.dumps([schema_by(kind, sys.argv[1:]) for kind in (MigrationExecutor, Executor)]))
