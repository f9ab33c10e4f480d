"""Lines given back to the members because the criteria under them were corrected."""

from django.db.models import F

from core import history
from core.transitions import move
from results import cross_changes, replies
from results.appraisal import EMPTY
from results.models import ScoreLine, ScoreSheet

STATES = ScoreSheet.State


def give_back(asked, *, reason, by):
    """Open lines for their members again, also of sheets that were appraised already.

    `asked` lists (line, what is asked of the member in words); the other lines keep what was judged, a reply
    that waits lapses; who scores the sheet across does so anew. The caller holds the sheets.
    """
    sheets = {line.sheet_id: line.sheet for line, _ in asked}
    for sheet in sheets.values():
        own = [(line, words) for line, words in asked if line.sheet_id == sheet.pk]
        told = f"{reason} Hãy ghi lại {', '.join(words for _, words in own)}."
        for line, _ in own:
            before = {"returned": line.returned, **{name: getattr(line, name) for name in EMPTY}}
            after = {"returned": True, **EMPTY}
            history.record(line, "line.return", by=by, before=before, after=after, reason=told)
        rows = ScoreLine.objects.filter(pk__in=[line.pk for line, _ in own])
        rows.update(returned=True, version=F("version") + 1, **EMPTY)
        cross_changes.reconsider(sheet, lines=[line.pk for line, _ in own], reason=told, by=by)
        if sheet.state == STATES.APPRAISED:
            replies.lapse(sheet, reason=told, by=by)
            move(sheet, "reopen", by=by, reason=told)
        if sheet.state == STATES.SUBMITTED:
            move(sheet, "send_back", by=by, reason=told)
