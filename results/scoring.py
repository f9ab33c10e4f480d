"""The score sheet: started, filled cell by cell, submitted by the member or for it."""

from django.core.exceptions import ValidationError
from django.db import transaction

from blocs import phases, seasons
from blocs.models import Criterion, Season
from core import clock, numbers, records
from core.rules import ReadingError, RuleError
from core.text import clean_line
from core.transitions import move
from documents import files, uploads
from results import cells, midyear
from results.models import ScoreLine, ScoreSheet

STATES = ScoreSheet.State
TYPED = ("result", "note", "self_points")  # the cells a member fills


def start(season, *, agency, by):
    """Open the member's sheet with a line for every criterion; the second click returns the same one.

    A line begins with what the half-year report told of its criterion, to go on from.
    """
    with transaction.atomic():
        _lock(season)
        if agency.pk not in {member.agency_id for member in seasons.members_of(season)}:
            raise RuleError(f"{agency} không phải thành viên của {season.bloc.word} trong {season.named}.")
        if found := ScoreSheet.objects.filter(season=season, agency=agency).first():
            return found
        sheet = records.keep(ScoreSheet(season=season, agency=agency), by=by, act="sheet.start")
        told = midyear.carried(season, agency)
        criteria = Criterion.objects.filter(group__table__season=season)
        ScoreLine.objects.bulk_create(
            [ScoreLine(sheet=sheet, criterion=row, result=told.get(row.pk, "")) for row in criteria]
        )
        return sheet


def enter(line, *, cell, text, version, by):
    """Write one cell of a line (`cell` is one of TYPED) and return the line with its new version.

    What the server holds already is not written again, so a request may be repeated. Raises StaleCell when
    somebody was faster, RuleError when the line is locked or the text is no number from 0 to the
    criterion's maximum, ValidationError when it is too long.
    """
    if cell not in TYPED:
        raise RuleError("Ô này không nhập trực tiếp được.")
    with transaction.atomic():
        line = open_line(line)
        value = points_of(line.criterion, text) if cell == "self_points" else clean_line(text)
        if value == getattr(line, cell):
            return line
        cells.refuse_stale(line, version, value=getattr(line, cell))
        if cell == "self_points":
            line.appraised_points, line.agreed_points = None, None
            line.appraisal_reason = line.agreed_reason = ""
        setattr(line, cell, value)
        line.version += 1
        return records.keep(line, by=by, act="line.enter")


def enter_all(sheet, typed, *, by):
    """Write what differs in `typed`: line id to (version, {cell: text}), as a whole page sends it.

    Each cell stands for itself: one that is refused keeps none of the others back. Returns the sentences of
    the refused ones, by (line id, cell).
    """
    refused = {}
    for line in sheet.lines.filter(pk__in=typed):
        version, texts = typed[line.pk]
        for cell, text in texts.items():
            if clean_line(text) == cells.shown(getattr(line, cell, None)):
                continue
            try:
                version = enter(line, cell=cell, text=text, version=version, by=by).version
            except cells.StaleCell as stale:
                refused[line.pk, cell] = (
                    f"Người khác vừa sửa dòng này; trên máy chủ là “{stale.shown}”. "
                    "Bấm Lưu bảng lần nữa để ghi đè bằng giá trị vừa nhập."
                )
            except ValidationError as refusal:
                refused[line.pk, cell] = " ".join(refusal.messages)
            except RuleError as refusal:
                refused[line.pk, cell] = str(refusal)
    return refused


def points_of(criterion, text):
    """Read points for `criterion`; None for an empty cell. Raises RuleError with the cell and the remedy."""
    if not text.strip():
        return None
    try:
        points = numbers.parse_decimal(text)
    except ReadingError as refusal:
        raise RuleError(f"Ô {criterion.code}: {refusal}") from None
    if not 0 <= points <= criterion.max_points:
        most = numbers.plain(criterion.max_points)
        raise RuleError(f"Ô {criterion.code}: nhập từ 0 đến {most} điểm.")
    return points


def self_points(line):
    """The column that makes the self total (see standings.totals_of)."""
    return line.self_points


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


