"""The second reading: every disputed line is answered, then all answers hold at once.

Where the appraisal is shared, a line is answered by whoever appraises it; beginning and closing stay with
whoever settles the sheet (permissions.can_settle_reply).
"""

from django.db import transaction
from django.db.models import F

from blocs import phases
from blocs.models import Season
from core import clock, history, records
from core.numbers import plain
from core.rules import RuleError
from core.text import clean_block
from core.transitions import move
from results import assignments, cells, holds, scoring
from results.models import Reply, ReplyLine, ScoreLine, ScoreSheet

OUTCOMES = ReplyLine.Outcome
STATES = Reply.State


def begin(reply, *, by):
    """Begin to read; from here on the member cannot withdraw. Raises RuleError when it was withdrawn."""
    with transaction.atomic():
        _hold(reply)
        return move(reply, "begin", by=by)


def answer(row, *, outcome, text, reason, version, by):
    """Answer one line: keep its points or set others (`text`), always with a reason; return the ReplyLine.

    It may be answered anew until the reply is closed. What stands there already is not written again.
    Raises RuleError while nobody has begun, once the reply is closed, without a reason or points, for points
    that count already, for a line that is somebody else's; StaleCell when somebody else answered meanwhile.
    """
    reason = clean_block(reason)
    with transaction.atomic():
        sheet = _reading(row.reply)
        row = (
            ReplyLine.objects.select_for_update(of=("self",)).select_related("line__criterion").get(pk=row.pk)
        )
        assignments.refuse_others(sheet, [row.line], by=by)
        points = _points(row, outcome, text)
        if (outcome, points, reason) == (row.outcome, row.points, row.reason):
            return row
        cells.refuse_stale(row, version, value=row.points)
        if not reason:
            raise RuleError(f"Dòng {row.line.criterion.code}: hãy ghi lý do trả lời để đơn vị được rõ.")
        row.outcome, row.points, row.reason = outcome, points, reason
        row.answered_at, row.answered_by = clock.now(), by
        row.version += 1
        return records.keep(row, by=by, act="reply.answer", reason=reason)


def unanswered(reply):
    """Return the codes of the lines that have no answer yet, as the table is read."""
    rows = reply.lines.filter(outcome="").select_related("line__criterion__group")
    return [row.line.criterion.code for row in rows.order_by("line__criterion__path", "pk")]


def close(reply, *, by):
    """Close the reading: the changed points count from now on.

    Raises RuleError with the lines not answered, and with the line whose answer a correction of the criteria
    made since does not allow any more. A line whose agreed points stood apart follows the second reading,
    which comes after that agreement.
    """
    with transaction.atomic():
        _reading(reply)
        if codes := unanswered(reply):
            raise RuleError(f"Chưa kết thúc phúc tra được. Chưa trả lời: {', '.join(codes)}.")
        rows = reply.lines.select_related("line__criterion__group")
        for row in rows.order_by("line__criterion__path", "pk"):
            _refuse_overtaken(row)
            _take_effect(row, by)
        return move(reply, "close", by=by)


def _refuse_overtaken(row):
    """Refuse an answer that a correction of the criteria does not allow any more."""
    if row.outcome != OUTCOMES.CHANGED:
        return
    _refuse_exempt(row)
    code, most = row.line.criterion.code, scoring.most_of(row.line.criterion)
    if row.points > most:
        raise RuleError(
            f"Dòng {code}: điểm phúc tra {plain(row.points)} quá mức tối đa {plain(most)} của bảng tiêu chí "
            "đã sửa. Hãy trả lời lại dòng này rồi kết thúc."
        )


def _refuse_exempt(row):
    """Refuse points for a line that does not apply to the member any more."""
    exempt = ScoreLine.objects.with_exemptions().get(pk=row.line_id).exempt
    if exempt:
        raise RuleError(
            f"Dòng {row.line.criterion.code} nay không áp dụng với đơn vị ({exempt.rstrip('.')}). "
            "Hãy chọn giữ nguyên cho dòng này."
        )


def _take_effect(row, by):
    """Write an answer into its line, with an entry of its own also where the points are kept."""
    line, names = row.line, ("appraised_points", "appraisal_reason", "agreed_points", "agreed_reason")
    if row.outcome == OUTCOMES.KEPT:
        history.record(line, "line.reread", by=by, reason=row.reason)
        return
    before = {name: getattr(line, name) for name in names}
    after = dict(zip(names, (row.points, row.reason, None, ""), strict=True))
    ScoreLine.objects.filter(pk=line.pk).update(version=F("version") + 1, **after)
    history.record(line, "line.reread", by=by, before=before, after=after, reason=row.reason)


def _points(row, outcome, text):
    """The points of an answer; None where they are kept."""
    code = row.line.criterion.code
    if outcome == OUTCOMES.KEPT:
        return None
    if outcome != OUTCOMES.CHANGED:
        raise RuleError(f"Dòng {code}: hãy chọn giữ nguyên hay sửa điểm.")
    _refuse_exempt(row)
    points = scoring.points_of(row.line.criterion, text)
    if points is None:
        raise RuleError(f"Dòng {code}: hãy ghi điểm sau phúc tra.")
    if points == row.held:
        raise RuleError(f"Dòng {code} đang được tính {plain(points)} điểm; hãy chọn giữ nguyên.")
    return points


def _reading(reply):
    """The sheet, held until the act is over; refused unless somebody has begun and nobody closed."""
    sheet = _hold(reply)
    state = Reply.objects.values_list("state", flat=True).get(pk=reply.pk)
    if state == STATES.FILED:
        raise RuleError("Hãy bấm “Bắt đầu phúc tra” trước khi trả lời; từ lúc đó đơn vị không rút được nữa.")
    if state != STATES.READING:
        raise RuleError(f"Đề nghị phúc tra này ở trạng thái “{STATES(state).label}” nên không trả lời được.")
    return sheet


def _hold(reply):
    """The sheet under its lock; only then is the phase read, as `appraisal.conclude` waits for it."""
    sheet = ScoreSheet.objects.select_for_update().get(pk=reply.sheet_id)
    phase = Season.objects.values_list("phase", flat=True).get(pk=sheet.season_id)
    if phase != "appraisal":
        raise RuleError(f"Phúc tra làm ở bước Thẩm định; năm này đang ở bước {phases.label(phase)}.")
    holds.refuse_correcting(sheet.season_id, "phúc tra")
    return sheet
