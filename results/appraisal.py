"""The appraisal: points beside the self points with a reason for every difference, until all is agreed."""

from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Coalesce

from blocs import phases, seasons
from core import history, records
from core.rules import RuleError
from core.transitions import move
from results import cells, scoring, standings
from results.models import ScoreLine, ScoreSheet

STATES = ScoreSheet.State


def judge(line, *, text, reason, version, by):
    """Write the appraised points of a line and return it; a difference from the self points needs a reason.

    The agreed value follows the appraised one again. Raises StaleCell, RuleError.
    """
    with transaction.atomic():
        line = _open_line(line)
        cells.refuse_stale(line, version, value=line.appraised_points)
        points = scoring.points_of(line.criterion, text)
        if points is not None and points != (line.self_points or 0) and not reason.strip():
            raise RuleError(
                f"Dòng {line.criterion.code}: điểm thẩm định khác điểm tự chấm thì phải ghi lý do."
            )
        line.appraised_points, line.appraisal_reason = points, reason
        line.agreed_points, line.agreed_reason = None, ""
        line.version += 1
        return records.keep(line, by=by, act="line.judge")


def agree(line, *, text, reason, version, by):
    """Set the agreed points of a line apart from the appraised ones, with a reason; empty follows again."""
    with transaction.atomic():
        line = _open_line(line)
        cells.refuse_stale(line, version, value=line.agreed_points)
        if line.appraised_points is None:
            raise RuleError(f"Dòng {line.criterion.code} chưa có điểm thẩm định.")
        points = scoring.points_of(line.criterion, text)
        if points == line.appraised_points:
            points, reason = None, ""
        if points is not None and not reason.strip():
            raise RuleError(
                f"Dòng {line.criterion.code}: điểm thống nhất khác điểm thẩm định thì phải ghi lý do."
            )
        line.agreed_points, line.agreed_reason = points, reason if points is not None else ""
        line.version += 1
        return records.keep(line, by=by, act="line.agree")


def accept_rest(sheet, *, by):
    """Accept the self points of every line not judged yet; return how many."""
    with transaction.atomic():
        _open(sheet)
        rest = ScoreLine.objects.filter(sheet=sheet, appraised_points__isnull=True)
        count = rest.update(
            appraised_points=Coalesce("self_points", Value(0)),
            version=F("version") + 1,
        )
        history.record(sheet, "sheet.accept_rest", by=by, after={"lines": count})
        return count


def send_back(sheet, *, lines, reason, by):
    """Return the chosen lines with a reason; the others stay locked."""
    with transaction.atomic():
        _open(sheet)
        if not lines:
            raise RuleError("Hãy chọn ít nhất một dòng cần sửa rồi trả lại.")
        count = ScoreLine.objects.filter(sheet=sheet, pk__in=[line.pk for line in lines]).update(
            returned=True
        )
        if count != len(lines):
            raise RuleError("Có dòng không thuộc bảng này. Hãy tải lại trang.")
        return move(sheet, "send_back", by=by, reason=reason)


def finish(sheet, *, by):
    """Close the appraisal of one sheet. Raises RuleError with the lines not judged yet."""
    with transaction.atomic():
        _open(sheet)
        rest = ScoreLine.objects.filter(sheet=sheet, appraised_points__isnull=True)
        codes = [line.criterion.code for line in rest.select_related("criterion__group")]
        if codes:
            raise RuleError(f"Chưa chốt được. Chưa thẩm định: {', '.join(codes)}.")
        return move(sheet, "finish", by=by)


def reopen(sheet, *, reason, by):
    """Open a closed sheet again, with a reason, while the appraisal lasts."""
    _refuse_other_phase(sheet.season)
    return move(sheet, "reopen", by=by, reason=reason)


def lacking(season):
    """Return the names of the members whose sheet is not appraised, in protocol order."""
    done = set(season.sheets.filter(state=STATES.APPRAISED).values_list("agency", flat=True))
    return [row.name for row in seasons.members_of(season) if row.agency_id not in done]


def conclude(season, *, by):
    """Write the standing and go on to the conference. Raises RuleError with the members that are missing."""
    with transaction.atomic():
        _refuse_other_phase(season)
        if names := lacking(season):
            raise RuleError(f"Chưa chốt được điểm toàn Khối. Chưa thẩm định xong: {', '.join(names)}.")
        standings.write(season, by=by)
        return phases.advance(season, frm="appraisal", by=by)


def _open(sheet):
    """The sheet under its lock, refused unless it is being appraised now."""
    row = ScoreSheet.objects.select_for_update(of=("self",)).select_related("season").get(pk=sheet.pk)
    _refuse_other_phase(row.season)
    if row.state != STATES.SUBMITTED:
        raise RuleError(f"Bảng này đang ở trạng thái “{row.get_state_display()}” nên chưa thẩm định được.")
    return row


def _open_line(line):
    _open(line.sheet)
    return ScoreLine.objects.select_related("criterion__group").get(pk=line.pk)


def _refuse_other_phase(season):
    season.refresh_from_db(fields=["phase"])
    if season.phase != "appraisal":
        raise RuleError(f"Việc này làm ở bước Thẩm định; năm này đang ở bước {phases.label(season.phase)}.")
