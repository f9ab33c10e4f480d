"""The appraisal: points beside the self points with a reason for every difference, until all is agreed."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Coalesce

from blocs import phases, seasons
from blocs.models import Season
from core import history, records
from core.rules import RuleError
from core.text import clean_block
from core.transitions import move
from results import (
    appraisers,
    arithmetic,
    assignments,
    cells,
    cross_holds,
    holds,
    replies,
    scoring,
    standings,
    ties,
)
from results.models import ScoreLine, ScoreSheet

STATES = ScoreSheet.State
EMPTY = scoring.UNJUDGED


@dataclass(frozen=True)
class Row:
    """One member in the overview of a year's appraisal; totals are None while it has no sheet."""

    agency_id: int
    name: str
    code: str
    appraisers: str
    sheet: ScoreSheet | None
    own: arithmetic.Totals | None
    appraised: arithmetic.Totals | None
    agreed: arithmetic.Totals | None
    judged: int
    lines: int

    @property
    def is_submitted(self):
        """Whether there is something to appraise or to read."""
        return self.sheet is not None and self.sheet.state != STATES.DRAFT

    @property
    def is_appraised(self):
        """Whether its appraisal is closed."""
        return self.sheet is not None and self.sheet.state == STATES.APPRAISED

    @property
    def state(self):
        """The state of its sheet in words."""
        return self.sheet.get_state_display() if self.sheet else standings.NOT_BEGUN


def judge(line, *, text, reason, version, by):
    """Write the appraised points of a line and return it; a difference from the self points needs a reason.

    The agreed value follows, unless it was set apart and still differs. What is there already is not
    written again, whatever the version. Raises StaleCell, RuleError, also for a line that is somebody else's
    and for one whose value is the mean of cross-scoring.
    """
    reason = clean_block(reason)
    with transaction.atomic():
        line = _open_line(line)
        assignments.refuse_others(line.sheet, [line], by=by)
        points = scoring.points_of(line.criterion, text)
        if (points, reason) == (line.appraised_points, line.appraisal_reason):
            return line
        cross_holds.refuse_replacing(line)
        cells.refuse_stale(line, version, value=line.appraised_points)
        if points is not None and points != (line.self_points or 0) and not reason:
            raise RuleError(
                f"Dòng {line.criterion.code}: điểm thẩm định khác điểm tự chấm thì phải ghi lý do."
            )
        line.appraised_points, line.appraisal_reason = points, reason
        if points is None or points == line.agreed_points:
            line.agreed_points, line.agreed_reason = None, ""
        line.version += 1
        return records.keep(line, by=by, act="line.judge")


def agree(line, *, text, reason, version, by):
    """Set the agreed points of a line apart from the appraised ones, with a reason; empty follows again.

    That stays with the head, whoever appraises the line. What is there already is not written
    again, whatever the version. Raises StaleCell, RuleError.
    """
    reason = clean_block(reason)
    with transaction.atomic():
        line = _open_line(line)
        assignments.refuse_help(line.sheet, by=by)
        if line.appraised_points is None:
            raise RuleError(f"Dòng {line.criterion.code} chưa có điểm thẩm định.")
        points = scoring.points_of(line.criterion, text)
        if points is None or points == line.appraised_points:
            points, reason = None, ""
        if (points, reason) == (line.agreed_points, line.agreed_reason):
            return line
        cells.refuse_stale(line, version, value=standings.final_points(line))
        if points is not None and not reason:
            raise RuleError(
                f"Dòng {line.criterion.code}: điểm thống nhất khác điểm thẩm định thì phải ghi lý do."
            )
        line.agreed_points, line.agreed_reason = points, reason
        line.version += 1
        return records.keep(line, by=by, act="line.agree")


def accept_rest(sheet, *, by):
    """Accept the self points of every line not judged yet; return how many. Each line's history says so.

    Where the appraisal is shared, of the own lines only.
    """
    with transaction.atomic():
        row = _open(sheet)
        rest = ScoreLine.objects.applicable().filter(sheet=sheet, appraised_points__isnull=True)
        rest = assignments.own_lines(row, rest.select_related("criterion"), by=by)
        for line in rest:
            accepted = {"appraised_points": line.self_points or 0, "version": line.version + 1}
            before = {"appraised_points": None, "version": line.version}
            history.record(line, "line.accept", by=by, before=before, after=accepted)
        return ScoreLine.objects.filter(pk__in=[line.pk for line in rest]).update(
            appraised_points=Coalesce("self_points", Value(0)),
            version=F("version") + 1,
        )


