"""Quick migrations make the very tables that Django's own make."""

import json
import subprocess
import sys

from django.conf import settings

from tests import proofs
from tests.installations import Installation

FIRST = ("core", "documents", "members")  # the short form; `make proof NAME=migrations` takes all


def test_quick_migrations_make_the_same_tables_guards_and_indexes(tmp_path):
    apps = () if proofs.is_full() else FIRST
    done = subprocess.run(
        [sys.executable, "-m", "tests.core.two_ways", *apps],
        cwd=settings.BASE_DIR,
        env=Installation(tmp_path).environment | {"DJANGO_SETTINGS_MODULE": "config.settings"},
        capture_output=True,
        text=True,
        check=True,
    )
    by_django, by_us = json.loads(done.stdout)

    assert by_us == by_django
    assert len(by_us) > (500 if proofs.is_full() else 60)
