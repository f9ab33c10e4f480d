"""Keeping a row: checked as a whole, written, and entered into the history, in one transaction."""

from datetime import timedelta
from functools import cache

from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.models import CheckConstraint, F, Q

from core import clock, history
from core.derived import KeyField
from core.models import Entry
from core.rules import RuleError

GONE = "Mục này vừa được người khác bỏ. Hãy tải lại trang để xem tình hình mới nhất."
CLASH = "Vừa có người ghi một mục trùng với mục này. Hãy tải lại trang để xem tình hình mới nhất."
SECOND_CLICK = timedelta(seconds=20)  # the like of a row by the same hand within this time is no new row


def keep(obj, *, by, act, reason="", held=None):
    """Check `obj` (fields and constraints), write it whole and record what changed; return it.

    Raises ValidationError, whose messages are Vietnamese sentences, when the row may not stand, and
    RuleError when somebody else wrote its like, or removed it, at the same moment. A row that was read
    before the act began is changed by `change`. `held` (see `values`) is what the row held when the caller
    read it under a lock that every writer of such rows takes; without it the row is locked and read here.
    A refusal then ends the transaction of the caller.
    """
    try:
        return _keep(obj, by, act, reason, held)
    except IntegrityError as clash:
        _explain(obj, clash)
        raise RuleError(CLASH) from clash  # every check passes, so somebody was faster by a hair


def values(obj):
    """Return {column: value} of what a row holds, as the history knows it."""
    hidden = getattr(obj, "UNRECORDED", ())
    fields = [field for field in obj._meta.concrete_fields if field.name not in hidden]
    return {field.attname: field.value_from_object(obj) for field in fields}


def change(obj, *, by, act, reason="", **facts):
    """Set `facts` on the row of `obj` as it stands now, and keep it; what others wrote meanwhile stays.

    Raises as `keep` does.
    """
    with transaction.atomic():
        _renew(obj)
        for name, value in facts.items():
            setattr(obj, name, value)
        return keep(obj, by=by, act=act, reason=reason)


def repeated(obj, *, by, act, beside=("position",)):
    """Return the row that a second click on the same button would enter again as `obj`, or None.

    That is one with the same facts, save those named in `beside`, which the same person entered by `act`
    a moment ago. The caller holds what the row hangs on, so that two clicks at once take turns. Raises
    ValidationError for a field that may not stand, as `keep` does.
    """
    if by is None:
        return None
    obj.clean_fields()
    said = [field for field in obj._meta.concrete_fields if field.name not in ("id", *beside)]
    facts = {field.attname: field.value_from_object(obj) for field in said}
    rows = type(obj)._base_manager.filter(**facts)
    since, kind = clock.now() - SECOND_CLICK, obj._meta.label_lower
    fresh = Entry.objects.filter(subject_type=kind, act=act, actor=by, at__gte=since)
    return rows.filter(pk__in=fresh.filter(subject_id__in=rows.values("pk")).values("subject_id")).first()


def _keep(obj, by, act, reason, held):
    with transaction.atomic(savepoint=held is None):
        before = _stored(obj) if held is None else held
        same = _same(obj, before)
        _check(obj, _unasked(obj, same))
        obj.save(update_fields=_columns(obj, same))
        after = values(obj)
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
        history.record(obj, act, by=by, before=_stored(obj), reason=reason)
        obj.delete()


def _check(obj, exclude):
    """Ask what the database does not ask by itself; a check it refuses is put in words afterwards."""
    try:
        obj.full_clean(exclude=exclude, validate_constraints=False)
        for constraint in obj._meta.constraints:
            if not isinstance(constraint, CheckConstraint):
                constraint.validate(type(obj), obj, exclude=exclude)
    except ValidationError:
        obj.full_clean(exclude=exclude)  # with all else there is to say
        raise


def _explain(obj, clash):
    """Raise ValidationError when a check constraint kept `obj` from being written: the database names it.

    It names one; where the transaction still takes a question, all that `obj` offends against are told.
    """
    told = getattr(clash.__cause__, "diag", None)  # PostgreSQL; "CHECK constraint failed: name" is SQLite's
    name = told.constraint_name if told else str(clash).rpartition(": ")[2]
    checks = [each for each in obj._meta.constraints if isinstance(each, CheckConstraint)]
    named = [each for each in checks if each.name == name]
    if named:
        offended = named if connection.needs_rollback else [each for each in checks if _offends(obj, each)]
        messages = [each.get_violation_error_message() for each in offended or named]
        raise ValidationError(messages) from clash


def _offends(obj, constraint):
    try:
        constraint.validate(type(obj), obj)
    except ValidationError:
        return True
    return False


def _stored(obj):
    """The row as the database has it, locked until the act is over; empty for a new one."""
    if obj._state.adding:
        return {}
    rows = type(obj)._base_manager.select_for_update().order_by()  # no table beside it is to be locked
    row = rows.filter(pk=obj.pk).first()
    if row is None:
        raise RuleError(GONE)
    return values(row)


def _same(obj, before):
    """The names of the fields that stand as they are stored; of one that is not recorded, nobody knows."""
    names, now = _names(type(obj)), values(obj)
    return {names[attname] for attname in now if attname in before and now[attname] == before[attname]}


def _unasked(obj, same):
    """Those of the fields `same` that no constraint knows beside a changed one: nothing is asked of them."""
    changed = set(_names(type(obj)).values()) - same
    return same.difference(*(fields for fields in _together(type(obj)) if fields & changed))


def _columns(obj, same):
    """The names of the fields to write: those not `same`, and keys that follow from others; None for all."""
    if obj._state.adding:
        return None
    return [
        field.name
        for field in obj._meta.concrete_fields
        if not field.primary_key and (field.name not in same or isinstance(field, KeyField))
    ]


@cache
def _names(model):
    """{column: name} of the fields of a model."""
    return {field.attname: field.name for field in model._meta.concrete_fields}


@cache
def _together(model):
    """The names of the fields that each constraint of a model looks at together."""
    every = frozenset(field.name for field in model._meta.concrete_fields)
    found = []
    for constraint in model._meta.constraints:
        if getattr(constraint, "expressions", ()):
            return [every]
        named = _named(constraint.condition) if constraint.condition else ()
        found.append({*getattr(constraint, "fields", ()), *named})
    return found


def _named(condition):
    """Yield the names of the fields in a condition, on both sides of each comparison."""
    for child in condition.children:
        if isinstance(child, Q):
            yield from _named(child)
            continue
        name, value = child
        yield name.partition("__")[0]
        parts = value.flatten() if hasattr(value, "flatten") else [value]
        yield from (part.name.partition("__")[0] for part in parts if isinstance(part, F))


def _renew(obj):
    try:
        obj.refresh_from_db(from_queryset=type(obj)._base_manager.select_for_update())
    except type(obj).DoesNotExist as gone:
        raise RuleError(GONE) from gone
