"""Writing the history. Rule functions call this; nothing else does."""

import json

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.db.models import Model

from core import admissions, clock
from core.models import Entry
from core.prepared import PreparedRow

ENTRY = PreparedRow(Entry)


def record(obj, act, *, by, before=None, after=None, reason=""):
    """Append one act on `obj` to the history, in the transaction of the act itself.

    Where the row is one that gives rights, nobody's right is taken as known any more.
    """
    if getattr(obj, "GIVES_RIGHTS", False):
        transaction.on_commit(admissions.drop_all)
    ENTRY.write(
        at=clock.now(),
        actor=by and by.pk,
        act=act,
        subject_type=obj._meta.label_lower,
        subject_id=obj.pk,
        before=plain(before or {}),
        after=plain(after or {}),
        reason=reason,
    )


class _Plain(DjangoJSONEncoder):
    def default(self, value):
        return value.pk if isinstance(value, Model) else super().default(value)


def plain(values):
    """Return `values` as JSON can hold them: dates and decimals become text, rows their number."""
    return json.loads(json.dumps(values, cls=_Plain))
