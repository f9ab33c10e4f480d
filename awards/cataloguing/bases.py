"""Legal bases, as dated data: which laws and decrees a decision of a given day cites."""

import tomllib
from functools import lru_cache
from pathlib import Path

SOURCE = Path(__file__).parent / "bases.toml"


def on(day):
    """Return the texts in force on `day`, laws before decrees."""
    held = (row for row in _every() if row["from"] <= day and (row.get("to") is None or day <= row["to"]))
    return [row["text"] for row in held]


@lru_cache(maxsize=1)
def _every():
    return tomllib.loads(SOURCE.read_text(encoding="utf-8"))["bases"]
