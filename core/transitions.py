"""The only place that writes a state.

Each app lists its states in `states.py` as a `StateTable`; the model carries it as `STATES`.
"""

from dataclasses import dataclass, field

from django.db import transaction

from core import clock, history
from core.rules import RuleError


@dataclass(frozen=True)
class Step:
    """One allowed change of state: from any of `source` to `target`, with what is stamped on the way."""

    source: tuple
    target: str
    at: str = ""  # name of the field that takes the moment
    by: str = ""  # name of the field that takes the person
    why: str = ""  # name of the field that takes the reason
    clears: tuple = ()  # names of stamps that no longer hold
    needs_reason: bool = False


@dataclass(frozen=True)
class StateTable:
    """All steps of one model; `field` is the column that holds the state."""

    field: str
    steps: dict = field(default_factory=dict)


def move(obj, name, *, by, reason="", **facts):
    """Take step `name` with `obj`: lock, check the table, stamp, write, log; return `obj`.

    `facts` are further columns that change with the state. Raises RuleError when the step does not
    start at the present state (somebody else was faster) or lacks its reason.
    """
    table = obj.STATES
    step = table.steps[name]
    if step.needs_reason and not reason.strip():
        raise RuleError("Hãy ghi lý do rồi gửi lại.")
    with transaction.atomic():
        row = type(obj)._base_manager.select_for_update().get(pk=obj.pk)
        if getattr(row, table.field) not in step.source:
            raise RuleError(_refusal(row, table))
        changes = {table.field: step.target, **_stamps(step, by, reason), **facts}
        before = {key: getattr(row, key) for key in facts} | {table.field: getattr(row, table.field)}
        for key, value in changes.items():
            setattr(row, key, value)
            setattr(obj, key, value)
        row.save(update_fields=list(changes))
        after = {key: changes[key] for key in before}
        history.record(row, name, by=by, before=before, after=after, reason=reason)
    return obj


def _stamps(step, by, reason):
    values = dict.fromkeys(step.clears)
    if step.at:
        values[step.at] = clock.now()
    if step.by:
        values[step.by] = by
    if step.why:
        values[step.why] = reason
    return values


def _refusal(row, table):
    now = getattr(row, f"get_{table.field}_display")()
    return (
        f"Việc này không làm được ở trạng thái “{now}”. "
        "Có thể người khác vừa làm trước; hãy tải lại trang để xem tình hình mới nhất."
    )
