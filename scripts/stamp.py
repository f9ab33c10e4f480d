"""A stamp says from what something was made, so that a second start sees at once that it is current."""

import hashlib


class Stamp:
    """The mark left at `path` once something was made from `sources`: files (by content) or text."""

    def __init__(self, path, *sources):
        """Read the sources at once; they are small."""
        self.path = path
        made_from = hashlib.sha256()
        for source in sources:
            part = source.encode() if isinstance(source, str) else source.read_bytes()
            made_from.update(hashlib.sha256(part).digest())
        self.value = made_from.hexdigest()

    def holds(self):
        """Tell whether what the stamp stands for is current."""
        try:
            return self.path.read_text() == self.value
        except FileNotFoundError:
            return False

    def lift(self):
        """Take the mark away before the making starts, so that an interrupted one is not taken for done."""
        self.path.unlink(missing_ok=True)

    def leave(self):
        """Leave the mark: all was made."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.write_text(self.value)
