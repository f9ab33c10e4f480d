"""A sheet that is changed while it is scored across: marks hold for what was read, so they are given anew."""

from core import records
from core.transitions import move
from results import cross_complete
from results.models import CrossAssignment, CrossMark, CrossRound

STATES = CrossAssignment.State


def reconsider(sheet, *, reason, by, lines=()):
    """Have those who score the sheet, as far as the round is open, look at it and hand in again.

    What they gave the `lines` (that their member has to write anew) is emptied; other marks stay as typed.
    Agencies that could read all marks already are left out instead. The caller holds the sheet.
    """
    rounds = CrossRound.objects.select_for_update(of=("self",)).select_related("season")
    found = rounds.filter(season=sheet.season_id, state=CrossRound.State.OPEN).first()
    if found is None:
        return
    rows = found.assignments.select_for_update(of=("self",)).filter(scored=sheet.agency_id).order_by("pk")
    for row in rows.filter(state__in=(STATES.DRAFT, STATES.HANDED_IN)):
        given = CrossMark.objects.filter(assignment=row, line__in=lines, points__isnull=False)
        for mark in given.order_by("pk"):
            mark.points, mark.reason, mark.version = None, "", mark.version + 1
            records.keep(mark, by=by, act="cross.unmark", reason=reason)
        if cross_complete.has_read(found, row.scorer_id):
            move(row, "lapse", by=by, reason=f"Đã xem điểm của các đơn vị trước khi bảng được sửa. {reason}")
        elif row.state == STATES.HANDED_IN:
            move(row, "reconsider", by=by, reason=reason)
