"""The half-year report of a member: progress on each pledged target and a text for each part, handed in.

What it says of a target goes on into the year-end sheet (`carried`); the bloc's head reads all side by side.
"""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction

from blocs import phases, seasons
from blocs.models import Season
from core import numbers, records
from core.rules import RuleError
from core.text import clean_block, clean_line
from core.transitions import move
from results import cells, sections, targets
from results.models import MidyearLine, MidyearReport, MidyearText, PledgeSigning, Target

OPEN = ("running", "midyear")
ORDER = ("criterion__group__position", "criterion__position")
CELLS = ("done", "result")
LONGEST = 4000  # characters of one part
STATES = MidyearReport.State


@dataclass(frozen=True)
class Member:
    """One member in the overview of a year's half-year reports; `report` is None while it has not begun."""

    agency_id: int
    name: str
    report: MidyearReport | None

    @property
    def is_handed_in(self):
        """Whether the head has it."""
        return self.report is not None and self.report.state == STATES.HANDED_IN


@dataclass(frozen=True)
class Progress:
    """One pledged target and how far it is."""

    target: Target
    line: MidyearLine | None

    @property
    def done(self):
        """The number reached, as a cell shows it; empty where nothing is counted."""
        return shown(self.line, "done")

    @property
    def result(self):
        """What was reached, in words."""
        return shown(self.line, "result")

    @property
    def version(self):
        """The version of the line; 0 while nobody has written it."""
        return self.line.version if self.line else 0

    @property
    def share(self):
        """What part of the pledged number is done ("96,8%"); empty where nothing is counted."""
        if self.line is None or self.line.done is None or not self.target.number:
            return ""
        return numbers.percent(self.line.done, self.target.number)


def is_open(season):
    """Whether half-year reports are written now: once the pledge is signed and before the scoring."""
    return season.phase in OPEN


def overview(season):
    """Return every Member in protocol order. Two queries whatever their number."""
    reports = {report.agency_id: report for report in season.midyear_reports.all()}
    return [Member(row.agency_id, row.name, reports.get(row.agency_id)) for row in seasons.members_of(season)]


def start(season, *, agency, by):
    """Open the member's report with its targets and parts; the second click returns the same one.

    Raises RuleError before the pledge is signed, after the half-year, and for an agency that is no member.
    """
    with transaction.atomic():
        _refuse_other_phase(Season.objects.select_for_update().get(pk=season.pk))
        if agency.pk not in {member.agency_id for member in seasons.members_of(season)}:
            raise RuleError(f"{agency} không phải thành viên của {season.bloc.word} trong năm {season.year}.")
        if found := MidyearReport.objects.filter(season=season, agency=agency).first():
            return found
        if not PledgeSigning.objects.filter(season=season).exists():
            raise RuleError("Giao ước chưa ký nên chưa có chỉ tiêu để báo cáo.")
        report = records.keep(MidyearReport(season=season, agency=agency), by=by, act="midyear.start")
        parts = enumerate(sections.PARTS, 1)
        MidyearText.objects.bulk_create(
            [MidyearText(report=report, position=number, key=part.key) for number, part in parts]
        )
        return report


def progress(report):
    """Return the Progress on every target of the member's pledge, in the order of the table. Two queries."""
    lines = {line.criterion_id: line for line in report.lines.all()}
    pledged = Target.objects.filter(pledge__season=report.season_id, pledge__agency=report.agency_id)
    ordered = pledged.select_related("criterion__group").order_by(*ORDER)
    return [Progress(target, lines.get(target.criterion_id)) for target in ordered]


def enter(report, target, *, cell, text, version, by):
    """Write one cell of a target's progress (one of CELLS) and return the line with its new version.

    `version` is the one the page shows, 0 for a line nobody has written. What is there already is not
    written again. Raises StaleCell when somebody was faster, RuleError for a number that is none.
    """
    if cell not in CELLS:
        raise RuleError("Ô này không nhập trực tiếp được.")
    with transaction.atomic():
        report = _open(report)
        value = targets.read(report.season, "number", text) if cell == "done" else clean_line(text)
        line = report.lines.filter(criterion=target.criterion_id).first()
        line = line or MidyearLine(report=report, criterion_id=target.criterion_id, version=0)
        if value == getattr(line, cell):
            return line
        cells.refuse_stale(line, version, value=shown(line, cell))
        setattr(line, cell, value)
        line.version += 1
        return records.keep(line, by=by, act="midyear.enter")


