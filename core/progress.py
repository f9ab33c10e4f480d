"""Signs of life from long steps of a command: how far it is, every few seconds."""

import time

EVERY = 2  # seconds


def told(items, doing, *, total, say):
    """Yield `items`; `say` now and then, and at the end, how many of `total` are done."""
    told_at, done = time.monotonic(), 0
    for done, item in enumerate(items, start=1):
        yield item
        if time.monotonic() - told_at > EVERY:
            told_at = time.monotonic()
            say(f"  {doing}: {done}/{total}")
    say(f"  {doing}: xong ({done})")
