"""How many pages a file has is asked once of each content: the same few files are handed in over and over."""

import hashlib

from documents import confined

_count = confined.count
_known = {}


def count(stream, kind):
    """As confined.count, whose answer depends on nothing but the content; a refusal is not remembered."""
    stream.seek(0)
    # Tests of the process change these.
    way = confined._run, confined.PROGRAM, confined.PATIENCE, confined.tempfile.TemporaryFile
    asked = hashlib.sha256(stream.read()).digest(), kind, way
    if asked not in _known:
        _known[asked] = _count(stream, kind)
    return _known[asked]
