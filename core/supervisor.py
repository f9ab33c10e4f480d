"""Keeps the processes of one installation alive: starts them, restarts what dies, ends all together."""

import fcntl
import os
import signal
import threading
import time
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass, field

from core import processes

GLANCE = 0.2  # seconds between two looks at the processes
STEADY = 60  # seconds after which a process counts as running well
LONGEST_PAUSE = 30  # seconds between two attempts at most
PATIENCE = 3  # deaths in a row after which a part that never became ready is given up


class GaveUpError(Exception):
    """A part does not come up at all. The message is the sentence for the operator."""


@dataclass
class Part:
    """One process to keep.

    `name` is what the operator reads; `prepare` runs before each start; `ready`, where given, is asked until
    it first says yes, and a part that dies again and again before that is given up.
    """

    name: str
    command: list
    options: dict = field(default_factory=dict)
    prepare: Callable = lambda: None
    ready: Callable | None = None
    on_ready: Callable = lambda: None

    process = None
    deaths = 0  # in a row
    started_at = 0.0
    start_again_at = 0.0
    was_ready = False

    def start(self):
        """Start the process."""
        self.prepare()
        self.process = processes.start(self.command, **self.options)
        self.started_at = time.monotonic()

    @property
    def alive(self):
        """Tell whether the process runs."""
        return self.process is not None and self.process.poll() is None


@dataclass
class Repeated:
    """Something the supervisor itself does every `seconds` while everything runs."""

    act: Callable
    seconds: float
    next_at: float = 0.0


class Supervisor:
    """Runs `parts` until it is told to stop (Ctrl-C, SIGTERM, a closed terminal) and leaves none behind."""

    def __init__(self, parts, *, say, repeated=(), grace=5):
        """`say` prints one sentence; `grace` is how many seconds parts get to end by themselves."""
        self.parts = list(parts)
        self.repeated = list(repeated)
        self.say = say
        self.grace = grace
        self.stopping = threading.Event()

    def run(self):
        """Keep everything running. Raises GaveUpError when a part cannot be started."""
        with _told_to_stop(self.stopping):
            try:
                for part in self.parts:
                    part.start()
                while not self.stopping.wait(GLANCE):
                    self._look_around()
                self.say(f"Đang dừng; việc đang làm có {self.grace} giây để xong.")
            finally:
                processes.end(*(part.process for part in self.parts if part.process), seconds=self.grace)

    def _look_around(self):
        for part in self.parts:
            if part.alive:
                self._welcome(part)
            elif part.start_again_at:
                self._restart(part)
            else:
                self._mourn(part)
        now = time.monotonic()
        for repeated in self.repeated:
            if now >= repeated.next_at:
                repeated.next_at = now + repeated.seconds
                repeated.act()

    def _welcome(self, part):
        if time.monotonic() - part.started_at > STEADY:
            part.deaths = 0
        if not part.was_ready and (part.ready is None or part.ready()):
            part.was_ready = True
            part.on_ready()

    def _mourn(self, part):
        """Note a death, clear what the process left running and set the time of the next attempt."""
        processes.kill_group(part.process)
        part.deaths += 1
        if not part.was_ready and part.ready and part.deaths >= PATIENCE:
            raise GaveUpError(f"{part.name} không khởi động được; nguyên nhân ở các dòng phía trên.")
        pause = min(2 ** (part.deaths - 1) - 1, LONGEST_PAUSE)
        part.start_again_at = time.monotonic() + pause
        self.say(f"{part.name} đã dừng (mã {part.process.returncode}); khởi động lại sau {pause} giây.")

    def _restart(self, part):
        if time.monotonic() < part.start_again_at:
            return
        try:
            part.start()
            part.start_again_at = 0.0
        except OSError as error:  # no memory or no disk at this moment
            part.start_again_at = time.monotonic() + LONGEST_PAUSE
            self.say(f"{part.name} chưa khởi động lại được ({error}); thử lại sau {LONGEST_PAUSE} giây.")


@contextmanager
def _told_to_stop(stopping):
    """Turn the signals that end a program into a quiet request; a second one changes nothing."""
    names = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = {name: signal.signal(name, lambda *_: stopping.set()) for name in names}
    try:
        yield
    finally:
        for name, handler in before.items():
            signal.signal(name, handler)


@contextmanager
def only_one(path):
    """Hold the lock file `path`; raises BlockingIOError when another process of this machine holds it."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    finally:
        os.close(handle)