def is_open(sheet):
    """Whether cells of the sheet may be written now: a draft while scoring, a returned one till appraised."""
    phases_of = {STATES.DRAFT: ("scoring",), STATES.RETURNED: ("scoring", "appraisal")}
    return sheet.season.phase in phases_of.get(sheet.state, ())


def submit(sheet, *, by):
    """The member hands its sheet to the bloc's lead; from here it can only read it.

    Raises RuleError with the list of what is missing.
    """
    with transaction.atomic():
        whole = _complete(sheet)
        return _submit(whole, by=by, scan=None, confirmed_at=None)


def submit_for(sheet, *, scan, by):
    """Submit for a member that sent its sheet on paper; `scan` is the upload of the signed paper.

    Raises RuleError when the scan is no PDF or picture, or with the list of what is missing.
    """
    kept = files.keep(scan, content_type=uploads.content_type(scan, uploads.SCANS))
    with transaction.atomic():
        whole = _complete(sheet)
        return _submit(whole, by=by, scan=kept, confirmed_at=None)


def confirm(sheet, *, by):
    """The member's leader confirms what was entered for the agency, once it is submitted."""
    with transaction.atomic():
        sheet = ScoreSheet.objects.select_for_update().get(pk=sheet.pk)
        if not sheet.is_entered_for:
            raise RuleError("Bảng này do chính đơn vị nhập, không cần xác nhận.")
        if sheet.confirmed_at:
            raise RuleError("Bảng này đã được xác nhận.")
        sheet.confirmed_at = clock.now()
        return records.keep(sheet, by=by, act="sheet.confirm")


def withdraw(sheet, *, by):
    """Take the sheet back to change it, until the self-scoring ends."""
    with transaction.atomic():
        _lock(sheet.season)
        return move(sheet, "withdraw", by=by, scan=None, confirmed_at=None)


def lacking(season):
    """Return the names of the members that have not submitted, in protocol order."""
    submitted = set(season.sheets.exclude(state=STATES.DRAFT).values_list("agency", flat=True))
    return [row.name for row in seasons.members_of(season) if row.agency_id not in submitted]


def conclude(season, *, by):
    """End the self-scoring: the appraisal begins. Raises RuleError with the members that are missing."""
    with transaction.atomic():
        _lock(season)
        if names := lacking(season):
            raise RuleError(f"Chưa kết thúc được bước Tự chấm. Chưa nộp bảng: {', '.join(names)}.")
        return phases.advance(season, frm="scoring", by=by)


def open_line(line):
    """The line under its sheet's lock, refused unless it may be written now."""
    sheet = _open(line.sheet_id)
    line = ScoreLine.objects.select_related("criterion__group").get(pk=line.pk)
    if sheet.state == STATES.RETURNED and not line.returned:
        raise RuleError(f"Dòng {line.criterion.code} không bị trả lại nên đang khóa.")
    return line


def _open(pk):
    """The sheet under its lock, refused unless it may be written now."""
    sheet = ScoreSheet.objects.select_for_update(of=("self",)).select_related("season").get(pk=pk)
    if sheet.state not in (STATES.DRAFT, STATES.RETURNED):
        raise RuleError("Bảng đã nộp nên không sửa được. Muốn sửa, hãy rút bảng hoặc đề nghị trả lại.")
    if not is_open(sheet):
        raise RuleError(_other_phase(sheet.season))
    return sheet


def _complete(sheet):
    """The whole sheet under its lock, refused when it is locked or lacks something."""
    _open(sheet.pk)
    whole = ScoreSheet.objects.whole().select_related("season").get(pk=sheet.pk)
    if lacks := missing(whole):
        raise RuleError(f"Chưa nộp được bảng. Còn thiếu: {', '.join(lacks)}.")
    return whole


def _submit(sheet, *, by, **facts):
    sheet.lines.filter(returned=True).update(returned=False)
    return move(sheet, "submit", by=by, **facts)


def _lock(season):
    """Hold the season until the act is over, so that its phase cannot move; refused outside scoring."""
    now = Season.objects.select_for_update().get(pk=season.pk)
    if now.phase != "scoring":
        raise RuleError(_other_phase(now))


def _other_phase(season):
    return f"Việc này làm ở bước Tự chấm; năm này đang ở bước {phases.label(season.phase)}."
