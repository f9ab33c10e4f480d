"""Who was there on the second day of a conference and after.

The check-in (`attendance`) says that somebody came at all: it lets the conference open, counts towards what
must come and gives a vote, whatever the day. What is noted here the minutes tell beside it, and nothing is
decided by it (docs/decisions, 0033).
"""

from django.db import transaction
from django.utils import timezone

from conferences import agenda, marks
from conferences.attending import attendance
from conferences.holding import hold
from conferences.models import Conference, DayPresence, Delegate
from core import clock, dates, records
from core.rules import RuleError
from documents.blocks import Paragraph

CHECK_IN, UNDO = "day.check_in", "day.undo"
ONE_DAY = "Hội nghị họp một ngày nên điểm danh một lần, ở danh sách đại biểu."
CHANGED = (
    "Trong lúc trang này mở, người khác đã điểm danh ngày thứ {}. Chưa lưu gì. "
    "Hãy mở lại trang, xem danh sách mới rồi điểm danh."
)


def later_days(conference):
    """Return [(number, date)] of the days after the first. Raises RuleError where it meets on one only."""
    found = agenda.days_of(conference)[1:]
    if not found:
        raise RuleError(ONE_DAY)
    return found


def today(conference):
    """Return the number of the later day that it is, else that of the second."""
    days = dict(later_days(conference))
    return next((number for number, day in days.items() if day == clock.today()), min(days))


def people(conference):
    """Return those that sit there in the order of the list, each with `came`; guests stand last."""
    units, guests = attendance.roll(conference)
    every = [*(row for unit in units for row in unit.delegates), *guests]
    return sorted(every, key=is_guest)


def is_guest(delegate):
    """Whether somebody is there as a guest, of whatever body."""
    return delegate.role == Delegate.Role.GUEST


def noted(conference, day):
    """Return the keys of the people noted as there on a later day."""
    rows = DayPresence.objects.filter(delegate__conference=conference, day=day)
    return set(rows.values_list("delegate", flat=True))


def note(conference, *, day, there, seen="", by):
    """Note that of those who sit there the people with the keys in `there` came on a later day.

    Who was not checked in yet is checked in, too. `seen` is the mark (`marks.of`) of those noted when this
    was filled in, empty for who saw no page. Saving the same again does nothing. Raises RuleError unless the
    conference is open, for another day, and when somebody else noted meanwhile.
    """
    with transaction.atomic():
        conference = hold(conference, Conference.State.OPEN)
        if day not in dict(later_days(conference)):
            raise RuleError("Hội nghị không họp ngày này. Hãy chọn một trong các ngày từ ngày thứ 2.")
        rows = {row.pk: row for row in people(conference)}
        standing, there = noted(conference, day) & set(rows), there & set(rows)
        if seen and standing != there and marks.of(standing) != seen:
            raise RuleError(CHANGED.format(day))
        for key in sorted(there - standing):
            if not rows[key].came:
                attendance.check_in(rows[key], by=by)
            records.keep(DayPresence(delegate=rows[key], day=day), by=by, act=CHECK_IN)
        for row in DayPresence.objects.filter(delegate__in=standing - there, day=day):
            records.drop(row, by=by, act=UNDO)


def refuse_shorter(conference, days):
    """Raise RuleError when somebody is noted on a day after the first `days` of the conference.

    Days that run backwards (0 or fewer) are none of its business: the row itself refuses them.
    """
    left = DayPresence.objects.filter(delegate__conference=conference, day__gt=days).first()
    if left and days > 0:
        raise RuleError(f"Đã điểm danh ngày thứ {left.day}. Hãy bỏ điểm danh ngày đó trước.")


def paragraphs(conference):
    """Yield for each day that is noted who was there, and who of those that came was not, for the minutes."""
    days, every = agenda.days_of(conference), people(conference)
    by_day = {number: noted(conference, number) for number, _ in days[1:]}
    if not any(by_day.values()):
        return
    opened = timezone.localtime(conference.opened_at).date()
    first = {row.pk for row in every if row.came and timezone.localtime(row.came.at).date() <= opened}
    for number, day in days:
        if there := by_day.get(number, first):
            yield Paragraph(_told(number, day, there, every))


def _told(number, day, there, every):
    present = [row for row in every if row.pk in there]
    sent = [row for row in present if not is_guest(row)]
    counted = [
        f"{len({row.agency_id for row in sent if row.place is not None})} đơn vị",
        f"{len(sent)} đại biểu",
        *(
            [f"{len(present) - len(sent)} khách mời"]
            if any(row.came for row in filter(is_guest, every))
            else ()
        ),
    ]
    away = [row for row in every if row.came and row.pk not in there]
    missing = [f"{row.full_name} ({row.name or row.body})" for row in away]
    told = f"Ngày thứ {number} ({dates.short(day)}): có mặt {', '.join(counted)}"
    return f"{told}; không dự ngày này: {'; '.join(missing)}." if missing else f"{told}."