def write(text, *, words, version, by):
    """Write one part (a MidyearText); returns the version to send next. Raises as `enter` does."""
    with transaction.atomic():
        _open(text.report)
        text = MidyearText.objects.get(pk=text.pk)
        words = clean_block(words)
        if words == text.text:
            return text.version
        cells.refuse_stale(text, version, value=text.text)
        if len(words) > LONGEST:
            raise RuleError(f"Hãy viết ngắn lại: mỗi mục nhiều nhất {LONGEST} ký tự, hiện có {len(words)}.")
        facts = {"text": words, "version": text.version + 1}
        return records.change(text, **facts, by=by, act="midyear.write").version


def save_all(report, cells_typed, texts_typed, *, by):
    """Write all a page sent: (target's key, cell) to (version, text), and part's key to (version, words).

    Each stands for itself: one that is refused keeps none of the others back. Returns the sentences of the
    refused ones under the same keys.
    """
    refused, versions = {}, {}
    for row in progress(report):
        for cell in CELLS:
            version, text = cells_typed.get((row.target.pk, cell), (0, getattr(row, cell)))
            if clean_line(text) == getattr(row, cell):
                continue
            version = versions.get(row.target.pk, version)
            try:
                facts = {"cell": cell, "text": text, "version": version, "by": by}
                versions[row.target.pk] = enter(report, row.target, **facts).version
            except (RuleError, ValidationError) as refusal:
                refused[row.target.pk, cell] = _sentence(refusal)
    for text in report.texts.filter(key__in=texts_typed).select_related("report"):
        version, words = texts_typed[text.key]
        try:
            write(text, words=words, version=version, by=by)
        except (RuleError, ValidationError) as refusal:
            refused[text.key] = _sentence(refusal)
    return refused


def shown(line, cell):
    """Return what a cell of a line (or of none) shows."""
    value = getattr(line, cell) if line else None
    return "" if value is None else numbers.grouped(value) if cell == "done" else value


def missing(report):
    """Return, in words, what keeps the report from being handed in."""
    return lacks(progress(report), report.texts.all())


def lacks(rows, texts):
    """As `missing`, from the progress and the texts of a report that have been read already."""
    found = [f"kết quả {row.target.criterion.code}" for row in rows if not _told(row.line)]
    return found + [f"mục {row.part.label}" for row in texts if not row.text and not row.part.optional]


def hand_in(report, *, by):
    """Give the report to the bloc's head. Raises RuleError with the list of what is missing."""
    with transaction.atomic():
        report = _open(report)
        if lacking := missing(report):
            raise RuleError(f"Chưa gửi được báo cáo. Còn thiếu: {', '.join(lacking)}.")
        return move(report, "hand_in", by=by)


def take_back(report, *, by):
    """Take the report back to change it, while half-year reports are written."""
    with transaction.atomic():
        _refuse_other_phase(Season.objects.select_for_update().get(pk=report.season_id))
        return move(report, "take_back", by=by)


def carried(season, agency):
    """Return {criterion's key: what the half-year report told of it}, for the year-end sheet. One query."""
    lines = MidyearLine.objects.filter(report__season=season, report__agency=agency)
    told = {line.criterion_id: _said(line) for line in lines.select_related("report")}
    return {criterion: f"6 tháng đầu năm: {words}" for criterion, words in told.items() if words}


def texts_by_part(season):
    """Return [(Part, [(agency's key, its name, MidyearText)])] of all reports handed in, in protocol order.

    Two queries whatever their number; a text that is empty is left out.
    """
    members = {row.agency_id: (place, row.name) for place, row in enumerate(seasons.members_of(season))}
    rows = MidyearText.objects.filter(report__season=season, report__state=STATES.HANDED_IN).exclude(text="")
    known = [row for row in rows.select_related("report") if row.report.agency_id in members]
    known.sort(key=lambda row: members[row.report.agency_id])
    return [
        (
            part,
            [
                (row.report.agency_id, members[row.report.agency_id][1], row)
                for row in known
                if row.key == part.key
            ],
        )
        for part in sections.PARTS
    ]


def _sentence(refusal):
    return " ".join(refusal.messages) if isinstance(refusal, ValidationError) else str(refusal)


def _told(line):
    return line is not None and (line.result or line.done is not None)


def _said(line):
    return ". ".join(filter(None, (shown(line, "done"), line.result)))


def _open(report):
    """The report under its lock, refused unless it may be written now."""
    found = MidyearReport.objects.select_for_update(of=("self",)).select_related("season")
    report = found.get(pk=report.pk)
    _refuse_other_phase(report.season)
    if report.state != STATES.DRAFT:
        raise RuleError("Báo cáo đã gửi. Muốn sửa, hãy lấy lại bản đã gửi trước.")
    return report


def _refuse_other_phase(season):
    if not is_open(season):
        raise RuleError(
            "Báo cáo 6 tháng viết từ khi ký giao ước đến trước bước Tự chấm; "
            f"năm này đang ở bước {phases.label(season.phase)}."
        )
