"""How far the cross-scoring of a year is: every assignment with what it still lacks; who is waited for."""

from dataclasses import dataclass, replace
from itertools import groupby

from django.db.models import Count, Q

from blocs import leadership, seasons
from members import acting
from results import cross_told
from results.models import CrossAssignment, CrossRound, ScoreLine, ScoreSheet

STATES = CrossAssignment.State
OWN = "đơn vị chấm bảng của cơ quan mình"
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
    """One assignment: how many of the lines have a mark. `sheet` is None while the scored member has none.

    `hidden`: the reader is the scored member and must not know the scorer, who has a number for a name.
    """

    assignment: CrossAssignment
    scorer: str
    scored: str
    sheet: ScoreSheet | None
    marked: int
    lines: int
    hidden: bool = False

    @property
    def is_open(self):
        """Whether the scorer has still to do something."""
        return self.assignment.state == STATES.DRAFT

    @property
    def is_handed_in(self):
        """Whether the scorer is done."""
        return self.assignment.state == STATES.HANDED_IN

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
    def may_be_resumed(self):
        """Whether the scorer is not waited for, and could be again."""
        return self.assignment.state in (STATES.ABSTAINED, STATES.LEFT_OUT)

    @property
    def counts(self):
        """Whether its marks count, or will."""
        return self.assignment.state in (STATES.DRAFT, STATES.HANDED_IN)

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
    """Return [(scorer's name, how many sheets it still owes)] in the order of `rows` (see `told`).

    Those that score the reader's own sheet namelessly are one line together.
    """
    found = {}
    for row in rows:
        if row.is_open:
            name = OWN if row.hidden else row.scorer
            found[name] = found.get(name, 0) + 1
    return list(found.items())


def told(user, season, rule, rows):
    """Return the Rows that `user` may read: where scorers stay nameless, nobody reads those of the own sheet.

    The head, which directs the assignments, reads how far they are, under numbers; others not even that.
    """
    own = nameless_for(user, rule)
    if leadership.leads(user, season):
        groups = groupby(rows, key=lambda row: row.assignment.scored_id)
        return [row for scored, some in groups for row in (_numbered(some) if scored in own else some)]
    return [row for row in rows if row.assignment.scored_id not in own]


def nameless_for(user, rule):
    """Return the ids of the agencies about whose sheets `user` must not read who scores them."""
    return set() if rule is None or rule.named else set(acting.agencies_of(user))


def _numbered(rows):
    """The rows of one sheet under numbers: the same as beside its lines after closing (see cross_told)."""

    def place(row):
        sheet = row.sheet.pk if row.sheet else 0
        return row.assignment.state != STATES.HANDED_IN, cross_told.place(sheet, row.assignment.scorer_id)

    for number, row in enumerate(sorted(rows, key=place), 1):
        yield replace(row, scorer=cross_told.called(number), hidden=True)


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
