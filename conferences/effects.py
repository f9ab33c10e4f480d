"""What the conferences of a year forbid in rooms further left."""

from blocs.models import CriteriaTable, Season
from conferences.models import Conference, Poll
from core import effects


@effects.forbidding(CriteriaTable)
def of_conference(table):
    """Once the year-end conference has met on the points, the rules they were given by stay."""
    met = Conference.objects.filter(season=table.season_id, kind=Conference.Kind.YEAREND)
    if met.exclude(state=Conference.State.PLANNED).exists():
        yield (
            "Hội nghị tổng kết đã họp trên kết quả chấm theo bảng tiêu chí này nên không sửa bảng được nữa. "
            "Thay đổi cho năm sau thì ghi vào bảng tiêu chí của năm sau."
        )


@effects.forbidding(Season)
def of_the_year(season):
    """A year is not closed over an open urn: nothing of it could be counted any more."""
    held = Conference.objects.filter(season=season)
    for poll in Poll.objects.filter(conference__in=held, state=Poll.State.OPEN):
        yield f"cuộc bỏ phiếu “{poll}” đang mở, phải đóng hoặc hủy trước"
