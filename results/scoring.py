"""The score sheet: started, filled cell by cell, submitted by the member or for it."""

from django.db import transaction

from blocs import phases, seasons
from blocs.models import Criterion, Season
from core import clock, numbers, records
from core.rules import RuleError
from core.transitions import move
from documents import files
from results import cells
from results.models import ScoreLine, ScoreSheet

STATES = ScoreSheet.State
TYPED = ("result", "note", "self_points")  # the cells a member fills


def start(season, *, agency, by):
    """Open the member's sheet with a line for every criterion; the second click returns the same one."""
    _refuse_other_phase(season, "scoring")
    if agency.pk not in {member.agency_id for member in seasons.members_of(season)}:
        raise RuleError(f"{agency} không phải thành viên của Khối trong năm {season.year}.")
    with transaction.atomic():
        Season.objects.select_for_update().get(pk=season.pk)
        if found := ScoreSheet.objects.filter(season=season, agency=agency).first():
            return found
        sheet = records.keep(ScoreSheet(season=season, agency=agency), by=by, act="sheet.start")
        criteria = Criterion.objects.filter(group__table__season=season)
        ScoreLine.objects.bulk_create([ScoreLine(sheet=sheet, criterion=row) for row in criteria])
        return sheet


def enter(line, *, cell, text, version, by):
    """Write one cell of a line (`cell` is one of TYPED) and return the line with its new version.

    Raises StaleCell when somebody was faster, RuleError when the line is locked or the text is no
    number from 0 to the criterion's maximum.
    """
    if cell not in TYPED:
        raise RuleError("Ô này không nhập trực tiếp được.")
    with transaction.atomic():
        line = open_line(line)
        cells.refuse_stale(line, version, value=getattr(line, cell))
        value = points_of(line.criterion, text) if cell == "self_points" else text
        if cell == "self_points" and value != line.self_points:
            line.appraised_points, line.agreed_points = None, None
            line.appraisal_reason = line.agreed_reason = ""
        setattr(line, cell, value)
        line.version += 1
        return records.keep(line, by=by, act="line.enter")


def points_of(criterion, text):
    """Read points for `criterion`; None for an empty cell. Raises RuleError with the cell and the remedy."""
    if not text.strip():
        return None
    points = numbers.parse_decimal(text)
    if not 0 <= points <= criterion.max_points:
        most = numbers.plain(criterion.max_points)
        raise RuleError(f"Ô {criterion.code}: nhập từ 0 đến {most} điểm.")
    return points


def missing(sheet):
    """Return, in words, what keeps the sheet (from `whole()`) from being submitted."""
    found = []
    for line in sheet.lines.all():
        code, counts = line.criterion.code, line.self_points is not None
        if not counts and line.criterion.group.kind == "scored":
            found.append(f"điểm tự chấm {code}")
        if line.self_points and line.criterion.evidence_required and not line.evidence.all():
            found.append(f"minh chứng {code}")
    return found


def submit(sheet, *, by):
    """Hand the sheet to the bloc's lead; from here the member can only read it.

    Raises RuleError with the list of what is missing.
    """
    with transaction.atomic():
        whole = _complete(sheet)
        return _submit(whole, by=by)


def submit_for(sheet, *, scan, by):
    """Submit for a member that sent its sheet on paper; `scan` is the upload of the signed paper."""
    with transaction.atomic():
        whole = _complete(sheet)
        kept = files.keep(scan, content_type=scan.content_type)
        return _submit(whole, by=by, scan=kept)


def confirm(sheet, *, by):
    """The member's leader confirms what was entered for the agency."""
    if not sheet.is_entered_for:
        raise RuleError("Bảng này do chính đơn vị nhập, không cần xác nhận.")
    if sheet.confirmed_at:
        raise RuleError("Bảng này đã được xác nhận.")
    sheet.confirmed_at = clock.now()
    return records.keep(sheet, by=by, act="sheet.confirm")


def withdraw(sheet, *, by):
    """Take the sheet back to change it, until the appraisal begins."""
    _refuse_other_phase(sheet.season, "scoring")
    return move(sheet, "withdraw", by=by)


def lacking(season):
    """Return the names of the members that have not submitted, in protocol order."""
    submitted = season.sheets.exclude(state=STATES.DRAFT).values_list("agency", flat=True)
    return [row.name for row in seasons.members_of(season) if row.agency_id not in set(submitted)]


def conclude(season, *, by):
    """End the self-scoring: the appraisal begins. Raises RuleError with the members that are missing."""
    with transaction.atomic():
        if names := lacking(season):
            raise RuleError(f"Chưa kết thúc được bước Tự chấm. Chưa nộp bảng: {', '.join(names)}.")
        return phases.advance(season, frm="scoring", by=by)


def _complete(sheet):
    """The whole sheet under its lock, refused when it is locked or lacks something."""
    _refuse_locked(ScoreSheet.objects.select_for_update().get(pk=sheet.pk))
    whole = ScoreSheet.objects.whole().select_related("season").get(pk=sheet.pk)
    if lacks := missing(whole):
        raise RuleError(f"Chưa nộp được bảng. Còn thiếu: {', '.join(lacks)}.")
    return whole


def _submit(sheet, *, by, **facts):
    sheet.lines.filter(returned=True).update(returned=False)
    return move(sheet, "submit", by=by, **facts)


def open_line(line):
    """The line under its sheet's lock, refused unless it may be written now."""
    sheet = ScoreSheet.objects.select_for_update().get(pk=line.sheet_id)
    _refuse_locked(sheet)
    line = ScoreLine.objects.select_related("criterion__group").get(pk=line.pk)
    if sheet.state == STATES.RETURNED and not line.returned:
        raise RuleError(f"Dòng {line.criterion.code} không bị trả lại nên đang khóa.")
    return line


def _refuse_locked(sheet):
    _refuse_other_phase(sheet.season, "scoring" if sheet.state == STATES.DRAFT else None)
    if sheet.state not in (STATES.DRAFT, STATES.RETURNED):
        raise RuleError("Bảng đã nộp nên không sửa được. Muốn sửa, hãy rút bảng hoặc đề nghị trả lại.")


def _refuse_other_phase(season, phase):
    """Sheets are written in `phase`; a returned sheet (None) in scoring or appraisal."""
    now = Season.objects.values_list("phase", flat=True).get(pk=season.pk)
    if now not in ((phase,) if phase else ("scoring", "appraisal")):
        raise RuleError(f"Việc này làm ở bước Tự chấm; năm này đang ở bước {phases.label(now)}.")
