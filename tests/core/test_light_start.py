"""A process begins with what it needs: commands without papers and pages, workers without pages."""

import subprocess
import sys

from django.conf import settings

COMMAND = """
import sys
import django
django.setup()
print({"results.effects", "conferences.effects", "docx", "weasyprint"} & set(sys.modules))
from awards.submitting import handed_over
from members.models import Agency
from core import effects
print(effects.of(Agency, None))
print(sorted({"results.effects", "conferences.effects"} & set(sys.modules)))
print(len(handed_over._rooms))
"""
WORKER = """
import sys
from config.celery import app
app.loader.import_default_modules()
print(sorted({"config.urls", "desk.urls", "allauth.account.views", "awards.tasks"} & set(sys.modules)))
"""


def printed(program):
    """The lines that a fresh process prints."""
    asked = subprocess.run(
        [sys.executable, "-c", program], cwd=settings.BASE_DIR, capture_output=True, text=True, check=True
    )
    return asked.stdout.splitlines()


def test_what_the_apps_tell_is_loaded_with_the_first_question():
    assert printed(COMMAND) == ["set()", "[]", "['conferences.effects', 'results.effects']", "1"]


def test_a_worker_loads_its_tasks_and_no_page():
    assert printed(WORKER) == ["['awards.tasks']"]
