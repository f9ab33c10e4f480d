"""Where the sheets of a year stand, member by member: state, self total, and who has to act next."""

from dataclasses import dataclass

from django.db.models import Prefetch

from blocs import leadership, seasons
from blocs.models import CriteriaTable
from results import arithmetic, scoring, standings
from results.models import ScoreLine, ScoreSheet


@dataclass(frozen=True)
class Line:
    """One member in the list; `sheet` and `totals` are None while it has not begun."""

    order: int
    agency_id: int
    name: str
    code: str
    sheet: ScoreSheet | None
    totals: arithmetic.Totals | None
    todo: str  # who has to act next and what, in words; empty when nobody

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
    own = leadership.own_of_head(season)
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
                totals=sheet and standings.totals_of(sheet, scoring.self_points, table),
                todo=_todo(season, sheet.state if sheet else "", member.agency_id in own),
            )
        )
    return found


def _todo(season, state, is_head):
    states = ScoreSheet.State
    bloc = season.bloc
    appraiser = bloc.standing_deputy_label if is_head else bloc.head_label
    if season.phase == "scoring":
        written = {states.SUBMITTED: f"{bloc.head_label} kết thúc bước Tự chấm", states.APPRAISED: ""}
        return written.get(state, "Đơn vị nhập và nộp bảng")
    if season.phase == "appraisal":
        return {
            states.SUBMITTED: f"{appraiser} thẩm định",
            states.RETURNED: "Đơn vị bổ sung và nộp lại",
        }.get(state, "")
    return ""
