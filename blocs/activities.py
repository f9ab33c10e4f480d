"""What the bloc does together: activities planned, held or cancelled, their gifts, and the movements.

All of it is open from planning until the year is closed; every act holds the season, so that none slips
in beside its closing.
"""

from contextlib import contextmanager

from django.db import transaction

from blocs.models import Activity, Gift, Movement, Season
from core import clock, records
from core.dates import short
from core.rules import RuleError
from core.transitions import move

STATES = Activity.State


def plan(season, *, by, **facts):
    """Put an activity into the year's plan: name, kind, host, days, place, note; return it.

    The second click returns the same one. Raises ValidationError when it would end before it begins.
    """
    with _open(season):
        activity, act = Activity(season=season, **facts), "activity.plan"
        return records.repeated(activity, by=by, act=act) or records.keep(activity, by=by, act=act)


def change(activity, *, by, **facts):
    """Change an activity; one that was held keeps a day that has been.

    Raises RuleError for a cancelled one, ValidationError as `plan` does.
    """
    with _open(activity.season):
        state = _locked(activity).state
        if state == STATES.CANCELLED:
            raise RuleError("Hoạt động này đã hủy. Muốn sửa, hãy đưa lại vào kế hoạch trước.")
        if state == STATES.HELD:
            _refuse_to_come(facts.get("starts_on"), facts.get("ends_on"))
        return records.change(activity, **facts, by=by, act="activity.change")


def hold(activity, *, starts_on, ends_on=None, by):
    """Record that the activity took place, from `starts_on` to `ends_on` (or on that one day).

    Raises RuleError when these days are not over, or in the wrong order.
    """
    if ends_on and ends_on < starts_on:
        raise RuleError(f"Ngày kết thúc {short(ends_on)} trước ngày bắt đầu {short(starts_on)}.")
    _refuse_to_come(starts_on, ends_on)
    with _open(activity.season):
        return move(activity, "hold", by=by, starts_on=starts_on, ends_on=ends_on)


def cancel(activity, *, reason, by):
    """Take a planned activity out of the plan; it stays in sight with its reason."""
    with _open(activity.season):
        return move(activity, "cancel", by=by, reason=reason)


def restore(activity, *, by):
    """Put an activity that was marked as held or cancelled back into the plan."""
    with _open(activity.season):
        return move(activity, "restore", by=by, cancel_reason="")


def add_gift(activity, *, item, quantity, unit_value_vnd=None, by):
    """Record what was or will be given in an activity; `unit_value_vnd` in đồng, None when unknown.

    Returns it; the second click returns the same one. Raises RuleError for a cancelled activity.
    """
    with _open(activity.season):
        if _locked(activity).state == STATES.CANCELLED:
            raise RuleError("Hoạt động này đã hủy nên không ghi thêm quà tặng.")
        gift = Gift(activity=activity, item=item, quantity=quantity, unit_value_vnd=unit_value_vnd)
        act = "gift.add"
        return records.repeated(gift, by=by, act=act) or records.keep(gift, by=by, act=act)


def remove_gift(gift, *, by):
    """Take a gift away again."""
    with _open(gift.activity.season):
        records.drop(gift, by=by, act="gift.remove")


def add_movement(season, *, name, launched_by, note, by):
    """Add a movement to the year. Raises ValidationError when the year has one of that name."""
    with _open(season):
        movement = Movement(season=season, name=name, launched_by=launched_by, note=note)
        return records.keep(movement, by=by, act="movement.add")


def change_movement(movement, *, by, **facts):
    """Change a movement (name, who launched it, note)."""
    with _open(movement.season):
        return records.change(movement, **facts, by=by, act="movement.change")


def remove_movement(movement, *, by):
    """Take a movement out of the year."""
    with _open(movement.season):
        records.drop(movement, by=by, act="movement.remove")


@contextmanager
def _open(season):
    """Hold the season for one act; refuse when it is closed."""
    with transaction.atomic():
        if Season.objects.select_for_update().get(pk=season.pk).is_closed:
            raise RuleError(
                f"Năm thi đua {season.year} đã khép lại; hoạt động và phong trào chỉ còn xem được."
            )
        yield


def _locked(activity):
    return Activity.objects.select_for_update().get(pk=activity.pk)


def _refuse_to_come(starts_on, ends_on):
    last = ends_on or starts_on
    if last and last > clock.today():
        raise RuleError(f"Ngày {short(last)} chưa tới. Ghi “đã tổ chức” khi hoạt động đã xong.")
