"""Whether a person holds a leading post, told by the words of the position: a reading for statistics only."""

import re
import tomllib
from functools import lru_cache
from pathlib import Path

LEADING, WITHOUT, UNKNOWN = "leading", "without", "unknown"
SOURCE = Path(__file__).parent / "positions.toml"
TO_COMMA = re.compile(r"[^,;(]*")


def of(unit, agency=""):
    """Return LEADING, WITHOUT or UNKNOWN for the line of a person, "Phó Vụ trưởng, Ban Ba" (of `agency`)."""
    said, (leading, without) = TO_COMMA.match(unit.removesuffix(agency)).group().strip().lower(), _words()
    if without.match(said):
        return WITHOUT
    return LEADING if leading.search(said) else UNKNOWN


@lru_cache(maxsize=1)
def _words():
    lists = tomllib.loads(SOURCE.read_text(encoding="utf-8"))
    leading, without = ("|".join(map(re.escape, lists[name])) for name in ("leading", "without"))
    return re.compile(rf"\b(?:{leading})\b"), re.compile(rf"(?:{without})\b")
