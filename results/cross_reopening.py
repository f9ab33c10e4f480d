"""A closed round opened again, with a reason: the means fall, and named scorers are asked to mark anew.

By then every member has read what it was given, the head and the deputies what everybody was. So nobody
takes marks back by itself any more: whoever directs an assignment asks for it, with a reason; and who could
read all marks gives none (see cross_complete.py).
"""

from django.db import transaction
from django.db.models import F

from blocs import leadership, phases, seasons
from core import history
from core.rules import RuleError
from core.text import clean_block
from core.transitions import move
from results import (
    cross_changes,
    cross_closing,
    cross_complete,
    cross_holds,
    cross_rounds,
    holds,
    replies,
    scoring,
)
from results.models import CrossAssignment, CrossMark, CrossRound, ScoreLine, ScoreSheet

STATES = CrossAssignment.State
STALE = "Dòng này bị trả lại và sửa sau khi khép chấm chéo."


def reopen(season, *, due_on, reason, by):
    """Open the closed round again until the end of `due_on`; return the CrossRound.

    The lines that held a mean wait for the next one; what was agreed on them falls, too, and stays in the
    history. Marks stay as they were handed in, but for lines changed since: these are given anew. Raises
    RuleError outside the appraisal, for a day that is past, and with the sheets whose appraisal is closed
    (the head's own is opened with the round while it holds nothing but what the round made of it).
    """
    reason = clean_block(reason)
    with transaction.atomic():
        season, sheets = cross_closing.hold(season)
        found = _closed(season)
        cross_rounds.refuse_day(due_on)
        own, names = leadership.own_of_head(season), seasons.members_of(season)
        rule = cross_holds.rule_of(season)
        covered = cross_holds.covered(season, rule, [member.agency_id for member in names])
        scored = [sheet for sheet in sheets if sheet.agency_id in covered]
        _refuse_settled(scored, own, {member.agency_id: member.name for member in names})
        holds.refuse_correcting(season, "mở lại chấm chéo")
        move(found, "reopen", by=by, reason=reason, due_on=due_on)
        for sheet in scored:
            if sheet.state == ScoreSheet.State.APPRAISED:
                move(sheet, "reopen", by=by, reason=reason)
            _empty(sheet, reason, by)
        return found


def ask_again(assignment, *, reason, by):
    """Have a scorer that handed in look at its marks again, once the round was opened again."""
    with transaction.atomic():
        row = cross_rounds.held(assignment)
        if row.round.opened_at is None:
            raise RuleError("Đơn vị chấm tự rút điểm để sửa được cho đến khi khép chấm chéo.")
        cross_complete.refuse_reader(row.round, row.scorer_id)
        return move(row, "reconsider", by=by, reason=clean_block(reason))


def _closed(season):
    if season.phase != "appraisal":
        raise RuleError(
            f"Chấm chéo mở lại ở bước Thẩm định; năm này đang ở bước {phases.label(season.phase)}."
        )
    found = CrossRound.objects.select_for_update().filter(season=season).first()
    if found is None or found.is_open:
        raise RuleError("Chấm chéo chưa khép nên không cần mở lại.")
    return found


def _refuse_settled(scored, own, names):
    """Sheets somebody has settled are opened again by that somebody first; one by one, with a reason."""
    settled = [sheet for sheet in scored if sheet.state == ScoreSheet.State.APPRAISED]
    for sheet in settled:
        replies.refuse_waiting(sheet)
    waiting = [sheet for sheet in settled if sheet.agency_id not in own or _settled_by_hand(sheet)]
    if waiting:
        raise RuleError(
            f"Chưa mở lại chấm chéo được: đã chốt thẩm định bảng của "
            f"{', '.join(names.get(sheet.agency_id, '') for sheet in waiting)}. "
            "Hãy mở lại thẩm định các bảng đó trước, rồi mở lại chấm chéo."
        )


def _settled_by_hand(sheet):
    lines = ScoreLine.objects.applicable().filter(sheet=sheet)
    return lines.filter(crossed=False).exists() or lines.filter(agreed_points__isnull=False).exists()


def _empty(sheet, reason, by):
    """Take the means of a sheet away, and the marks of lines that were changed since they were given."""
    crossed = ScoreLine.objects.filter(sheet=sheet, crossed=True)
    for line in crossed.order_by("criterion__path", "pk"):
        before = {name: getattr(line, name) for name in scoring.UNJUDGED}
        history.record(line, "line.uncross", by=by, before=before, after=scoring.UNJUDGED, reason=reason)
    kept = list(crossed.values_list("pk", flat=True))
    crossed.update(version=F("version") + 1, **scoring.UNJUDGED)
    marks = CrossMark.objects.filter(line__sheet=sheet, points__isnull=False)
    counted = marks.filter(assignment__state=STATES.HANDED_IN)
    stale = set(counted.exclude(line__in=kept).values_list("line", flat=True))
    if stale:
        cross_changes.reconsider(sheet, lines=stale, reason=STALE, by=by)
