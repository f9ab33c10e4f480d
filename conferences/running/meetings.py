"""Conferences: planned, opened when people are there, concluded in words, closed with their papers."""

from django.db import transaction

from blocs import phases
from blocs.models import Season
from conferences import agenda
from conferences.attending import day_presence, quorum
from conferences.closing import closing_papers
from conferences.endorsing import endorsement
from conferences.holding import OPENS_IN, hold, hold_season, refuse_other_phase
from conferences.models import Attendance, Conference, Delegate, Poll
from conferences.polling import polls
from conferences.rehearsing import rehearsals
from conferences.running import course, minutes
from conferences.standing import tie_rulings
from core import records
from core.rules import RuleError
from core.transitions import move

REHEARSED = (
    "Buổi diễn tập của hội nghị này chưa xóa. Hãy xóa diễn tập, hoặc bấm “Xóa diễn tập và khai mạc” "
    "tại trang hội nghị."
)
KINDS, STATES = Conference.Kind, Conference.State
MANY = (KINDS.THEMATIC, KINDS.EXCHANGE)  # of which a year may have several
TITLES = {
    KINDS.MIDYEAR: "Hội nghị sơ kết công tác thi đua, khen thưởng 6 tháng đầu {named} của {bloc}",
    KINDS.YEAREND: "Hội nghị tổng kết công tác thi đua, khen thưởng {named} của {bloc}",
    KINDS.THEMATIC: "Hội nghị chuyên đề {named} của {bloc}",
    KINDS.EXCHANGE: "Hội nghị trao đổi nghiệp vụ {named} của {bloc}",
}


def default_title(season, kind):
    """Return what a conference of this kind is usually called."""
    return TITLES[kind].format(named=season.named, bloc=season.bloc.name)


def likely(season):
    """Return the kind of conference that the present phase of the year leads to."""
    if season.phase in (*OPENS_IN[KINDS.MIDYEAR], "planning", "pledging"):
        return KINDS.MIDYEAR
    return KINDS.YEAREND


def plan(season, *, kind, title="", starts_on, ends_on=None, starts_at=None, venue, by):
    """Put a conference on the calendar of the year and return it; without a last day it lasts one.

    The second click returns the same one. Raises RuleError in a closed year, ValidationError when the year
    has one of this kind already.
    """
    with transaction.atomic():
        hold_season(season)
        conference = Conference(
            season=season,
            kind=kind,
            title=title or default_title(season, kind),
            starts_on=starts_on,
            ends_on=ends_on or starts_on,
            starts_at=starts_at,
            venue=venue,
        )
        act = "conference.plan"
        return records.repeated(conference, by=by, act=act) or records.keep(conference, by=by, act=act)


def change(conference, *, title, starts_on, ends_on=None, starts_at=None, venue, by):
    """Correct title, days, time or venue, until it is closed.

    Raises RuleError when the agenda has a point, or somebody was noted, on a day that would be no more.
    """
    with transaction.atomic():
        conference = hold(conference, STATES.PLANNED, STATES.OPEN)
        days = ((ends_on or starts_on) - starts_on).days + 1
        agenda.refuse_shorter(conference, days)
        day_presence.refuse_shorter(conference, days)
        facts = {"title": title or default_title(conference.season, conference.kind), "starts_on": starts_on}
        facts |= {"ends_on": ends_on or starts_on, "starts_at": starts_at, "venue": venue}
        return records.change(conference, **facts, by=by, act="conference.change")


def missing(conference):
    """Return, in words, what keeps a planned conference from being opened."""
    roles = set(conference.delegates.sitting().values_list("role", flat=True))
    checks = [
        (Delegate.Role.CHAIR in roles, "người chủ trì"),
        (Delegate.Role.SECRETARY in roles, "thư ký"),
        (_somebody_came(conference), "điểm danh đại biểu có mặt"),
    ]
    return [words for done, words in checks if not done]


def open(conference, *, below_reason="", erase_rehearsal=False, by):
    """Open the conference; from here resolutions, votes and the conclusion are recorded.

    Its rehearsal must be gone, or goes by this act where `erase_rehearsal` says so.

    Raises RuleError with what is missing, when the year has not come to this conference, or when fewer came
    than must (`quorum`) and no reason is given.
    """
    with transaction.atomic():
        conference = hold(conference, STATES.PLANNED)
        refuse_other_phase(conference)
        if words := missing(conference):
            raise RuleError(f"Chưa khai mạc được. Còn thiếu: {', '.join(words)}.")
        if erase_rehearsal:
            rehearsals.erase(conference, by=by)
        elif not conference.is_rehearsal and rehearsals.of(conference):
            raise RuleError(REHEARSED)
        quorum.note_opening(conference, reason=below_reason, by=by)
        return move(conference, "open", by=by, reason=below_reason)


