"""What takes long to draw and always comes out the same: drawn once for all processes, kept in the cache.

Its name is the hash of all it is drawn from: what is handed over, the program's own text, and the libraries.
So what is kept is never another one than would be drawn, and what was lost is drawn again.
"""

import hashlib
from functools import cache as once
from importlib.metadata import version
from pathlib import Path

from django.core.cache import cache

from core.caching import asked

KEPT = 30 * 24 * 60 * 60  # seconds
LIBRARIES = ("weasyprint", "pydyf", "fonttools", "pikepdf", "uharfbuzz")


def of(parts, make):
    """Return the bytes that `make()` gives, for what is drawn from `parts` (texts and bytes, in this order).

    Raises as `make` does; nothing is kept then.
    """
    digest = hashlib.sha256(program())
    for part in parts:
        content = part if isinstance(part, bytes) else part.encode()
        digest.update(b"%d:" % len(content) + content)
    key = f"drawn:{digest.hexdigest()}"
    found = asked(cache.get, key)
    if found is None:
        found = make()
        asked(cache.set, key, found, KEPT)
    return found


@once
def program():
    """Return a hash of the modules of this app and of the libraries they draw with."""
    digest = hashlib.sha256(" ".join(map(version, LIBRARIES)).encode())
    for module in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(module.read_bytes())
    return digest.digest()
