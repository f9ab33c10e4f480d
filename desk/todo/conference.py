"""The head's part around the conference: prepare it, record the votes, close it, then hand over."""

from django.urls import reverse

from blocs import leadership
from conferences.closing import handovers
from conferences.endorsing import endorsement
from conferences.models import Conference
from conferences.running import meetings
from desk.todo.line import Todo, due

PHASES = ("conference", "awarding")


def todos(user, season):
    """What the head still has to do for the year-end conference and, after it, for its successor."""
    if season is None or season.phase not in PHASES or not leadership.leads(user, season):
        return
    if season.phase == "awarding":
        yield from _handing_over(season)
        return
    conference = season.conferences.filter(kind=Conference.Kind.YEAREND).first()
    if conference is None:
        yield _planning(season)
    elif conference.state == Conference.State.PLANNED:
        yield _preparing(season, conference)
    elif conference.is_over:
        yield _resuming(season, conference)
    else:
        yield from _running(season, conference)


def _planning(season):
    url = f"{reverse('conferences:conference_new', args=[season.pk])}?kind={Conference.Kind.YEAREND}"
    detail = "Lên lịch, ghi chương trình, mời đại biểu"
    return Todo("Tổ chức hội nghị tổng kết", detail, url, "Lên lịch", due(season, "conference"))


def _preparing(season, conference):
    missing = meetings.missing(conference)
    detail = f"Còn thiếu: {', '.join(missing)}" if missing else "Đã đủ điều kiện khai mạc"
    return Todo(
        "Tổ chức hội nghị tổng kết",
        detail,
        conference.get_absolute_url(),
        "Mở hội nghị",
        conference.starts_on,
        "Đang chuẩn bị",
    )


def _handing_over(season):
    """Once another agency heads the next year, and until a record is drawn up."""
    if season.handovers.exists() or handovers.hindrance(season):
        return
    yield Todo(
        "Lập biên bản bàn giao",
        f"Giao việc còn dở, hồ sơ cho {season.bloc.head_label} năm {season.year + 1}",
        reverse("conferences:handovers", args=[season.pk]),
        "Bàn giao",
    )


def _resuming(season, conference):
    """The year stepped back behind a conference that is closed: only leading it on is left."""
    detail = "Hội nghị tổng kết đã bế mạc, biên bản giữ nguyên"
    url = conference.get_absolute_url()
    return Todo(f"Chuyển tiếp {season.named} sau khi lùi bước", detail, url, "Xem hội nghị")


def _running(season, conference):
    day = conference.ends_on
    if count := endorsement.waiting(season).count():
        url = reverse("conferences:endorse", args=[conference.pk])
        detail = f"{count} đề nghị cấp Nhà nước chờ kết quả"
        yield Todo("Ghi kết quả biểu quyết khen thưởng", detail, url, "Ghi kết quả", day)
    if not hasattr(conference, "election"):
        url = reverse("conferences:elect", args=[conference.pk])
        detail = f"Lãnh đạo {season.bloc.word} năm {season.year + 1}"
        yield Todo("Ghi kết quả bầu", detail, url, "Ghi kết quả", day)
    url = reverse("conferences:conference_close", args=[conference.pk])
    lacking = meetings.lacking(conference)
    detail = f"Còn thiếu: {'; '.join(lacking)}" if lacking else "Đã đủ để lập biên bản"
    yield Todo("Bế mạc hội nghị", detail, url, "Bế mạc", day, "Đang họp")
