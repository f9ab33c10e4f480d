"""Tasks that a conference gives to member agencies; each goes on as an activity of a year's plan."""

from django.db import transaction

from blocs import activities, seasons
from conferences import places
from conferences.closing import handovers
from conferences.holding import hold, refuse_rehearsal
from conferences.models import Conference, FollowUp
from core import records
from core.dates import short
from core.rules import RuleError

OPEN = Conference.State.OPEN
ADD = "follow_up.add"


def add(conference, *, text, agency, due_on, by):
    """Give a task to a member, due on a day, and return it; the second click returns the same one.

    Raises RuleError for an agency that is no member of the year, or a day before the conference began.
    """
    with transaction.atomic():
        conference = hold(conference, OPEN)
        _refuse(conference, agency, due_on)
        task = FollowUp(conference=conference, position=places.last(conference.follow_ups) + 1, text=text)
        task.agency, task.due_on = agency, due_on
        return records.repeated(task, by=by, act=ADD) or records.keep(task, by=by, act=ADD)


def change(task, *, text, agency, due_on, by):
    """Correct a task that was not handed on yet. Raises RuleError as `add` does."""
    with transaction.atomic():
        conference = hold(task.conference, OPEN)
        _refuse(conference, agency, due_on)
        _refuse_handed_on(_locked(task))
        return records.change(task, text=text, agency=agency, due_on=due_on, by=by, act="follow_up.change")


def move_up(task, *, by):
    """Exchange places with the task before; the first stays."""
    with transaction.atomic():
        rows = hold(task.conference, OPEN).follow_ups
        if found := rows.filter(pk=task.pk).first():
            places.move_up(found, rows, by=by, act="follow_up.move_up")


def remove(task, *, by):
    """Take a task back that was not handed on; the second click finds it gone and does nothing."""
    with transaction.atomic():
        rows = hold(task.conference, OPEN).follow_ups
        if found := rows.filter(pk=task.pk).first():
            _refuse_handed_on(found)
            records.drop(found, by=by, act="follow_up.remove")


def year_of(task):
    """Return the season whose plan takes the task."""
    season = task.conference.season
    return year_for(season, handovers.following(season), task.due_on)


def year_for(season, following, due_on):
    """Return the season that takes what is due on a day: the `following` one, once open, for later days."""
    if following and (season.is_closed or due_on > season.last_day):
        return following
    return season


def hand_over(task, *, by):
    """Put the task into the plan as an activity, hosted by the member and due on its day; return the task.

    Possible while the conference meets and after it. Raises RuleError the second time, in a closed year
    and in a rehearsal.
    """
    refuse_rehearsal(task.conference)
    with seasons.held_open(year_of(task), "việc giao sau hội nghị") as season:
        task = _locked(task)
        _refuse_handed_on(task)
        note = f"Việc giao tại {task.conference.title[:1].lower()}{task.conference.title[1:]}."
        facts = {"name": task.text, "host": task.agency, "due_on": task.due_on, "note": note}
        activity = activities.plan(season, **facts, by=by)
        return records.change(task, activity=activity, by=by, act="follow_up.hand_over")


def _locked(task):
    rows = FollowUp.objects.select_for_update(of=("self",)).select_related(
        "conference__season__bloc", "agency"
    )
    found = rows.filter(pk=task.pk).first()
    if found is None:
        raise RuleError(records.GONE)
    return found


def _refuse(conference, agency, due_on):
    if agency.pk not in {row.agency_id for row in seasons.members_of(conference.season)}:
        raise RuleError(f"Chỉ giao việc cho đơn vị thành viên {conference.season.bloc.word} trong năm.")
    if due_on < conference.starts_on:
        raise RuleError(
            f"Hạn {short(due_on)} trước ngày khai mạc {short(conference.starts_on)}. Hãy chọn ngày sau đó."
        )


def _refuse_handed_on(task):
    if task.activity_id:
        raise RuleError(f"Việc “{task}” đã được đưa vào kế hoạch hoạt động rồi.")
