"""How far the cross-scoring of a year is: every assignment with what it still lacks; who is waited for."""

from dataclasses import dataclass

from django.db.models import Count, Q

from blocs import seasons
from results.models import CrossAssignment, CrossRound, ScoreLine, ScoreSheet

STATES = CrossAssignment.State
HEADINGS = [
    "Đơn vị được chấm",
    "Trạng thái bảng",
    "Đơn vị chấm",
    "Trạng thái chấm",
    "Đã chấm",
    "Số dòng",
    "Lý do",
]


@dataclass(frozen=True)
class Row:
    """One assignment: how many of the lines have a mark. `sheet` is None while the scored member has none."""

    assignment: CrossAssignment
    scorer: str
    scored: str
    sheet: ScoreSheet | None
    marked: int
    lines: int

    @property
    def is_open(self):
        """Whether the scorer has still to do something."""
        return self.assignment.state == STATES.DRAFT

    @property
    def is_scorable(self):
        """Whether the sheet has been handed in, so that it can be scored."""
        return self.sheet is not None and self.sheet.state == ScoreSheet.State.SUBMITTED

    @property
    def sheet_state(self):
        """The state of the scored sheet in words."""
        return self.sheet.get_state_display() if self.sheet else "Chưa bắt đầu"

    @property
    def may_be_taken_off(self):
        """Whether nobody has begun, so that the assignment may be taken back."""
        return self.is_open and not self.marked

    @property
    def exported(self):
        """As a line of the workbook."""
        row = self.assignment
        why = row.reason if row.state in (STATES.ABSTAINED, STATES.LEFT_OUT) else ""
        state = row.get_state_display()
        return [self.scored, self.sheet_state, self.scorer, state, self.marked, self.lines, why]


def round_of(season):
    """Return the CrossRound of a year, or None."""
    found = CrossRound.objects.filter(season=season).first()
    if found:
        found.season = season  # comes with its terms
    return found


def of(season, round_):
    """Return the Rows of a round: by the scored member, then by the scorer, in protocol order.

    Four queries whatever their number.
    """
    names = {member.agency_id: member.name for member in seasons.members_of(season)}
    sheets = {sheet.agency_id: sheet for sheet in season.sheets.all()}
    counted = ScoreLine.objects.applicable().filter(sheet__season=season).order_by("sheet")
    lines = dict(counted.values("sheet").annotate(count=Count("pk")).values_list("sheet", "count"))
    place = {agency: number for number, agency in enumerate(names)}
    rows = round_.assignments.annotate(marked=Count("marks", filter=Q(marks__points__isnull=False)))
    rows = rows.select_related("scorer", "scored")
    found = [_row(row, names, sheets, lines) for row in rows]
    last = len(place)
    return sorted(
        found,
        key=lambda row: (
            place.get(row.assignment.scored_id, last),
            place.get(row.assignment.scorer_id, last),
            row.assignment.pk,
        ),
    )


def waited_for(rows):
    """Return [(scorer's name, how many sheets it still owes)] in the order of `rows`."""
    found = {}
    for row in rows:
        if row.is_open:
            found[row.scorer] = found.get(row.scorer, 0) + 1
    return list(found.items())


def _row(row, names, sheets, lines):
    sheet = sheets.get(row.scored_id)
    row.scored_sheet = sheet
    return Row(
        assignment=row,
        scorer=names.get(row.scorer_id) or f"{row.scorer} (không còn là thành viên)",
        scored=names.get(row.scored_id) or f"{row.scored} (không còn là thành viên)",
        sheet=sheet,
        marked=row.marked,
        lines=lines.get(sheet.pk, 0) if sheet else 0,
    )
