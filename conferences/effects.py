"""What the conferences of a year forbid in rooms further left."""

from blocs.models import CriteriaTable
from conferences.models import Conference
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
