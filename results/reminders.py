"""Reminding members of what they owe: a letter of the head, on paper, to those it chooses."""

from blocs import seasons
from core import clock, records
from core.dates import short
from core.rules import RuleError
from results import lateness, letters
from results.models import Reminded, Reminder

NOTHING = (
    "Bước này không có gì để đôn đốc: đôn đốc chỉ tiêu ở bước Ký giao ước, báo cáo 6 tháng từ sáu tuần trước "
    "ngày sơ kết, bảng ở bước Tự chấm, bảng trả lại ở bước Thẩm định."
)


def issue(season, *, agencies, reply_by, note="", by):
    """Send a reminder to these agencies, which asks for an answer by `reply_by`; returns the Reminder.

    Raises RuleError in a phase that asks nothing of members, without a member, for one that owes nothing or
    was reminded today already, and for a day that has passed.
    """
    today = clock.today()
    if reply_by < today:
        raise RuleError(f"Ngày {short(reply_by)} đã qua. Hãy chọn ngày đề nghị nộp từ hôm nay trở đi.")
    with seasons.held_open(season, "công văn đôn đốc") as now:
        about = lateness.asked(now)
        if about is None:
            raise RuleError(NOTHING)
        chosen = _chosen(now, agencies, today)
        paper = letters.issue_reminder(now, about, chosen, reply_by=reply_by, note=note, by=by)
        reminder = Reminder(
            season=now, about=about, issued_on=today, reply_by=reply_by, note=note, paper=paper
        )
        records.keep(reminder, by=by, act="reminder.issue")
        for row in chosen:
            told = Reminded(reminder=reminder, agency_id=row.agency_id)
            records.keep(told, by=by, act="reminder.address")
        return reminder


def last_of(season, agency_id):
    """Return the latest reminder to the agency about what this phase asks, or None."""
    about = lateness.asked(season)
    return season.reminders.filter(about=about, reminded__agency=agency_id).first() if about else None


def _chosen(season, agencies, today):
    owing = {row.agency_id: row for row in lateness.missing(season)}
    keys = {agency.pk for agency in agencies}
    if not keys:
        raise RuleError("Hãy chọn ít nhất một đơn vị cần đôn đốc.")
    for agency in agencies:
        if agency.pk not in owing:
            raise RuleError(
                f"{agency} không còn thiếu gì ở bước này. Hãy tải lại trang để xem danh sách mới."
            )
        if owing[agency.pk].reminded_on == today:
            raise RuleError(f"{agency} đã được đôn đốc hôm nay. Hãy bỏ chọn đơn vị này.")
    return [row for key, row in owing.items() if key in keys]
