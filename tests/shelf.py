"""Worlds (tests/kept.py) that another process of the same run has built: each is built once a run.

Whoever needs one that is being built waits for it; a process alone has nothing to share.
"""

import fcntl
import hashlib
import pickle
import time
from contextlib import contextmanager, suppress

from django.conf import settings

LONGEST = 60  # seconds to wait for another process, which builds in a few
MOMENT = 0.02

_folder = []  # one, when processes share


def stand_in(folder):
    """Share what is built through `folder`, one for all processes of a run."""
    folder.mkdir(exist_ok=True)
    _folder[:] = [folder]


def place_of(identity, call):
    """Return where the world after `call` on the world `identity` lies, or None if it cannot be shared."""
    build, *told = call
    said = repr((settings.SECRET_KEY, identity, build.__module__, build.__qualname__, told))
    if not _folder or " at 0x" in said:  # an argument that is another one in each process
        return None
    return _folder[0] / hashlib.sha256(said.encode()).hexdigest()


@contextmanager
def turn(place):
    """Let one process build what belongs to `place` while the others wait."""
    if place is None:
        yield
        return
    with place.with_suffix(".lock").open("w") as lock:
        until = time.monotonic() + LONGEST
        while time.monotonic() < until:
            with suppress(BlockingIOError):
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            time.sleep(MOMENT)
        yield


def take(place):
    """Return what lies in `place`, or None."""
    if place is None or not place.exists():
        return None
    return pickle.loads(place.read_bytes())


def put(place, facts):
    """Lay `facts` into `place` for the other processes, whole or not at all."""
    if place is None:
        return
    making = place.with_suffix(".making")
    making.write_bytes(pickle.dumps(facts, pickle.HIGHEST_PROTOCOL))
    making.rename(place)
