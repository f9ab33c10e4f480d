"""Where the sheets of a year stand, member by member: state, self total, and who has to act next."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from blocs import leadership, seasons
from blocs.models import CriteriaTable
from core import clock
from results import arithmetic, cross_holds, extensions, scoring, standings
from results.models import ScoreLine, ScoreSheet

CROSSING = "Các đơn vị chấm chéo"


@dataclass(frozen=True)
class Line:
    """One member in the list; `sheet` and `totals` are None while it has not begun."""

    order: int
    agency_id: int
    name: str
    code: str
    sheet: ScoreSheet | None
    totals: arithmetic.Totals | None
    extended_to: date | None  # it has time until then; None: until the planned day
    todo: str  # who has to act next and what, in words; empty when nobody

    @property
    def is_submitted(self):
        """Whether the head has its sheet."""
        return self.sheet is not None and self.sheet.state != ScoreSheet.State.DRAFT

    @property
    def state(self):
        """The state in words."""
        return self.sheet.get_state_display() if self.sheet else "Chưa bắt đầu"


def of(season, agencies=None):
    """Return the members' Lines in protocol order, of these agencies (ids) only when given.

    A constant number of queries whatever their number.
    """
    table = CriteriaTable.objects.with_criteria().get(season=season)
    lines = Prefetch("lines", ScoreLine.objects.with_exemptions())
    sheets = {sheet.agency_id: sheet for sheet in season.sheets.prefetch_related(lines)}
    extended, today = extensions.of(season), clock.today()
    timely = {agency for agency, row in extended.items() if row.until >= today}
    own, crossing = leadership.own_of_head(season), cross_holds.waiting(season)
    found = []
    for member in seasons.members_of(season):
        if agencies is not None and member.agency_id not in agencies:
            continue
        sheet = sheets.get(member.agency_id)
        found.append(
            Line(
                order=member.order,
                agency_id=member.agency_id,
                name=member.name,
                code=member.code,
                sheet=sheet,
                extended_to=extended[member.agency_id].until if member.agency_id in extended else None,
                totals=sheet and standings.totals_of(sheet, scoring.self_points, table),
                todo=CROSSING
                if _crosses(season, sheet, crossing)
                else _todo(
                    season, sheet.state if sheet else "", member.agency_id in own, member.agency_id in timely
                ),
            )
        )
    return found


def _crosses(season, sheet, crossing):
    """Whether a sheet that was handed in waits for the cross-scoring before anybody appraises it."""
    handed_in = sheet and sheet.state == ScoreSheet.State.SUBMITTED and season.phase == "appraisal"
    return handed_in and sheet.agency_id in crossing


def _todo(season, state, is_head, has_time):
    states = ScoreSheet.State
    bloc = season.bloc
    appraiser = bloc.standing_deputy_label if is_head else bloc.head_label
    if season.phase == "scoring":
        written = {states.SUBMITTED: f"{bloc.head_label} kết thúc bước Tự chấm", states.APPRAISED: ""}
        return written.get(state, "Đơn vị nhập và nộp bảng")
    if season.phase == "appraisal":
        if has_time and state in ("", states.DRAFT):
            return "Đơn vị nhập và nộp bảng trong thời gian gia hạn"
        return {
            states.SUBMITTED: f"{appraiser} thẩm định",
            states.RETURNED: "Đơn vị bổ sung và nộp lại",
        }.get(state, "")
    return ""
