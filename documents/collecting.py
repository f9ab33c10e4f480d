"""How Python looks for garbage while a paper is made: seldom, and never through what stood there before.

A long table is a million small objects that all live to the end: looking through them is time lost.
"""

import gc
from contextlib import contextmanager

SELDOM = (200_000, 50, 50)  # objects, rounds, rounds


@contextmanager
def seldom():
    """Make something that lives as a whole; afterwards the collector works as before."""
    usual = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(*SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*usual)
        gc.unfreeze()
