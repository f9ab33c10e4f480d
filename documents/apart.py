"""Draws a page without words in a process of its own, so that a web process never loads the renderer.

A process that has loaded it already (a worker, mostly) draws by itself; the bytes are the same.
"""

import json
import logging
import signal
import subprocess
import sys
import tempfile

from django.conf import settings

from core import processes
from core.rules import RuleError
from documents import pdf

logger = logging.getLogger(__name__)

RENDERER = "weasyprint"
PATIENCE = 60  # seconds: loading the renderer takes one or two


def draw(html, style):
    """Return the PDF (bytes) of `html` in `style`; neither names a face.

    Raises RuleError when it cannot be drawn.
    """
    if RENDERER in sys.modules:
        return pdf.draw_sheets(html, style, ())
    with tempfile.TemporaryFile() as asked, tempfile.TemporaryFile() as drawn:
        asked.write(json.dumps({"html": html, "style": style}).encode())
        asked.seek(0)
        child = processes.start(
            [sys.executable, str(settings.BASE_DIR / "manage.py"), "draw_page"],
            last_signal=signal.SIGKILL,
            stdin=asked,
            stdout=drawn,
            stderr=subprocess.DEVNULL,
        )
        try:
            ending = child.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            ending = "no answer"
        finally:
            processes.kill_group(child)
        if ending:
            logger.error("a page could not be drawn apart: it ended with %s", ending)
            raise RuleError("Máy chủ chưa vẽ được nền của mẫu. Hãy thử lại, hoặc báo người quản trị.")
        drawn.seek(0)
        return drawn.read()