def back_to_plan(conference, *, reason, by):
    """Return an open conference to its preparation; all that was recorded is kept.

    Raises RuleError while a poll is open: nobody could close it.
    """
    with transaction.atomic():
        conference = hold(conference, STATES.OPEN)
        if words := _open_polls(conference):
            raise RuleError(f"Chưa trở lại bước chuẩn bị được. Hãy {'; '.join(words)} trước.")
        return move(conference, "reopen_plan", by=by, reason=reason)


def conclude(conference, *, conclusion, by):
    """Write what the chair concludes; it is corrected until the conference is closed."""
    with transaction.atomic():
        conference = hold(conference, STATES.OPEN)
        return records.change(conference, conclusion=conclusion, by=by, act="conference.conclude")


def lacking(conference):
    """Return, in words, what an open conference still lacks to be closed; feeds page and refusal."""
    found = missing(conference)
    if not conference.conclusion:
        found.append("kết luận của chủ trì")
    waiting = endorsement.waiting(conference.season).count() if _decides(conference) else 0
    if waiting:
        found.append(f"kết quả của {waiting} đề nghị khen thưởng cấp Nhà nước")
    return found + _open_polls(conference)


def reminders(conference):
    """Return, in sentences, what may be forgotten but does not keep the conference from being closed.

    Some blocs agree on next year's lead outside the conference; the managing body then records it.
    """
    counted = conference.polls.filter(state=Poll.State.CLOSED, record__isnull=True)
    found = [
        f"Chưa lập biên bản kiểm phiếu của cuộc bỏ phiếu “{poll}”. Bế mạc rồi thì không lập được nữa."
        for poll in counted
    ]
    if _decides(conference):
        found += [*tie_rulings.reminders(conference), *endorsement.reminders(conference.season)]
    if _decides(conference) and not hasattr(conference, "election"):
        year, bloc = conference.season.year + 1, conference.season.bloc
        found.append(
            f"Chưa ghi kết quả bầu lãnh đạo {bloc.word} năm {year}. Bế mạc rồi thì chỉ cơ quan quản lý "
            f"{bloc.small_word} ghi được, tại trang quy định của năm {year}."
        )
    return found


def close(conference, *, form="", by):
    """Close the conference: minutes and closing papers are issued, and what it concludes of the year goes on.

    `form` is that of these papers (empty: the year's).
    The half-year conference ends `running`, the year-end conference `conference`. Raises RuleError with
    the list of what is missing.
    """
    with transaction.atomic():
        conference = hold(conference, STATES.OPEN)
        refuse_other_phase(conference)
        if words := lacking(conference):
            raise RuleError(f"Chưa bế mạc được. Còn thiếu: {'; '.join(words)}.")
        course.end_running(conference, by=by)
        paper = minutes.issue(conference, form=form, by=by)
        move(conference, "close", by=by, minutes=paper)
        closing_papers.draw_up(conference, form=form, by=by)
        if ends := ends_phase(conference):
            phases.advance(conference.season, frm=ends, by=by)
        return conference


def resume(conference, *, by):
    """Lead the year on again that stepped back behind a conference which is closed already.

    Minutes, votes and election stay as they are. Raises RuleError when the year is elsewhere.
    """
    with transaction.atomic():
        conference = hold(conference, STATES.CLOSED)
        ends = ends_phase(conference)
        if not ends:
            raise RuleError(
                f"Năm {conference.season.label} đang ở bước {conference.season.get_phase_display()}; "
                "hội nghị đã bế mạc không chuyển bước này."
            )
        return phases.advance(conference.season, frm=ends, by=by)


def ends_phase(conference):
    """Return the phase of the year that this conference ends by being closed, or nothing."""
    if conference.is_rehearsal:
        return ""
    ends = {KINDS.MIDYEAR: Season.Phase.RUNNING, KINDS.YEAREND: Season.Phase.CONFERENCE}.get(conference.kind)
    return ends if ends == conference.season.phase else ""


def _decides(conference):
    """Whether the honours and the lead of the year are settled there."""
    return conference.kind == KINDS.YEAREND and not conference.is_rehearsal


def _somebody_came(conference):
    return Attendance.objects.filter(delegate__conference=conference).exists()


def _open_polls(conference):
    return [f"đóng hoặc hủy cuộc bỏ phiếu “{poll}”" for poll in polls.still_open(conference)]
