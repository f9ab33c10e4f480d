"""When a sheet may be written: its state, the phase of its year, and more time given to one member."""

from blocs import issued, phases
from blocs.models import Season
from core import clock
from core.dates import short
from core.prepared import Given, Prepared
from core.rules import RuleError
from results.models import Extension, ScoreLine, ScoreSheet

STATES = ScoreSheet.State
HELD = Prepared(
    lambda: ScoreSheet.objects.select_for_update(of=("self",)).select_related("season").filter(pk=Given("pk"))
)
LINE = Prepared(
    lambda: ScoreLine.objects.with_exemptions().select_related("level").filter(pk=Given("pk")).order_by()
)


def extension_of(season_id, agency_id):
    """Return the Extension given to a member, or None; it may be over."""
    return Extension.objects.filter(season=season_id, agency=agency_id).first()


def is_open(sheet):
    """Whether cells of the sheet may be written now.

    A draft while the members score, or while its member has more time; a returned one till appraised.
    """
    phase = sheet.season.phase
    if sheet.state == STATES.RETURNED:
        return phase in ("scoring", "appraisal")
    if sheet.state != STATES.DRAFT:
        return False
    return phase == "scoring" or (phase == "appraisal" and _has_time(sheet.season_id, sheet.agency_id))


def open_sheet(pk):
    """Return the sheet under its lock, refused unless it may be written now."""
    sheet = HELD.one(pk=pk)
    refuse_closed(sheet)
    return sheet


def refuse_closed(sheet):
    """Refuse to write a sheet as it stands. Raises RuleError."""
    if sheet.state not in (STATES.DRAFT, STATES.RETURNED):
        raise RuleError("Bảng đã nộp nên không sửa được. Muốn sửa, hãy rút bảng hoặc đề nghị trả lại.")
    if not is_open(sheet):
        raise RuleError(_why_closed(sheet.season, sheet.agency_id))


def open_line(line):
    """Return the line under its sheet's lock, refused unless it may be written now."""
    sheet = open_sheet(line.sheet_id)
    line = LINE.one(pk=line.pk)
    if line is None:
        raise RuleError("Tiêu chí này vừa được bỏ khỏi bảng tiêu chí. Hãy tải lại trang để xem bảng mới.")
    _set_under(line, sheet)
    if line.exempt:
        raise RuleError(f"Tiêu chí {line.criterion.code} không áp dụng với đơn vị: {line.exempt}.")
    refuse_unreturned(sheet, line)
    return line


def _set_under(line, sheet):
    """Give a line its sheet and, where this process keeps the published table, its criterion from there."""
    line.sheet, sheet.issue = sheet, issued.of(sheet.season_id)
    if sheet.issue and line.criterion_id in sheet.issue.criteria:
        line.criterion = sheet.issue.criteria[line.criterion_id]


def refuse_unreturned(sheet, line):
    """Refuse a line of a returned sheet that was not returned itself."""
    if sheet.state == STATES.RETURNED and not line.returned:
        raise RuleError(f"Dòng {line.criterion.code} không bị trả lại nên đang khóa.")


def hold(season, agency_id=None):
    """Hold the season until the act is over, so that its phase cannot move.

    Refused outside scoring, but for a member (`agency_id`) that has more time.
    """
    now = Season.objects.select_for_update(of=("self",)).select_related("bloc").get(pk=season.pk)
    late = agency_id is not None and now.phase == "appraisal"
    if now.phase != "scoring" and not (late and _has_time(now.pk, agency_id)):
        raise RuleError(_why_closed(now, agency_id))


def _has_time(season_id, agency_id):
    extension = extension_of(season_id, agency_id)
    return extension is not None and extension.until >= clock.today()


def _why_closed(season, agency_id):
    extension = agency_id and season.phase == "appraisal" and extension_of(season.pk, agency_id)
    if extension:
        return (
            f"Hạn nộp đã gia hạn đến {short(extension.until)} và đã qua. "
            f"Hãy đề nghị {season.bloc.head_label} gia hạn thêm."
        )
    return f"Việc này làm ở bước Tự chấm; năm này đang ở bước {phases.label(season.phase)}."
