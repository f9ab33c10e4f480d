"""Signs of life from the long steps of a command: how far it is, every few seconds."""

import time

EVERY = 2  # seconds


class Meter:
    """Counts what passes `through` it, of `total`, and lets `say` tell it now and then and at the end."""

    def __init__(self, doing, *, total, say):
        self._doing = doing
        self._total = total
        self._say = say
        self._done = 0
        self._told_at = time.monotonic()

    def through(self, items):
        """Yield `items`, one by one, counting them."""
        for item in items:
            yield item
            self._done += 1
            if time.monotonic() - self._told_at > EVERY:
                self._told_at = time.monotonic()
                self._say(f"  {self._doing}: {self._done}/{self._total}")

    def end(self):
        """Say that the step is over."""
        self._say(f"  {self._doing}: xong ({self._done})")


def told(items, doing, *, say):
    """Yield the list `items` through a meter of its own."""
    meter = Meter(doing, total=len(items), say=say)
    yield from meter.through(items)
    meter.end()
