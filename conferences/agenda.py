"""The agenda of a conference, point by point."""

from datetime import datetime, timedelta

from django.db import transaction

from conferences import places
from conferences.holding import hold
from conferences.models import AgendaItem, Conference
from core import records
from core.rules import RuleError

KINDS, STATES = Conference.Kind, Conference.State
WRITABLE = (STATES.PLANNED, STATES.OPEN)
ADD = "agenda.add"

# (minutes after the beginning, what, by whom), in our own words after how such conferences run;
# {bloc} stands for what the bloc calls itself and its posts
USUAL = {
    KINDS.MIDYEAR: (
        (0, "Khai mạc, giới thiệu đại biểu, thông qua chương trình", "Thư ký"),
        (15, "Báo cáo sơ kết công tác thi đua 6 tháng đầu năm", "{bloc.head_label}"),
        (45, "Các đơn vị nêu kết quả, khó khăn, đề xuất", "Đại diện các đơn vị"),
        (105, "Thống nhất nhiệm vụ 6 tháng cuối năm", "Chủ trì"),
        (135, "Ý kiến của cơ quan quản lý {bloc.small_word}", "Khách mời"),
        (150, "Kết luận, thông qua biên bản, bế mạc", "Chủ trì"),
    ),
    KINDS.YEAREND: (
        (0, "Khai mạc, giới thiệu đại biểu, thông qua chương trình", "Thư ký"),
        (15, "Báo cáo tổng kết công tác thi đua, khen thưởng trong năm", "{bloc.head_label}"),
        (45, "Báo cáo kết quả thẩm định, chấm điểm, xếp thứ", "{bloc.standing_deputy_label}"),
        (60, "Thảo luận", "Đại diện các đơn vị"),
        (105, "Biểu quyết, bỏ phiếu đề nghị khen thưởng", "Chủ trì"),
        (135, "Bầu lãnh đạo {bloc.word} năm sau", "Chủ trì"),
        (150, "Công bố kết quả, trao Bằng khen của {bloc.head_label}", "{bloc.head_label}"),
        (175, "Ý kiến của cơ quan quản lý {bloc.small_word}", "Khách mời"),
        (190, "Kết luận, thông qua biên bản, bế mạc", "Chủ trì"),
    ),
    KINDS.THEMATIC: (
        (0, "Khai mạc, nêu chuyên đề và yêu cầu của hội nghị", "Chủ trì"),
        (15, "Trình bày chuyên đề", "Đơn vị được phân công"),
        (60, "Trao đổi kinh nghiệm", "Đại diện các đơn vị"),
        (120, "Kết luận, thông qua biên bản, bế mạc", "Chủ trì"),
    ),
    KINDS.EXCHANGE: (
        (0, "Giới thiệu đại biểu, nêu nội dung trao đổi", "Chủ trì"),
        (15, "Giới thiệu kinh nghiệm, cách làm", "Đơn vị đăng cai"),
        (60, "Tọa đàm, trao đổi nghiệp vụ", "Đại diện các đơn vị"),
        (135, "Thống nhất nội dung phối hợp, kết luận", "Chủ trì"),
    ),
}
LAST_MINUTES = 15  # of the last of the usual points, after which nothing begins


def add(conference, *, title, day=1, starts_at=None, minutes=None, presenter="", by):
    """Add a point at the end of its day and return it; the second click returns the same one.

    `day` 1 is that on which the conference begins, `minutes` what is planned for it. Raises RuleError for
    a day on which the conference does not meet.
    """
    with transaction.atomic():
        conference = hold(conference, *WRITABLE)
        _refuse_other_day(conference, day)
        item = AgendaItem(conference=conference, position=places.last(conference.agenda) + 1, title=title)
        item.day, item.starts_at, item.minutes, item.presenter = day, starts_at, minutes, presenter
        return records.repeated(item, by=by, act=ADD) or records.keep(item, by=by, act=ADD)


