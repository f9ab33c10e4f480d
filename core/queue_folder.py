"""The file queue of an installation without Redis: what a crash or a power cut may leave in it.

A message half written, or an empty list of queues, stops Celery's worker each time it is read. Rows of the
database say what work there is, so a torn file can go: the sweep sends its message again.
"""

import json
import shutil
import time

SETTLED = 2  # seconds after which a file is no longer being written


def discard_torn(folder):
    """Remove what cannot be read from the queue below `folder` (a Path) and return the removed names."""
    torn = [
        path
        for path in (*folder.glob("messages/*.msg"), *folder.glob("control/*.exchange"))
        if _settled(path) and not _readable(path)
    ]
    for path in torn:
        path.unlink(missing_ok=True)
    return sorted(path.name for path in torn)


def clear_scratch(folder):
    """Empty the worker's temporary folder below `folder`; call it while no worker runs."""
    for path in folder.glob("tmp/*"):
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


def _settled(path):
    try:
        return time.time() - path.stat().st_mtime > SETTLED
    except FileNotFoundError:
        return False


def _readable(path):
    try:
        json.loads(path.read_bytes())
    except FileNotFoundError:
        return True
    except ValueError:
        return False
    return True
