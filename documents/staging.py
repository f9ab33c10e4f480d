"""Where restored files wait: beside their places on the same disk, so that moving in is renaming."""

import os
import shutil
from contextlib import contextmanager, suppress
from pathlib import Path

from django.conf import settings

from core import progress
from documents import archive

OURS = {"incoming", "restoring"}  # scratch folders below the stored files


def is_used():
    """Tell whether stored files, or a demo, are here already."""
    kept = (path for path in _children() if path.name not in OURS)
    return (settings.DATA_DIR / "demo.json").exists() or any(_holds_a_file(path) for path in kept)


@contextmanager
def stored_files(backup, say):
    """Unpack the stored files of `backup` to where they wait; take everything back if the block fails."""
    waiting = _Waiting()
    try:
        waiting.unpack(backup, say)
        yield waiting
    except BaseException:
        waiting.take_back()
        raise
    finally:
        shutil.rmtree(waiting.folder, ignore_errors=True)


class _Waiting:
    """The files that wait, and how to undo what has moved already."""

    def __init__(self):
        self.folder = _root() / "restoring"
        self._undo = []

    def unpack(self, backup, say):
        """Write every stored file, synced, below the waiting place."""
        shutil.rmtree(self.folder, ignore_errors=True)  # of a restore that a power cut ended
        self.folder.mkdir(parents=True)
        for name in progress.told(backup.files, "Tệp", say=say):
            path = self.folder / name.removeprefix("files/")
            path.parent.mkdir(parents=True, exist_ok=True)
            _write(path, backup.pieces(name))
        os.sync()

    def move_in(self):
        """Rename what waits to where it belongs."""
        for path in _children():
            if path.name not in OURS:
                shutil.rmtree(path)  # empty folders at most
        for path in self.folder.iterdir():
            place = _root() / path.name
            os.rename(path, place)
            self._undo.append(lambda place=place: shutil.rmtree(place, ignore_errors=True))

    def put_marks(self, backup):
        """Lay down the demo's calendar and, where the key is the installation's own, the key."""
        for name in archive.MARKS:
            if name not in backup.members or (name == "secret-key" and not settings.EMBEDDED):
                continue
            place = settings.DATA_DIR / name
            before = place.read_bytes() if place.exists() else None
            self._undo.append(lambda place=place, before=before: _put_back(place, before))
            _write(place.with_name(f"{name}.tmp"), backup.pieces(name))
            os.replace(place.with_name(f"{name}.tmp"), place)

    def take_back(self):
        """Undo what has moved already."""
        while self._undo:
            self._undo.pop()()


def _write(path, pieces):
    path.unlink(missing_ok=True)
    with open(path, "xb", opener=lambda name, flags: os.open(name, flags, 0o600)) as target:
        for piece in pieces:
            target.write(piece)
        target.flush()
        os.fsync(target.fileno())


def _put_back(place, content):
    place.with_name(f"{place.name}.tmp").unlink(missing_ok=True)
    if content is None:
        place.unlink(missing_ok=True)
    else:
        place.write_bytes(content)


def _root():
    return Path(settings.MEDIA_ROOT)


def _children():
    with suppress(FileNotFoundError):
        return list(_root().iterdir())
    return []


def _holds_a_file(path):
    return path.is_file() or any(inner.is_file() for inner in path.rglob("*"))
