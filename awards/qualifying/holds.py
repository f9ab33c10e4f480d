"""Pauses: who may not be put forward for a time, and why. Nghị định 152/2025/NĐ-CP, Điều 4.4."""

from django.db import transaction

from awards.models import Hold
from core import records
from core.dates import short
from core.rules import RuleError
from members import joined, lifetimes


def add(agency, *, kind, reason, source, starts_on, collective=None, person=None, ends_on=None, by):
    """Enter that `agency`, its collective or its person is not to be put forward from `starts_on` on.

    `ends_on` is None while nobody knows the end. Raises RuleError for somebody of another agency,
    ValidationError when the days run backwards or no reason or source is given.
    """
    subject = {"agency": agency, "collective": collective, "person": person}
    facts = {"kind": kind, "reason": reason, "source": source, "starts_on": starts_on, "ends_on": ends_on}
    for inner in (collective, person):
        if inner is not None and inner.agency_id not in lifetimes.taken_over_by(agency):
            raise RuleError(f"{inner} không thuộc {agency}. Hãy chọn lại tập thể, cá nhân.")
    with transaction.atomic():
        if person is not None:
            joined.hold(person)
        row = Hold(**subject, **facts)
        if found := records.repeated(row, by=by, act="hold.add", beside=()):
            return found
        return records.keep(row, by=by, act="hold.add")


def lift(hold, *, last_day, source, by):
    """End a pause with `last_day`; `source` names the paper that says so.

    Raises RuleError when it has ended already, ValidationError when the day lies before its first one.
    """
    with transaction.atomic():
        row = Hold.objects.select_for_update().get(pk=hold.pk)
        if row.lifted_by or row.is_over:
            raise RuleError(f"Việc tạm dừng này đã kết thúc ngày {short(row.ends_on)}.")
        return records.change(hold, ends_on=last_day, lifted_by=source, by=by, act="hold.lift")