def send_back(sheet, *, lines, reason, by):
    """Return the chosen lines with a reason; the others stay locked and keep what was judged.

    A returned line is judged anew after the member's answer. Raises RuleError for a line that is another's.
    """
    reason = clean_block(reason)
    with transaction.atomic():
        row = _submitted(sheet)
        cross_holds.refuse_returning(row)
        if not lines:
            raise RuleError("Hãy chọn ít nhất một dòng cần sửa rồi trả lại.")
        if not reason:
            raise RuleError("Hãy ghi nội dung cần bổ sung, sửa rồi trả lại.")
        chosen = ScoreLine.objects.filter(sheet=sheet, pk__in={line.pk for line in lines})
        told = list(chosen.with_exemptions().select_related("criterion"))
        if len(told) != len(lines):
            raise RuleError("Có dòng không thuộc bảng này. Hãy tải lại trang.")
        if left_out := [line.criterion.code for line in told if line.exempt]:
            raise RuleError(f"Tiêu chí {', '.join(left_out)} không áp dụng với đơn vị nên không trả lại.")
        assignments.refuse_others(row, told, by=by)
        for line in told:
            before = {"returned": line.returned, **{name: getattr(line, name) for name in EMPTY}}
            after = {"returned": True, **EMPTY}
            history.record(line, "line.return", by=by, before=before, after=after, reason=reason)
        chosen.update(returned=True, version=F("version") + 1, **EMPTY)
        return move(sheet, "send_back", by=by, reason=reason)


def finish(sheet, *, by):
    """Close the appraisal of one sheet. Raises RuleError with the lines not judged yet."""
    with transaction.atomic():
        _open(sheet)
        rest = ScoreLine.objects.applicable().filter(sheet=sheet, appraised_points__isnull=True)
        codes = [line.criterion.code for line in rest.select_related("criterion__group")]
        if codes:
            raise RuleError(f"Chưa chốt được. Chưa thẩm định: {', '.join(codes)}.")
        return move(sheet, "finish", by=by)


def reopen(sheet, *, reason, by):
    """Open a closed sheet again, with a reason, while the appraisal lasts and no reply waits."""
    with transaction.atomic():
        _locked(sheet)
        replies.refuse_waiting(sheet)
        return move(sheet, "reopen", by=by, reason=clean_block(reason))


def overview(season):
    """Return every member's Row in protocol order. A constant number of queries whatever their number."""
    table, lines = standings.table_of(season), standings.lines_of(season)
    members = list(seasons.members_of(season))
    whose = appraisers.of(season, members)
    return [
        _row(table, member, lines.get(member.agency_id, []), whose[member.agency_id]) for member in members
    ]


def lacking(season):
    """Return the names of the members whose sheet is not appraised, in protocol order."""
    done = set(season.sheets.filter(state=STATES.APPRAISED).values_list("agency", flat=True))
    return [row.name for row in seasons.members_of(season) if row.agency_id not in done]


def conclude(season, *, by):
    """Write the standing and go on to the conference.

    Raises RuleError with the members that are missing, or whose reply is not answered.
    """
    with transaction.atomic():
        Season.objects.select_for_update().get(pk=season.pk)
        list(ScoreSheet.objects.select_for_update().filter(season=season).order_by("pk"))
        _refuse_other_phase(season.pk)
        holds.refuse_correcting(season, f"chốt điểm toàn {season.bloc.word}")
        if names := lacking(season):
            raise RuleError(
                f"Chưa chốt được điểm toàn {season.bloc.word}. Chưa thẩm định xong: {', '.join(names)}."
            )
        if names := replies.waiting(season):
            raise RuleError(
                f"Chưa chốt được điểm toàn {season.bloc.word}. "
                f"Chưa trả lời đề nghị phúc tra: {', '.join(names)}."
            )
        ties.withdraw(season, by=by)  # of a conference before, on other points
        standings.write(season, by=by)
        return phases.advance(season, frm="appraisal", by=by)


def _row(table, member, lines, whose):
    columns = (scoring.self_points, standings.appraised_points, standings.final_points)
    totals = [standings.add_up(table, lines, column) if lines else None for column in columns]
    applicable = [line for line in lines if not line.exempt]
    return Row(
        member.agency_id,
        member.name,
        member.code,
        whose,
        lines[0].sheet if lines else None,
        *totals,
        judged=sum(line.appraised_points is not None for line in applicable),
        lines=len(applicable),
    )


def _open(sheet):
    """The sheet under its lock, refused unless it is being appraised now, by the head or a deputy."""
    row = _submitted(sheet)
    cross_holds.refuse_judging(row)
    return row


def _submitted(sheet):
    """The sheet under its lock, refused unless it has been handed in and is not closed."""
    row = _locked(sheet)
    if row.state != STATES.SUBMITTED:
        raise RuleError(f"Bảng này đang ở trạng thái “{row.get_state_display()}” nên chưa thẩm định được.")
    holds.refuse_correcting(row.season_id, "thẩm định")
    return row


def _open_line(line):
    row = _open(line.sheet)
    line = ScoreLine.objects.with_exemptions().select_related("criterion__group").get(pk=line.pk)
    line.sheet = row
    if line.exempt:
        raise RuleError(
            f"Tiêu chí {line.criterion.code} không áp dụng với đơn vị nên không thẩm định: {line.exempt}."
        )
    return line


def _locked(sheet):
    """The sheet under its lock; only then is the phase read, since `conclude` waits for the same lock."""
    row = ScoreSheet.objects.select_for_update().get(pk=sheet.pk)
    _refuse_other_phase(row.season_id)
    return row


def _refuse_other_phase(season):
    phase = Season.objects.values_list("phase", flat=True).get(pk=season)
    if phase != "appraisal":
        raise RuleError(f"Việc này làm ở bước Thẩm định; năm này đang ở bước {phases.label(phase)}.")
