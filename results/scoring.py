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
from results import cells, measures, midyear, targets
from results.models import ScoreLine, ScoreSheet

STATES = ScoreSheet.State
TYPED = ("result", "note", "target", "actual", "level", *measures.OWN)  # the cells a member fills
UNJUDGED = {"appraised_points": None, "appraisal_reason": "", "agreed_points": None, "agreed_reason": ""}
TEXTS = ("result", "note")  # the appraisal of other cells' changes begins anew


def start(season, *, agency, by):
    """Open the member's sheet with a line for every criterion; the second click returns the same one.

    A line begins with what the half-year report told of its criterion, to go on from.
    """
    with transaction.atomic():
        _lock(season)
        if agency.pk not in {member.agency_id for member in seasons.members_of(season)}:
            raise RuleError(f"{agency} không phải thành viên của {season.bloc.word} trong năm {season.year}.")
        if found := ScoreSheet.objects.filter(season=season, agency=agency).first():
            return found
        sheet = records.keep(ScoreSheet(season=season, agency=agency), by=by, act="sheet.start")
        told, pledged = midyear.carried(season, agency), targets.told(season.pk, agency.pk)[1]
        ScoreLine.objects.bulk_create(
            ScoreLine(
                sheet=sheet,
                criterion=row,
                result=told.get(row.pk, ""),
                target=measures.aimed_at(row, pledged)[0],
            )
            for row in Criterion.objects.filter(group__table__season=season)
        )
        return sheet


def enter(line, *, cell, text, version, by):
    """Write one cell of a line (`cell` is one of TYPED) and return the line with its new version.

    What the server holds already is not written again, so a request may be repeated. Raises StaleCell when
    somebody was faster, RuleError when the line is locked or the text is no number from 0 to the
    criterion's maximum (see `measures` for what is measured), ValidationError when it is too long.
    """
    if cell not in TYPED:
        raise RuleError("Ô này không nhập trực tiếp được.")
    with transaction.atomic():
        line = open_line(line)
        return _write(line, cell, _facts(line, cell, text), version, by)


def enter_own(line, *, cell, points, reason, version, by):
    """Write points of the member's own on a measured line, with their reason; as `enter` does.

    `points` and `reason` are what both cells hold now, `cell` is the one that was typed in.
    """
    with transaction.atomic():
        line = open_line(line)
        points, reason = points_of(line.criterion, points), clean_line(reason)
        return _write(line, cell, measures.own(line, cell=cell, points=points, reason=reason), version, by)


def enter_all(sheet, typed, *, by):
    """Write what differs in `typed`: line id to (version, {cell: text}), as a whole page sends it.

    Each cell stands for itself: one that is refused keeps none of the others back. Returns the sentences of
    the refused ones, by (line id, cell).
    """
    refused = {}
    for line in sheet.lines.filter(pk__in=typed).select_related("criterion"):
        version, texts = typed[line.pk]
        for cell, text in texts.items():
            if clean_line(text) == measures.shown(line, cell):
                continue
            try:
                version = _enter_typed(line, cell, texts, version, by).version
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
    most = criterion.max_points if criterion.ceiling is None else criterion.ceiling
    if not 0 <= points <= most:
        most = numbers.plain(most)
        raise RuleError(f"Ô {criterion.code}: nhập từ 0 đến {most} điểm.")
    return points


def self_points(line):
    """The column that makes the self total (see standings.totals_of)."""
    return line.self_points


def missing(sheet):
    """Return, in words, what keeps the sheet (from `whole()`) from being submitted."""
    found = []
    for line in sheet.lines.all():
        if line.exempt:
            continue
        code, counts = line.criterion.code, line.self_points is not None
        if not counts and line.criterion.group.kind == "scored":
            asked = measures.lacking(line) if measures.is_measured(line.criterion) else ["điểm tự chấm"]
            found += [f"{what} {code}" for what in asked]
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
        whole = _complete(sheet, by)
        return _submit(whole, by=by, scan=None, confirmed_at=None)


def submit_for(sheet, *, scan, by):
    """Submit for a member that sent its sheet on paper; `scan` is the upload of the signed paper.

    Raises RuleError when the scan is no PDF or picture, or with the list of what is missing.
    """
    kept = files.keep(scan, content_type=uploads.content_type(scan, uploads.SCANS))
    with transaction.atomic():
        whole = _complete(sheet, by)
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
    lines = ScoreLine.objects.with_exemptions().select_related("criterion__group", "level", "sheet")
    line = lines.get(pk=line.pk)
    if line.exempt:
        raise RuleError(f"Tiêu chí {line.criterion.code} không áp dụng với đơn vị: {line.exempt}.")
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


def _complete(sheet, by):
    """The whole sheet under its lock, measured anew, refused when it is locked or lacks something."""
    _open(sheet.pk)
    whole = ScoreSheet.objects.whole().select_related("season").get(pk=sheet.pk)
    _measure(whole, by)
    if lacks := missing(whole):
        raise RuleError(f"Chưa nộp được bảng. Còn thiếu: {', '.join(lacks)}.")
    return whole


def _measure(sheet, by):
    """Compute the points of open lines anew: a target may have been amended since they were typed."""
    pledged = targets.told(sheet.season_id, sheet.agency_id)[1]
    for line in sheet.lines.all():
        locked = line.exempt or (sheet.state == STATES.RETURNED and not line.returned)
        if locked or not measures.is_measured(line.criterion):
            continue
        if facts := measures.renewed(line, pledged):
            _write(line, "actual", facts, line.version, by)


def _facts(line, cell, text):
    """{field: value} of what a cell's text means for its line."""
    if cell in TEXTS:
        return {cell: clean_line(text)}
    if cell not in measures.OWN:
        return measures.typed(line, cell, text)
    if cell == "self_points" and not measures.is_measured(line.criterion):
        return {"self_points": points_of(line.criterion, text)}
    points = points_of(line.criterion, text) if cell == "self_points" else line.self_points
    reason = clean_line(text) if cell == "override_reason" else line.override_reason
    return measures.own(line, cell=cell, points=points, reason=reason)


def _enter_typed(line, cell, texts, version, by):
    """One cell of a whole page; points of one's own and their reason, when both are there, go together."""
    paired = measures.is_measured(line.criterion) and set(measures.OWN) <= set(texts)
    if paired and cell in measures.OWN:
        both = {"points": texts["self_points"], "reason": texts["override_reason"]}
        return enter_own(line, cell=cell, **both, version=version, by=by)
    return enter(line, cell=cell, text=texts[cell], version=version, by=by)


def _write(line, cell, facts, version, by):
    """Set `facts` on a line that is held, unless they stand there already."""
    if all(getattr(line, name) == value for name, value in facts.items()):
        return line
    cells.refuse_stale(
        line, version, value=getattr(line, cell) if cell in TEXTS else measures.shown(line, cell)
    )
    if cell not in TEXTS:
        facts = facts | UNJUDGED
    for name, value in facts.items():
        setattr(line, name, value)
    line.version += 1
    return records.keep(line, by=by, act="line.enter")


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
