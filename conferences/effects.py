"""What the conferences of a year forbid in rooms further left."""

from awards.submitting import handed_over
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


@handed_over.by_room
def for_the_dossiers(season):
    """The minutes of the closed year-end conference and its count records go with what is sent up."""
    held = Conference.objects.filter(season=season, kind=Conference.Kind.YEAREND, minutes__isnull=False)
    for conference in held.select_related("minutes"):
        yield handed_over.Paper(conference.minutes.title, conference.minutes, conference.ends_on)
        counted = Poll.objects.filter(conference=conference, record__isnull=False).select_related("record")
        for poll in counted.order_by("pk"):
            yield handed_over.Paper(poll.record.title, poll.record, conference.ends_on)
