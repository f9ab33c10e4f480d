"""A member that replies to its appraisal: closed on 9 January with 49 in place of 50 points for I.1."""

from datetime import date

from blocs.models import Season
from core import clock
from results import appraisal, replies, second_reading
from results.models import Reply
from results.replies import Wish
from tests import kept

from . import appraised
from .appraised import MEMBER

DAY, LAST, LATE = date(2024, 1, 9), date(2024, 1, 12), date(2024, 1, 13)
GROUNDS = "Đề án thứ tư đã được phê duyệt ngày 20/12"


@kept.once
def year(replies=3):
    """A season in which one sheet is appraised and its member may reply for three days."""
    season = appraised.year(replies=replies)
    with clock.at(DAY):
        appraised.finished(season, lowered="49")
    return Season.objects.get(pk=season.pk)


def wishes(sheet, **asked):
    """What is asked for: {"I_1": "50"} or {"I_1": ("50", "Lý do")}."""
    found = {}
    for code, told in asked.items():
        text, grounds = told if isinstance(told, tuple) else (told, GROUNDS)
        found[appraised.line(sheet, code.replace("_", ".")).pk] = Wish(text, grounds)
    return found


def filed(season, place=MEMBER, *, by=None, on=LAST, **asked):
    """The reply of the member at this place; 50 for I.1 where nothing else is asked."""
    sheet = appraised.sheet(season, place)
    with clock.at(on):
        return replies.file(sheet, wishes=wishes(sheet, **(asked or {"I_1": "50"})), by=by)


def reading(season, **asked):
    """A reply that somebody has begun to read."""
    return second_reading.begin(filed(season, **asked), by=None)


def row(reply, code="I.1"):
    """A line of a reply, as the database has it now."""
    rows = reply.lines.select_related("line__criterion__group", "reply__sheet")
    return next(each for each in rows if each.line.criterion.code == code)


def answer(reply, code="I.1", outcome="changed", text="49,5", reason="Quyết định ký trong năm", *, by=None):
    """Answer a line on the version the server holds."""
    found = row(reply, code)
    facts = {"outcome": outcome, "text": text, "reason": reason}
    return second_reading.answer(found, **facts, version=found.version, by=by)


def closed(season, **facts):
    """A reply about I.1 that is answered."""
    reply = reading(season)
    answer(reply, **facts)
    second_reading.close(reply, by=None)
    return Reply.objects.get(pk=reply.pk)


def all_appraised(season):
    """Close the appraisal of the other sheets, too."""
    for place in (1, 2):
        with clock.at(DAY):
            appraised.finished(season, place)
    return season


def conclude(season):
    """Conclude the appraisal of the year."""
    return appraisal.conclude(Season.objects.get(pk=season.pk), by=None)
