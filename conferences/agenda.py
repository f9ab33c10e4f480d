"""The agenda of a conference, point by point."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Max

from conferences.holding import hold
from conferences.models import AgendaItem, Conference
from core import history, records
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
}


def add(conference, *, title, starts_at=None, presenter="", by):
    """Add a point at the end and return it; the second click returns the same one."""
    with transaction.atomic():
        conference = hold(conference, *WRITABLE)
        last = conference.agenda.aggregate(last=Max("position"))["last"] or 0
        item = AgendaItem(conference=conference, position=last + 1, title=title)
        item.starts_at, item.presenter = starts_at, presenter
        return records.repeated(item, by=by, act=ADD) or records.keep(item, by=by, act=ADD)


def change(item, *, title, starts_at=None, presenter="", by):
    """Correct a point."""
    facts = {"title": title, "starts_at": starts_at, "presenter": presenter}
    with transaction.atomic():
        hold(item.conference, *WRITABLE)
        return records.change(item, **facts, by=by, act="agenda.change")


def move_up(item, *, by):
    """Exchange places with the point before; the first stays."""
    with transaction.atomic():
        rows = hold(item.conference, *WRITABLE).agenda
        item = rows.filter(pk=item.pk).first()
        before = item and rows.filter(position__lt=item.position).order_by("-position").first()
        if not before:
            return
        places = item.position, before.position
        parked = rows.aggregate(last=Max("position"))["last"] + 1  # no two may stand in one place
        for row, position in ((item, parked), (before, places[0]), (item, places[1])):
            row.position = position
            row.save(update_fields=["position"])
        history.record(
            item, "agenda.move_up", by=by, before={"position": places[0]}, after={"position": places[1]}
        )


def remove(item, *, by):
    """Take a point off; the second click finds it gone and does nothing."""
    with transaction.atomic():
        rows = hold(item.conference, *WRITABLE).agenda
        if found := rows.filter(pk=item.pk).first():
            records.drop(found, by=by, act="agenda.remove")


def use_template(conference, *, by):
    """Fill an empty agenda with the usual points, with times where the conference has one.

    Raises RuleError when there is an agenda already: nothing typed is overwritten.
    """
    with transaction.atomic():
        conference = hold(conference, *WRITABLE)
        if conference.agenda.exists():
            raise RuleError("Chương trình đã có nội dung. Hãy sửa từng mục, hoặc bỏ hết rồi dùng mẫu.")
        bloc = conference.season.bloc
        for position, (minutes, title, presenter) in enumerate(USUAL[conference.kind], 1):
            said = {"title": title.format(bloc=bloc), "presenter": presenter.format(bloc=bloc)}
            item = AgendaItem(conference=conference, position=position, **said)
            item.starts_at = _after(conference, minutes)
            records.keep(item, by=by, act=ADD)


def told(points):
    """Return what is known of some of `points` at least: whether an hour, whether who presents."""
    timed, presented = any(point.starts_at for point in points), any(point.presenter for point in points)
    return {"timed": timed, "presented": presented}


def _after(conference, minutes):
    """The time of day `minutes` after the beginning, or None without one."""
    if conference.starts_at is None:
        return None
    begins = datetime.combine(conference.starts_on, conference.starts_at)
    return (begins + timedelta(minutes=minutes)).time()
