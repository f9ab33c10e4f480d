"""One box of a draft at a time: the way of a plain form, and the figures beside every drag."""

from django.db import transaction

from awards.designing import contents, drafts
from core.rules import RuleError

GONE = "Ô này không còn trên bản nháp. Hãy tải lại trang để xem các ô hiện có."


def put(design, name, facts, *, revision, by):
    """Set `facts` on the box called `name` (or on "sheet", "code", "stamp") of the draft; return the version.

    Facts that are not named stay. Raises as `drafts.write` does.
    """

    def changed(content):
        if name in contents.SECTIONS:
            return content | {name: (content[name] or {}) | facts}
        if name not in names_of(content):
            raise RuleError(GONE)
        boxes = [box | facts if box["name"] == name else box for box in content["boxes"]]
        return content | {"boxes": boxes}

    return _saved(design, changed, revision, by)


def add(design, facts, *, revision, by):
    """Add a box with a name of its own; return (version, name). Raises as `drafts.write` does."""
    made = []

    def changed(content):
        taken = names_of(content)
        made.append(next(f"box_{number}" for number in range(1, 1000) if f"box_{number}" not in taken))
        return content | {"boxes": [*content["boxes"], facts | {"name": made[0]}]}

    return _saved(design, changed, revision, by), made[0]


def remove(design, name, *, revision, by):
    """Take the box called `name`, or the QR code ("code"), off the draft. Raises as `drafts.write` does."""

    def changed(content):
        if name == "code":
            return content | {"code": None}
        if name not in names_of(content):
            raise RuleError(GONE)
        return content | {"boxes": [box for box in content["boxes"] if box["name"] != name]}

    return _saved(design, changed, revision, by)


def names_of(content):
    """Return the names of the boxes, in order."""
    return [box["name"] for box in content["boxes"]]


def _saved(design, changed, revision, by):
    with transaction.atomic():
        content = drafts.locked(design).content
        return drafts.write(design, changed(content), revision=revision, by=by)
