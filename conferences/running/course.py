"""The course of a conference: which point of the agenda runs now, what comes next, how late it is."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from conferences.holding import hold
from conferences.models import AgendaItem, Conference
from core import clock, times
from core.rules import RuleError
from core.transitions import move

OPEN = Conference.State.OPEN
STATES = AgendaItem.State
GONE = "Mục này đã được bỏ khỏi chương trình. Hãy tải lại trang."
LEAST = 3  # minutes from which on a delay is told
LONGEST = 12 * 60  # minutes; what is further off says that the agenda is held on another day


@dataclass(frozen=True)
class Now:
    """How far an agenda is. `running` and `next` are its points or None.

    `minutes_left`: of the running point, below 0 once its time is over, None where no time was planned.
    `minutes_late`: behind the hours of the agenda, 0 when it keeps them or they are not known.
    """

    running: AgendaItem | None
    next: AgendaItem | None
    minutes_left: int | None
    minutes_late: int

    @property
    def words(self):
        """What the chair should know of the time, in sentences; empty while all is in time."""
        told = []
        if self.minutes_left is not None and self.minutes_left < 0:
            told.append(f"Mục đang diễn ra đã quá {lasting(-self.minutes_left)}.")
        if self.minutes_late >= LEAST:
            told.append(f"Đang chậm {lasting(self.minutes_late)} so với chương trình.")
        return " ".join(told)

    @property
    def left_words(self):
        """What is left of the running point, in words; empty where nothing was planned or it is over."""
        if self.minutes_left is None or self.minutes_left < 0:
            return ""
        return f"Còn {lasting(self.minutes_left)}" if self.minutes_left else "Hết giờ"


def now(conference):
    """Return the Now of a conference, as it stands at this moment."""
    return at(list(conference.agenda.all()), conference.starts_on, clock.now())


def at(points, first_day, moment):
    """Return the Now of an agenda at `moment`: `points` in order, `first_day` the day numbered 1. Pure."""
    running = next((point for point in points if point.state == STATES.RUNNING), None)
    coming = next((point for point in points if point.state == STATES.WAITING), None)
    if running is None:
        started = any(point.state == STATES.DONE for point in points)
        late = _behind(coming, first_day, moment) if coming and started else 0
        return Now(None, coming, None, late)
    planned = _planned_minutes(points, running)
    ends = None if planned is None else running.started_at + timedelta(minutes=planned)
    left = None if ends is None else _minutes(ends - moment)
    late = _behind(running, first_day, running.started_at)
    if left is not None and left < 0:
        late = _behind(running, first_day, moment - timedelta(minutes=planned))
    return Now(running, coming, left, late)


def begin(item, *, by):
    """Begin a point now; the one that runs is over with it. Return it; the second click changes nothing.

    Raises RuleError unless the conference is open, and for a point that is over.
    """
    with transaction.atomic():
        item = _held(item)
        if item.state == STATES.RUNNING:
            return item
        if item.state == STATES.DONE:
            raise RuleError(
                f"Mục “{item}” đã xong lúc {_hour(item.ended_at)}. Nếu cần, hãy bấm “Tiếp tục” tại mục đó."
            )
        end_running(item.conference, by=by)
        return move(item, "begin_item", by=by)


def end(item, *, by):
    """End the point that runs and return it; the second click changes nothing."""
    with transaction.atomic():
        item = _held(item)
        if item.state == STATES.DONE:
            return item
        return move(item, "end_item", by=by)


def resume(item, *, by):
    """Go on with a point that was ended; the one that runs is over with it."""
    with transaction.atomic():
        item = _held(item)
        if item.state == STATES.RUNNING:
            return item
        end_running(item.conference, by=by)
        return move(item, "resume_item", by=by)


def unbegin(item, *, by):
    """Take back the beginning of a point that was begun by mistake; the second click changes nothing."""
    with transaction.atomic():
        item = _held(item)
        if item.state == STATES.WAITING:
            return item
        return move(item, "unbegin_item", by=by)


def end_running(conference, *, by):
    """End what runs, if anything does; for an act that holds the conference."""
    for running in conference.agenda.filter(state=STATES.RUNNING):
        move(running, "end_item", by=by)


def lasting(minutes):
    """Return a time in words: "45 phút", "1 giờ 05 phút", "2 giờ"."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest} phút"
    return f"{hours} giờ {rest:02} phút" if rest else f"{hours} giờ"


def _held(item):
    conference = hold(item.conference, OPEN)
    found = conference.agenda.filter(pk=item.pk).first()
    if found is None:
        raise RuleError(GONE)
    return found


def _planned_minutes(points, point):
    """How long a point was planned: as it says, or until the next of the same day begins."""
    if point.minutes:
        return point.minutes
    after = points[points.index(point) + 1 :]
    following = next((each for each in after if each.day == point.day and each.starts_at), None)
    if following is None or point.starts_at is None or following.starts_at <= point.starts_at:
        return None
    return _minutes(_on_any_day(following.starts_at) - _on_any_day(point.starts_at))


def _behind(point, first_day, moment):
    """Minutes from the planned hour of a point to `moment`, not below 0; 0 where none is planned that day."""
    if point.starts_at is None:
        return 0
    planned = datetime.combine(first_day + timedelta(days=point.day - 1), point.starts_at)
    late = _minutes(moment - timezone.make_aware(planned))
    return late if 0 < late <= LONGEST else 0


def _on_any_day(hour):
    return datetime.combine(datetime.min, hour)


def _minutes(span):
    return int(span.total_seconds() // 60)


def _hour(moment):
    return times.short(timezone.localtime(moment))
