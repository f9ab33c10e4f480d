"""Keeping a row: checked as a whole, written, and entered into the history, in one transaction."""

from django.db import transaction

from core import history


def keep(obj, *, by, act, reason=""):
    """Check `obj` (fields and constraints), write it and record what changed; return it.

    Raises ValidationError, whose messages are Vietnamese sentences, when the row may not stand.
    """
    with transaction.atomic():
        before = _stored(obj)
        obj.full_clean()
        obj.save()
        after = _values(obj)
        changed = {name for name in after if name not in before or before[name] != after[name]}
        if changed or not before:
            history.record(
                obj,
                act,
                by=by,
                before={name: before[name] for name in sorted(changed) if name in before},
                after={name: after[name] for name in sorted(changed)},
                reason=reason,
            )
    return obj


def drop(obj, *, by, act, reason=""):
    """Delete `obj` and record what it held."""
    with transaction.atomic():
        history.record(obj, act, by=by, before=_values(obj), reason=reason)
        obj.delete()


def _values(obj):
    hidden = getattr(obj, "UNRECORDED", ())
    fields = [field for field in obj._meta.concrete_fields if field.name not in hidden]
    return {field.attname: field.value_from_object(obj) for field in fields}


def _stored(obj):
    """The row as the database has it, locked until the act is over; empty for a new one."""
    if obj._state.adding:
        return {}
    return _values(type(obj)._base_manager.select_for_update().get(pk=obj.pk))
