"""What the page of a conference shows of its course: the agenda by days, speeches, tasks, photos."""

from django.utils import timezone

from blocs.permissions import can_direct_season
from conferences import agenda
from conferences.closing import follow_ups, handovers
from conferences.models import Conference
from conferences.permissions import can_run
from conferences.running import agenda_papers, course


def points(conference):
    """Return the agenda with papers; the first point of each of several days has its date as `heading`."""
    days, before, found = dict(agenda.days_of(conference)), None, list(agenda_papers.with_papers(conference))
    for item in found:
        item.is_first = item.day != before
        item.heading = days.get(item.day) if item.is_first and conference.days > 1 else None
        item.began, item.ended = _hour(item.started_at), _hour(item.ended_at)
        before = item.day
    return found


def context(user, conference, runs):
    """Return what runs now, what was said, which tasks were given, and the photos."""
    named = conference.follow_ups.named(conference.season.standing_on)
    tasks = list(named.select_related("activity"))
    meets = conference.state == Conference.State.OPEN
    return {
        "now": course.now(conference) if meets else None,
        "writes": runs and meets,
        "speeches": conference.speeches.select_related("item"),
        "tasks": tasks,
        "plannable": _plannable(user, conference, tasks),
        "pictures": conference.pictures.all(),
        "keeps": can_run(user, conference) and not conference.season.is_closed,
    }


def _plannable(user, conference, tasks):
    """The keys of the tasks this person may hand on: each goes to the plan of the year that takes it."""
    waiting = [task for task in tasks if task.activity_id is None]
    if not waiting or conference.is_rehearsal:
        return set()
    season, following = conference.season, handovers.following(conference.season)
    directs = {year: can_direct_season(user, year) for year in (season, following) if year}
    return {task.pk for task in waiting if directs[follow_ups.year_for(season, following, task.due_on)]}


def _hour(moment):
    return moment and timezone.localtime(moment).time()
