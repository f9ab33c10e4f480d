"""The own agency's part of each phase; the head is a member too."""

from django.urls import reverse

from conferences.models import Report
from core.dates import short
from desk.todo.line import Todo, due
from members import acting
from results import lateness, locks, midyear, reminders, replies
from results.models import MidyearReport, Pledge, Reminder, ScoreSheet


def todos(user, season):
    """What the staff of a member agency have to do in the present phase."""
    if season is None:
        return
    own = acting.agencies_of(user)
    for member in season.members:  # several, when it has taken over the work of others
        if member.agency_id not in own:
            continue
        if season.phase == "pledging":
            yield from _targets(season, member)
        elif season.phase in midyear.OPEN:
            yield from _midyear(season, member)
        elif season.phase in ("scoring", "appraisal"):
            yield from _sheet(season, member)


def _targets(season, member):
    pledge = season.pledges.filter(agency=member.agency_id).first()
    if pledge and pledge.state == Pledge.State.HANDED_IN:
        return
    yield Todo(
        f"Ghi và gửi chỉ tiêu giao ước {season.named}",
        _told(season, member) or f"{member.name} ghi chỉ tiêu theo từng tiêu chí",
        pledge.get_absolute_url() if pledge else reverse("results:pledges", args=[season.pk]),
        "Ghi chỉ tiêu",
        due(season, "pledging"),
        "Đang ghi" if pledge else "",
    )


def _midyear(season, member):
    """From six weeks before the half-year conference is planned until the bloc's own report is issued."""
    if lateness.asked(season) != Reminder.About.MIDYEAR:
        return
    if season.reports.filter(kind=Report.Kind.MIDYEAR, state=Report.State.ISSUED).exists():
        return
    report = season.midyear_reports.filter(agency=member.agency_id).first()
    if report and report.state == MidyearReport.State.HANDED_IN:
        return
    yield Todo(
        f"Viết và gửi báo cáo 6 tháng đầu {season.named}",
        _told(season, member) or f"{member.name} ghi tiến độ từng chỉ tiêu giao ước và nhận xét theo mục",
        report.get_absolute_url() if report else reverse("results:midyears", args=[season.pk]),
        "Viết báo cáo",
        lateness.due_on(season, Reminder.About.MIDYEAR),
        "Đang viết" if report else "",
    )


def _sheet(season, member):
    sheet = season.sheets.filter(agency=member.agency_id).first()
    if sheet and sheet.state == ScoreSheet.State.RETURNED:
        yield Todo(
            f"Sửa và nộp lại bảng tự chấm điểm {season.named}",
            ". ".join(filter(None, (_told(season, member), sheet.return_reason))),
            sheet.get_absolute_url(),
            "Sửa bảng",
            due(season, "appraisal"),
            "Trả lại để bổ sung",
        )
    elif sheet and (until := replies.words(sheet)):
        yield Todo(
            f"Xem kết quả thẩm định {season.named}",
            until,
            reverse("results:why", args=[sheet.pk]),
            "Xem điểm",
            replies.last_day(sheet),
        )
    elif locks.is_open(sheet or ScoreSheet(season=season, agency_id=member.agency_id)):
        extension = locks.extension_of(season.pk, member.agency_id)
        yield Todo(
            f"Nhập và nộp bảng tự chấm điểm {season.named}",
            _told(season, member) or f"{member.name} tự chấm theo bảng tiêu chí, kèm minh chứng",
            sheet.get_absolute_url() if sheet else reverse("results:sheets", args=[season.pk]),
            "Nhập bảng",
            extension.until if extension else due(season, "scoring"),
            "Đang nhập" if sheet else "",
        )


def _told(season, member):
    """What the last reminder asked of the member, in words; empty without one."""
    reminder = reminders.last_of(season, member.agency_id)
    if reminder is None:
        return ""
    return (
        f"{season.bloc.head_label} đã đôn đốc ngày {short(reminder.issued_on)}, "
        f"đề nghị nộp trước ngày {short(reminder.reply_by)}"
    )
