"""The provinces and centrally run cities an agency may lie in: data with its source (provinces.toml)."""

import tomllib
from functools import lru_cache
from pathlib import Path

DATA = Path(__file__).with_name("provinces.toml")


@lru_cache
def names():
    """Return {code: name}, in the order of the codes."""
    return tomllib.loads(DATA.read_text(encoding="utf-8"))["names"]


def choices():
    """Return them as choices of a field."""
    return list(names().items())
