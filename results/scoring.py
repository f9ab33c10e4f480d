"""The score sheet: started, filled cell by cell, submitted by the member or for it."""

from django.core.exceptions import ValidationError
from django.db import transaction

from blocs import leaving, phases, seasons
from blocs.models import Criterion
from core import clock, numbers, records
from core.rules import ReadingError, RuleError
from core.text import clean_line
from core.transitions import move
from documents import intake, uploads
from results import cells, cross_changes, extensions, holds, locks, measures, midyear, targets
from results.models import ScoreLine, ScoreSheet

STATES = ScoreSheet.State
TYPED = ("result", "note", "target", "actual", "level", *measures.OWN)  # the cells a member fills
UNJUDGED = {"appraised_points": None, "appraisal_reason": "", "agreed_points": None, "agreed_reason": ""}
UNJUDGED |= {"crossed": False}
TEXTS = ("result", "note")  # the appraisal of other cells' changes begins anew


def start(season, *, agency, by):
    """Open the member's sheet with a line for every criterion; the second click returns the same one.

    A line begins with what the half-year report told of its criterion, to go on from.
    """
    with transaction.atomic():
        locks.hold(season, agency.pk)
        if agency.pk not in {member.agency_id for member in seasons.members_of(season)}:
            raise RuleError(f"{agency} không phải thành viên của {season.bloc.word} trong {season.named}.")
        if found := ScoreSheet.objects.filter(season=season, agency=agency).first():
            return found
        sheet = records.keep(ScoreSheet(season=season, agency=agency), by=by, act="sheet.start")
        pledged, told = targets.told(season.pk, agency.pk)[1], midyear.carried(season, agency)
        criteria = Criterion.objects.filter(group__table__season=season)
        ScoreLine.objects.bulk_create(
            ScoreLine(
                sheet=sheet,
                criterion=row,
                target=measures.aimed_at(row, pledged)[0],
                result=told.get(row.pk, ""),
            )
            for row in criteria.exclude(pk__in=leaving.added(season.criteria))
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
        line = locks.open_line(line)
        return _write(line, cell, _facts(line, cell, text), version, by)


def enter_own(line, *, cell, points, reason, version, by):
    """Write points of the member's own on a measured line, with their reason; as `enter` does.

    `points` and `reason` are what both cells hold now, `cell` is the one that was typed in.
    """
    with transaction.atomic():
        line = locks.open_line(line)
        points, reason = points_of(line.criterion, points), clean_line(reason)
        return _write(line, cell, measures.own(line, cell=cell, points=points, reason=reason), version, by)


def enter_all(sheet, typed, *, by):
    """Write what differs in `typed`: line id to (version, {cell: text}), as a whole page sends it.

    Each cell stands for itself: one that is refused keeps none of the others back. Returns the sentences of
    the refused ones, by (line id, cell).
    """
    refused = {}
    for line in sheet.lines.filter(pk__in=typed).select_related("criterion__group"):
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
    if not 0 <= points <= most_of(criterion):
        most = numbers.plain(most_of(criterion))
        raise RuleError(f"Ô {criterion.code}: nhập từ 0 đến {most} điểm.")
    return points


def most_of(criterion):
    """Return the most points a line may have: the maximum, or the ceiling that rewards over-achievement."""
    return criterion.max_points if criterion.ceiling is None else criterion.ceiling


def self_points(line):
    """The column that makes the self total (see standings.totals_of)."""
    return line.self_points


def missing(sheet):
    """Return, in words, what keeps the sheet (from `whole()`) from being submitted."""
    return missing_in(sheet.lines.all())


def missing_in(lines):
    """Return it for lines, or for what stands for them (see `running`)."""
    found = []
    for line in lines:
        if line.exempt:
            continue
        code, counts = line.criterion.code, line.self_points is not None
        if not counts and line.criterion.group.kind == "scored":
            asked = measures.lacking(line) if measures.is_measured(line.criterion) else ["điểm tự chấm"]
            found += [f"{what} {code}" for what in asked]
        if counts and line.self_points > most_of(line.criterion):
            most = numbers.plain(most_of(line.criterion))
            found.append(f"điểm tự chấm {code} không quá {most} theo bảng tiêu chí đã sửa")
        if line.self_points and line.criterion.evidence_required and not line.is_proven:
            found.append(f"minh chứng {code}")
    return found


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
    kept = intake.receive(scan, uploads.SCANS)
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
        locks.hold(sheet.season)
        move(sheet, "withdraw", by=by, scan=None, confirmed_at=None, days_late=0)
        cross_changes.reconsider(sheet, reason="Đơn vị rút bảng để sửa.", by=by)
        return sheet


def lacking(season):
    """Return the names of the members that have not submitted and have no more time, in protocol order."""
    submitted = set(season.sheets.exclude(state=STATES.DRAFT).values_list("agency", flat=True))
    waits = submitted | extensions.in_time(season)
    return [row.name for row in seasons.members_of(season) if row.agency_id not in waits]


def conclude(season, *, by):
    """End the self-scoring: the appraisal begins. Raises RuleError with the members that are missing.

    Who has more time hands in while the others are appraised.
    """
    with transaction.atomic():
        locks.hold(season)
        holds.refuse_correcting(season, "kết thúc bước Tự chấm")
        if names := lacking(season):
            raise RuleError(f"Chưa kết thúc được bước Tự chấm. Chưa nộp bảng: {', '.join(names)}.")
        return phases.advance(season, frm="scoring", by=by)


def _complete(sheet, by):
    """The whole sheet under its lock, measured anew, refused when it is locked or lacks something."""
    locks.open_sheet(sheet.pk)
    holds.refuse_correcting(sheet.season, "nộp bảng")
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
    held = records.values(line)
    for name, value in facts.items():
        setattr(line, name, value)
    line.version += 1
    return records.keep(line, held=held, by=by, act="line.enter")


def _submit(sheet, *, by, **facts):
    if sheet.state == STATES.DRAFT:  # a sheet that comes again was in time, or late, before
        facts["days_late"] = extensions.days_late(sheet.season, sheet.agency_id, clock.now())
    sheet.lines.filter(returned=True).update(returned=False)
    return move(sheet, "submit", by=by, **facts)
