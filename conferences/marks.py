"""What tells one choice among many from another, so that a page that stood open does not undo a newer one."""

import hashlib


def of(keys):
    """Return the SHA-256 (hex) of the chosen keys, in whatever order they come; of none, too."""
    return hashlib.sha256(repr(sorted(keys)).encode()).hexdigest()
