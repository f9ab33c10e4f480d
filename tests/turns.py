"""Whose turn it is in the short form: of many hostile texts that pass the same way, each test takes some."""

from itertools import groupby
from zlib import crc32

from tests import proofs

TEXTS = 3  # of the ten of tests/security/test_hostile_text.py


def spared(items):
    """Return those of `items` that only the full form runs; every text has its turn in some test."""
    if proofs.is_full():
        return []
    left = []
    for function, group in groupby(filter(_is_text, items), key=lambda item: item.function):
        alike, first = [*group], crc32(function.__qualname__.encode())
        kept = {(first + step) % len(alike) for step in range(TEXTS)}
        left += [item for place, item in enumerate(alike) if place not in kept]
    return left


def _is_text(item):
    """Whether it is one text of many."""
    hostile = item.get_closest_marker("hostile") is not None
    return hostile and hasattr(item, "callspec") and set(item.callspec.params) == {"text"}
