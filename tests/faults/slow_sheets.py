"""Imported by a worker that is told SLOW_PARTS (seconds): each part of certificates takes so long and more.

A part is drawn in a blink; a test that kills the worker in the middle of one needs time to hit it.
"""

import os
import time

from documents import sheets
from tests.documents.slow_tasks import mark

SECONDS = float(os.environ.get("SLOW_PARTS", "0"))
draw = sheets.draw_part


def draw_slowly(design, rows):
    """Leave a mark, wait, then draw."""
    mark("0 draws")
    time.sleep(SECONDS)
    return draw(design, rows)


if SECONDS:
    sheets.draw_part = draw_slowly
