"""What apps tell about acts is loaded when it is first asked for, so that a command starts quickly."""

import subprocess
import sys

from django.conf import settings

ASK = """
import sys
import django
django.setup()
print({"results.effects", "conferences.effects", "docx", "weasyprint"} & set(sys.modules))
from awards import handed_over
from members.models import Agency
from core import effects
print(effects.of(Agency, None))
print(sorted({"results.effects", "conferences.effects"} & set(sys.modules)))
print(len(handed_over._rooms))
"""


def test_what_the_apps_tell_is_loaded_with_the_first_question():
    asked = subprocess.run(
        [sys.executable, "-c", ASK], cwd=settings.BASE_DIR, capture_output=True, text=True, check=True
    )

    assert asked.stdout.splitlines() == ["set()", "[]", "['conferences.effects', 'results.effects']", "1"]
