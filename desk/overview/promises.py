"""How far the members are with their pledges, until the sheets take over. Open to the whole bloc."""

from dataclasses import dataclass

from desk.overview.mark import NOT_BEGUN, Mark, late
from results import pledges
from results.models import Pledge

MARKS = {
    Pledge.State.DRAFT: Mark("Đang ghi", "pen", "info"),
    Pledge.State.HANDED_IN: Mark("Đã gửi", "check", "quiet"),
}


@dataclass(frozen=True)
class Row:
    """One member; `url` is empty while its pledge has not begun."""

    agency_id: int
    name: str
    code: str
    targets: int
    mark: Mark
    url: str


@dataclass(frozen=True)
class Promises:
    """Every member's Row in protocol order."""

    rows: tuple

    columns = ("TT", "Đơn vị", "Ký hiệu", "Số chỉ tiêu", "Trạng thái")

    @property
    def exported(self):
        """The rows as Excel takes them."""
        return [
            (place, row.name, row.code, row.targets, row.mark.words) for place, row in enumerate(self.rows, 1)
        ]


def promises_of(season):
    """Return the Promises of a year. Two queries whatever the number of members."""
    overdue = late(season, "pledging") if season.phase == "pledging" else None
    return Promises(tuple(_row(line, overdue) for line in pledges.overview(season)))


def _row(line, overdue):
    mark = MARKS.get(line.state, NOT_BEGUN)
    if line.state != Pledge.State.HANDED_IN and overdue:
        mark = overdue
    url = line.pledge.get_absolute_url() if line.pledge else ""
    return Row(line.agency_id, line.name, line.code, line.targets, mark, url)