def change(item, *, title, day=1, starts_at=None, minutes=None, presenter="", by):
    """Correct a point. Raises RuleError as `add` does."""
    facts = {"title": title, "day": day, "starts_at": starts_at, "minutes": minutes, "presenter": presenter}
    with transaction.atomic():
        _refuse_other_day(hold(item.conference, *WRITABLE), day)
        return records.change(item, **facts, by=by, act="agenda.change")


def move_up(item, *, by):
    """Exchange places with the point before it on its day; the first stays."""
    with transaction.atomic():
        rows = hold(item.conference, *WRITABLE).agenda
        if found := rows.filter(pk=item.pk).first():
            places.move_up(found, rows.filter(day=found.day), all_rows=rows, by=by, act="agenda.move_up")


def remove(item, *, by):
    """Take a point off; the second click finds it gone and does nothing.

    Raises RuleError for one that was begun, has papers, or on which somebody spoke.
    """
    with transaction.atomic():
        rows = hold(item.conference, *WRITABLE).agenda
        if found := rows.filter(pk=item.pk).first():
            _refuse_used(found)
            records.drop(found, by=by, act="agenda.remove")


def use_template(conference, *, by):
    """Fill an empty agenda with the usual points, with times where the conference has one.

    Raises RuleError when there is an agenda already: nothing typed is overwritten.
    """
    with transaction.atomic():
        conference = hold(conference, *WRITABLE)
        if conference.agenda.exists():
            raise RuleError("Chương trình đã có nội dung. Hãy sửa từng mục, hoặc bỏ hết rồi dùng mẫu.")
        bloc, points = conference.season.bloc, USUAL[conference.kind]
        begins = [minutes for minutes, _, _ in points]
        ends = [*begins[1:], begins[-1] + LAST_MINUTES]
        for position, (minutes, title, presenter) in enumerate(points, 1):
            said = {"title": title.format(bloc=bloc), "presenter": presenter.format(bloc=bloc)}
            item = AgendaItem(conference=conference, position=position, **said)
            item.starts_at, item.minutes = _after(conference, minutes), ends[position - 1] - minutes
            records.keep(item, by=by, act=ADD)


def refuse_shorter(conference, days):
    """Raise RuleError when the agenda has a point on a day after the first `days` of the conference.

    Days that run backwards (0 or fewer) are none of its business: the row itself refuses them.
    """
    left = conference.agenda.filter(day__gt=days).first() if days > 0 else None
    if left:
        raise RuleError(
            f"Chương trình còn mục “{left}” ở ngày thứ {left.day}. Hãy chuyển mục đó sang ngày khác trước."
        )


def days_of(conference):
    """Return [(number, date)] of the days on which a conference meets."""
    return [(n, conference.starts_on + timedelta(days=n - 1)) for n in range(1, conference.days + 1)]


def told(points):
    """Return what is known of some of `points` at least: whether an hour, whether who presents."""
    timed, presented = any(point.starts_at for point in points), any(point.presenter for point in points)
    return {"timed": timed, "presented": presented}


def _refuse_other_day(conference, day):
    if not 1 <= day <= conference.days:
        raise RuleError(f"Hội nghị họp {conference.days} ngày. Hãy chọn một trong các ngày đó.")


def _refuse_used(item):
    if item.state != AgendaItem.State.WAITING:
        raise RuleError(f"Mục “{item}” đã bắt đầu nên không bỏ được; hãy sửa lại nếu ghi chưa đúng.")
    if item.papers.exists():
        raise RuleError(f"Mục “{item}” đang có tài liệu. Hãy gỡ tài liệu trước rồi bỏ mục.")
    if item.speeches.exists():
        raise RuleError(f"Mục “{item}” đã có ý kiến phát biểu nên không bỏ được.")


def _after(conference, minutes):
    """The time of day `minutes` after the beginning, or None without one."""
    if conference.starts_at is None:
        return None
    begins = datetime.combine(conference.starts_on, conference.starts_at)
    return (begins + timedelta(minutes=minutes)).time()
