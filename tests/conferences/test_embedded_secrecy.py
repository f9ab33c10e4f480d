"""The office's PC: SQLite with secure_delete and VACUUM leaves no former state of an urn in its files.

Short here, in full by `make proof NAME=secrecy`.
"""

import json
import subprocess
import sys

import pytest
from django.conf import settings

from tests import proofs
from tests.installations import Installation

pytestmark = pytest.mark.secrecy


def test_the_files_of_an_office_tell_all_before_the_closing_and_nothing_after(ready, tmp_path):
    ready.lay_into(tmp_path)
    words = ["-m", "tests.conferences.embedded_urn", str(proofs.size(2, 50))]
    environment = Installation(tmp_path).environment | {"DJANGO_SETTINGS_MODULE": "config.settings"}

    done = subprocess.run(
        [sys.executable, *words],
        cwd=settings.BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout.splitlines()[-1])
    assert found["before"] > 0  # the attack works where there is something to find
    assert (found["after"], found["cleaned"]) == (0, True)
