"""What a scorer does: points line by line with a reason for every difference, abstain, hand in, take back."""

from django.db import transaction

from blocs import phases
from blocs.models import Season
from core import records
from core.rules import RuleError
from core.text import clean_block
from core.transitions import move
from results import cells, cross_complete, cross_rounds, holds, scoring
from results.models import CrossAssignment, CrossMark, ScoreLine, ScoreSheet

STATES = CrossAssignment.State
ASK = (
    "Chấm chéo đã khép rồi mở lại nên không tự rút điểm được. "
    "Cần sửa điểm đã nộp thì đề nghị nơi phân công cho chấm lại bảng này."
)


def mark(assignment, line, *, text, reason, version, by):
    """Write what the scorer gives a line and return its CrossMark; a difference has its reason.

    What is there already is not written again, whatever the version; 0 is the version of a line that has no
    mark yet. Raises StaleCell when somebody was faster, RuleError outside the round, for points that are none
    of the criterion, and for a difference from the self points without a reason.
    """
    reason = clean_block(reason)
    with transaction.atomic():
        row = _open(assignment)
        line = _line(row, line)
        points = scoring.points_of(line.criterion, text)
        found = CrossMark.objects.filter(assignment=row, line=line).first()
        found = found or CrossMark(assignment=row, line=line, version=0)
        if (points, reason) == (found.points, found.reason):
            return found
        cells.refuse_stale(found, version, value=found.points)
        _refuse_unexplained(line, points, reason)
        found.points, found.reason, found.version = points, reason, found.version + 1
        return records.keep(found, by=by, act="cross.mark")


def accept_rest(assignment, *, by):
    """Give every line that has no mark yet the self points; return how many."""
    with transaction.atomic():
        row = _open(assignment)
        rest = unmarked(row)
        for line in rest:
            found = CrossMark.objects.filter(assignment=row, line=line).first()
            found = found or CrossMark(assignment=row, line=line, version=0)
            found.points, found.version = line.self_points or 0, found.version + 1
            records.keep(found, by=by, act="cross.mark")
        return len(rest)


def hand_in(assignment, *, by):
    """Hand the marks in. Raises RuleError with the lines that have none, or differ without a reason."""
    with transaction.atomic():
        row = _open(assignment)
        if rest := [line.criterion.code for line in unmarked(row)]:
            raise RuleError(f"Chưa nộp được. Chưa chấm: {', '.join(rest)}.")
        for each in row.marks.select_related("line__criterion").order_by("line__criterion__path", "pk"):
            _refuse_unexplained(each.line, each.points, each.reason)
        move(row, "hand_in", by=by)
        cross_complete.stamp(row.round, by=by)
        return row


def take_back(assignment, *, by):
    """Take the marks back to change them, until the head closes the round.

    The head's own agency reads all marks once everybody was done, so from then on it takes nothing back; nor
    does anybody in a round that was opened again, but is asked to (cross_reopening.ask_again).
    """
    with transaction.atomic():
        row = cross_rounds.held(assignment)
        cross_complete.refuse_reader(row.round, row.scorer_id)
        if row.round.opened_at:
            raise RuleError(ASK)
        return move(row, "take_back", by=by)


def abstain(assignment, *, reason, by):
    """Score nothing of this sheet, with the reason: a conflict of interest, not enough knowledge."""
    with transaction.atomic():
        row = move(cross_rounds.held(assignment), "abstain", by=by, reason=clean_block(reason))
        cross_complete.stamp(row.round, by=by)
        return row


def unmarked(assignment):
    """Return the lines of the sheet that count for the member and have no mark of this assignment yet."""
    marked = CrossMark.objects.filter(assignment=assignment, points__isnull=False).values("line")
    lines = ScoreLine.objects.applicable().exclude(pk__in=marked)
    lines = lines.filter(sheet__season=assignment.round.season_id, sheet__agency=assignment.scored_id)
    return list(lines.select_related("criterion__group").order_by("criterion__path", "pk"))


def _open(assignment):
    """The assignment under its lock, with the sheet's; refused unless marks may be given now."""
    row = cross_rounds.held(assignment)
    if row.state != STATES.DRAFT:
        raise RuleError(
            f"Việc chấm bảng này đang ở trạng thái “{row.get_state_display()}” nên không chấm được."
        )
    sheets = ScoreSheet.objects.select_for_update().filter(season=row.round.season_id, agency=row.scored_id)
    sheet = sheets.first()
    phase = Season.objects.values_list("phase", flat=True).get(pk=row.round.season_id)
    if phase != "appraisal":
        raise RuleError(f"Chấm chéo làm ở bước Thẩm định; năm này đang ở bước {phases.label(phase)}.")
    if sheet is None or sheet.state != ScoreSheet.State.SUBMITTED:
        state = sheet.get_state_display() if sheet else "Chưa bắt đầu"
        raise RuleError(f"Bảng của {row.scored} đang ở trạng thái “{state}” nên chưa chấm được.")
    holds.refuse_correcting(row.round.season_id, "chấm chéo")
    return row


def _line(row, line):
    lines = ScoreLine.objects.with_exemptions().select_related("criterion__group")
    found = lines.filter(pk=line.pk, sheet__season=row.round.season_id, sheet__agency=row.scored_id).first()
    if found is None:
        raise RuleError("Dòng này không thuộc bảng được phân công. Hãy tải lại trang.")
    if found.exempt:
        raise RuleError(f"Tiêu chí {found.criterion.code} không áp dụng với đơn vị nên không chấm.")
    return found


def _refuse_unexplained(line, points, reason):
    if points is not None and points != (line.self_points or 0) and not reason:
        raise RuleError(f"Dòng {line.criterion.code}: điểm chấm khác điểm tự chấm thì phải ghi lý do.")
