"""The course of a conference as its minutes tell it: the agenda by days, speeches, tasks given."""

from itertools import groupby

from conferences import agenda
from core import dates, times
from documents.blocks import Column, Paragraph, Row, Table

POINTS = (Column("Giờ", 12, "center"), Column("Nội dung", 56), Column("Người trình bày", 32))
COUNTED = (Column("TT", 8, "center"), *POINTS[1:])  # where no point has its hour
TASKS = (
    Column("TT", 8, "center"),
    Column("Việc giao", 48),
    Column("Đơn vị thực hiện", 28),
    Column("Hạn", 16, "center"),
)


def points(conference):
    """Yield the agenda with what is known of it: a column that would stay empty is left out."""
    found = list(conference.agenda.all())
    if not found:
        return
    told = agenda.told(found)
    shown = 3 if told["presented"] else 2
    named, rows, number = dict(agenda.days_of(conference)), [], 0
    for day, items in groupby(found, key=lambda item: item.day):
        if conference.days > 1:
            rows.append(Row(("", _day(named, day), "")[:shown], kind="group"))
        for item in items:
            number += 1
            cells = (_at(item.starts_at) if told["timed"] else str(number), item.title, item.presenter)
            rows.append(Row(cells[:shown]))
    yield Table((POINTS if told["timed"] else COUNTED)[:shown], tuple(rows))


def speeches(conference):
    """Yield what was said, in order; who said it stands before it, the point of the agenda above."""
    rows = conference.speeches.select_related("item")
    several = len({row.item_id for row in rows}) > 1
    for item, said in groupby(rows, key=lambda row: row.item):
        if several:
            yield Paragraph(f"Về “{item}”:" if item else "Ý kiến khác:")
        for row in said:
            first, *further = row.text.split("\n")
            yield Paragraph("\n".join((f"- {row.who}: {first}", *further)))


def tasks(conference):
    """Yield the table of the tasks that were given."""
    rows = conference.follow_ups.named(conference.season.standing_on)
    cells = ((str(n), row.text, row.name, dates.short(row.due_on)) for n, row in enumerate(rows, 1))
    if found := tuple(Row(each) for each in cells):
        yield Table(TASKS, found)


def _day(named, day):
    return f"{dates.day_name(named[day])}, {dates.words(named[day])}" if day in named else f"Ngày thứ {day}"


def _at(moment):
    return times.short(moment) if moment else ""
