"""Colours of a sheet as operators of a PDF page."""

from functools import lru_cache


@lru_cache(maxsize=64)
def fill(colour):
    """Return what fills with `colour`, "#RRGGBB", from here on."""
    return f"{_shares(colour)} rg"


@lru_cache(maxsize=64)
def stroke(colour):
    """Return what draws lines in `colour`, "#RRGGBB", from here on."""
    return f"{_shares(colour)} RG"


def _shares(colour):
    return " ".join(f"{int(colour[place : place + 2], 16) / 255:.3f}" for place in (1, 3, 5))
