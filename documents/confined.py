"""Looks into uploaded files by a process that can do no harm, and ends it when it takes too long.

The process (see `drawer`) gets the file as its standard input, nothing of our environment, a short life and
little memory. Why a process and not a library in ours: docs/decisions/0010.
"""

import logging
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from core import processes

logger = logging.getLogger(__name__)

PROGRAM = Path(__file__).with_name("drawer.py")
PATIENCE = 30  # seconds by the clock; the process itself may use half of it of the processor
LOCKED, BROKEN, TOO_LARGE = 3, 4, 5  # as the program ends, which is run and never imported
SIDE = 1400  # pixels of the longer side of a drawn page: 120 dots per inch of A4, small print is read


class CannotReadError(Exception):
    """The file could not be read; `why` is LOCKED, BROKEN, TOO_LARGE, or any other ending (killed)."""

    def __init__(self, why):
        super().__init__(f"the reading process ended with {why}")
        self.why = why


def count(stream, kind):
    """Return how many pages the file in `stream` has; `kind` is "pdf" or "picture".

    Raises CannotReadError.
    """
    return int(_run(stream, "count", kind))


def draw(stream, kind, number):
    """Return page `number` (from 1) of the file as PNG (bytes). Raises CannotReadError."""
    return _run(stream, "draw", kind, str(number), str(SIDE))


def _run(stream, *words):
    return run(PROGRAM, stream, *words)


def run(program, stream, *words):
    """Return what `program` (the path of one of ours) answers to `words` about the file in `stream` (bytes).

    Raises CannotReadError.
    """
    with tempfile.TemporaryFile() as source, tempfile.TemporaryFile() as result:
        stream.seek(0)
        shutil.copyfileobj(stream, source)
        source.seek(0)
        child = processes.start(
            [sys.executable, "-I", str(program), *words],
            last_signal=signal.SIGKILL,
            stdin=source,
            stdout=result,
            stderr=subprocess.DEVNULL,
            cwd="/",
            env={},
        )
        try:
            ending = child.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            ending = "no answer"
        finally:
            processes.kill_group(child)
        if ending:
            logger.warning("an uploaded file could not be read: %s ended with %s", words, ending)
            raise CannotReadError(ending)
        result.seek(0)
        return result.read()
