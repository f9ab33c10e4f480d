"""What the bloc does together: activities planned, held or cancelled, their gifts, and the movements.

All of it is open from planning until the year is closed; every act holds the season, so that none slips
in beside its closing.
"""

from blocs import seasons
from blocs.models import Activity, Gift, Movement
from core import clock, records
from core.dates import short
from core.rules import RuleError
from core.transitions import move

STATES = Activity.State


def plan(season, *, by, **facts):
    """Put an activity into the year's plan: name, kind, host, days, due day, place, note; return it.

    The second click returns the same one. Raises RuleError when it would be due before its days are over,
    ValidationError when it would end before it begins.
    """
    activity, act = Activity(season=season, **facts), "activity.plan"
    _refuse_due_early(activity)
    with open_year(season):
        return records.repeated(activity, by=by, act=act) or records.keep(activity, by=by, act=act)


def change(activity, *, by, **facts):
    """Change an activity; one that was held keeps a day that has been.

    Raises RuleError for a cancelled one, ValidationError as `plan` does.
    """
    with open_year(activity.season):
        now = _locked(activity)
        state = now.state
        if state == STATES.CANCELLED:
            raise RuleError("Hoạt động này đã hủy. Muốn sửa, hãy đưa lại vào kế hoạch trước.")
        if state == STATES.HELD:
            _refuse_to_come(facts.get("starts_on"), facts.get("ends_on"))
        elif facts.keys() & {"starts_on", "ends_on", "due_on"}:
            days = ("starts_on", "ends_on", "due_on")
            _refuse_due_early(Activity(**{name: facts.get(name, getattr(now, name)) for name in days}))
        return records.change(activity, **facts, by=by, act="activity.change")


def hold(activity, *, starts_on, ends_on=None, by):
    """Record that the activity took place, from `starts_on` to `ends_on` (or on that one day).

    Raises RuleError when these days are not over, or in the wrong order.
    """
    if ends_on and ends_on < starts_on:
        raise RuleError(f"Ngày kết thúc {short(ends_on)} trước ngày bắt đầu {short(starts_on)}.")
    _refuse_to_come(starts_on, ends_on)
    with open_year(activity.season):
        return move(activity, "hold", by=by, starts_on=starts_on, ends_on=ends_on)


def cancel(activity, *, reason, by):
    """Take a planned activity out of the plan; it stays in sight with its reason."""
    with open_year(activity.season):
        return move(activity, "cancel", by=by, reason=reason)


def restore(activity, *, by):
    """Put an activity that was marked as held or cancelled back into the plan."""
    with open_year(activity.season):
        return move(activity, "restore", by=by, cancel_reason="")


def add_gift(activity, *, item, quantity, unit_value_vnd=None, by):
    """Record what was or will be given in an activity; `unit_value_vnd` in đồng, None when unknown.

    Returns it; the second click returns the same one. Raises RuleError for a cancelled activity.
    """
    with open_year(activity.season):
        if _locked(activity).state == STATES.CANCELLED:
            raise RuleError("Hoạt động này đã hủy nên không ghi thêm quà tặng.")
        gift = Gift(activity=activity, item=item, quantity=quantity, unit_value_vnd=unit_value_vnd)
        act = "gift.add"
        return records.repeated(gift, by=by, act=act) or records.keep(gift, by=by, act=act)


def remove_gift(gift, *, by):
    """Take a gift away again."""
    with open_year(gift.activity.season):
        records.drop(gift, by=by, act="gift.remove")


def add_movement(season, *, by, **facts):
    """Add a movement to the year: name, who launched it, its days, content, note.

    Raises ValidationError when the year has one of that name or it would end before it begins.
    """
    with open_year(season):
        return records.keep(Movement(season=season, **facts), by=by, act="movement.add")


def change_movement(movement, *, by, **facts):
    """Change a movement; raises as `add_movement` does."""
    with open_year(movement.season):
        return records.change(movement, **facts, by=by, act="movement.change")


def report_movement(movement, *, results, by):
    """Write what came of a movement. Raises RuleError before it has begun."""
    with open_year(movement.season):
        begins = Movement.objects.select_for_update().get(pk=movement.pk).starts_on
        if begins and begins > clock.today():
            raise RuleError(
                f"Phong trào bắt đầu ngày {short(begins)}. Ghi kết quả khi phong trào đã diễn ra."
            )
        return records.change(movement, results=results, by=by, act="movement.report")


def remove_movement(movement, *, by):
    """Take a movement out of the year."""
    with open_year(movement.season):
        records.drop(movement, by=by, act="movement.remove")


def open_year(season):
    """Hold the season of an activity or a movement for one act; refuse when it is closed."""
    return seasons.held_open(season, "hoạt động và phong trào")


def _locked(activity):
    return Activity.objects.select_for_update().get(pk=activity.pk)


def _refuse_to_come(starts_on, ends_on):
    last = ends_on or starts_on
    if last and last > clock.today():
        raise RuleError(f"Ngày {short(last)} chưa tới. Ghi “đã tổ chức” khi hoạt động đã xong.")


def _refuse_due_early(activity):
    if activity.due_on and activity.last_day and activity.due_on < activity.last_day:
        raise RuleError(
            f"Hạn hoàn thành {short(activity.due_on)} trước ngày tổ chức {short(activity.last_day)}. "
            "Hãy chọn hạn từ ngày đó trở đi, hoặc để trống."
        )
