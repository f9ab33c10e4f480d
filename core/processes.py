"""Child processes that never outlive their parent: started in a group of their own, ended as a group.

Standard library only, because the set-up scripts use it before anything is installed.
"""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time

ON_LINUX = sys.platform == "linux"
LIBC = ctypes.CDLL(None) if ON_LINUX else None
PR_SET_PDEATHSIG = 1


def start(command, *, last_signal=signal.SIGTERM, **options):
    """Start `command` and return its Popen.

    The child leads a new session, so Ctrl-C in the terminal reaches only the parent, which then ends its
    children in order. If the parent is killed outright, Linux sends the child `last_signal`.
    """
    parent = os.getpid()

    def end_with_parent():
        LIBC.prctl(PR_SET_PDEATHSIG, last_signal)
        if os.getppid() != parent:  # the parent died before the request was in place
            os._exit(1)

    bind = end_with_parent if ON_LINUX else None
    return subprocess.Popen(
        command,
        start_new_session=True,
        preexec_fn=bind,  # noqa: PLW1509 - two system calls, no lock another thread could hold
        **options,
    )


def end(*children, seconds=5, ask=signal.SIGTERM):
    """Ask all `children` to end, wait `seconds` for them together, then kill what is left of their groups."""
    for child in children:
        if child.poll() is None:
            child.send_signal(ask)
    deadline = time.monotonic() + seconds
    for child in children:
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(max(0, deadline - time.monotonic()))
        kill_group(child)


def kill_group(child):
    """Kill at once whatever still runs in the group `child` leads, itself included."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()
