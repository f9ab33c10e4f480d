"""What is sent to the screen of a conference: each offer made into frozen words.

A board is plain JSON: `all` on every step and one of `frames` on each. It is made at the moment it is sent or
looked at beforehand; the screen never asks again, save for a turnout (moving_figures.py). An offer is named
by what it is about: "agenda", "result:12".
"""

from dataclasses import dataclass
from datetime import timedelta

from conferences import agenda
from conferences.attending import attendance
from conferences.casting import turnouts
from conferences.endorsing import counting
from conferences.models import HallStanding, Poll, Showing
from conferences.polling import poll_results, poll_words
from conferences.running import call_list
from conferences.showing import moving_figures, reveal, standing_board
from core import clock, dates, times
from core.inputs import is_key
from core.rules import RuleError

KINDS = Showing.Kind
AT_ONCE = 10  # rows on one step: points of the agenda around the running one, names called, lines of a result
MINUTES = (5, 10, 15)  # countdowns offered at one click
MOST_MINUTES = 600
GONE = "Nội dung này không còn. Hãy tải lại trang điều khiển rồi chọn lại."
A_WALL = 900  # letters of a text that are read from one step
LONG, SHORT = 420, 160  # letters of a text up to which it is drawn smaller, and large


@dataclass(frozen=True)
class Board:
    """What an offer was made into. `step` is the one it begins on."""

    kind: str
    title: str
    shows: dict
    step: int = 0
    standing: HallStanding | None = None

    @property
    def last(self):
        """The number of its last step, from 0 on."""
        return len(self.shows["frames"]) - 1


def make(conference, key, *, begun=0):
    """Return the Board of an offer, made of what stands now; an agenda begins on the point numbered `begun`,
    with 0 on none: its first step marks no point, for nothing has begun.

    Raises RuleError for what is not there (any more), and for places that may not be shown (reveal.py).
    """
    word, _, number = key.partition(":")
    if word not in MAKERS or bool(number) != (word in NUMBERED) or (number and not is_key(number)):
        raise RuleError(GONE)
    if word == "agenda":
        return _agenda(conference, begun)
    return MAKERS[word](conference, *([int(number)] if number else []))


def countdown(conference, minutes=MINUTES[0], *, until=None, label=""):
    """Return the Board that counts down to a moment: in so many minutes, or `until` (a time of day).

    Raises RuleError for a time that has passed, and beyond ten hours.
    """
    now = clock.now()
    ends = now + timedelta(minutes=min(minutes, MOST_MINUTES + 1))  # any number may be asked for
    if until is not None:
        ends = now.replace(hour=until.hour, minute=until.minute, second=0, microsecond=0)
    if not now < ends <= now + timedelta(minutes=MOST_MINUTES):
        raise RuleError("Giờ này đã qua hoặc quá xa. Hãy ghi một giờ sắp tới trong ngày hôm nay.")
    label = label or "Hội nghị tiếp tục sau"
    frame = {"label": label, "until": int(ends.timestamp() * 1000), "at": f"{ends:%H:%M}"}
    return _one(conference, KINDS.COUNTDOWN, f"{label}: {ends:%H:%M}", frame, KINDS.COUNTDOWN.label)


def _welcome(conference):
    days = dates.short(conference.starts_on)
    if conference.ends_on != conference.starts_on:
        days = f"{days} đến {dates.short(conference.ends_on)}"
    frame = {"lines": [conference.title], "below": f"{conference.venue}, {days}"}
    return _one(conference, KINDS.WELCOME, "Chào mừng", frame)


def _pause(conference):
    return _one(conference, KINDS.BLANK, "Hội nghị tạm nghỉ", {"lines": ["Hội nghị tạm nghỉ"]})


def _blank(conference):
    return _one(conference, KINDS.BLANK, "Màn trống", {"lines": []})


def _agenda(conference, begun):
    points = list(conference.agenda.all())
    if not points:
        raise RuleError("Chương trình chưa có mục nào. Hãy thêm mục trước.")
    rows = [
        {
            "number": number,
            "title": point.title,
            "at": times.short(point.starts_at) if point.starts_at else "",
            "by": point.presenter,
        }
        for number, point in enumerate(points, 1)
    ]
    frames = [{"rows": _around(rows, now), "now": now} for now in range(len(rows) + 1)]
    shows = {"all": _head(conference, "Chương trình") | agenda.told(points), "frames": frames}
    return Board(KINDS.AGENDA, "Chương trình", shows, min(begun, len(rows)))


def _around(rows, now):
    """The rows around the one numbered `now`, which never stands at the very edge of a long agenda."""
    start = max(0, min(now - 1 - AT_ONCE // 2, len(rows) - AT_ONCE))
    return rows[start : start + AT_ONCE]


def _attendance(conference):
    found = attendance.turnout(*attendance.roll(conference))
    figures = [
        {"label": "Đơn vị có mặt", "part": found.units_present, "whole": found.units},
        {"label": "Đại biểu có mặt", "part": found.delegates_present, "whole": found.delegates},
        {"label": "Khách mời có mặt", "part": found.guests_present, "whole": found.guests},
    ]
    return _one(conference, KINDS.ATTENDANCE, "Đại biểu có mặt", {"figures": figures})


def has_turnout(poll):
    """Say whether ballots of an open poll come into an urn one by one: neither hands nor paper do."""
    return poll.takes_accounts or poll.takes_slips


def _turnout(conference, number):
    poll = _poll(conference, number, Poll.State.OPEN)
    if not has_turnout(poll):
        raise RuleError(GONE)
    cast, electors = turnouts.of(poll)
    figures = [
        {"label": f"phiếu {'điện tử ' if poll.is_mixed else ''}đã vào hòm", "part": cast, "whole": electors}
    ]
    frame = {"subject": poll.title, "figures": figures, "note": poll_words.told(poll)}
    made = _one(conference, KINDS.TURNOUT, f"Số phiếu đã bỏ: {poll.title}", frame, "Bỏ phiếu kín")
    made.shows["all"] |= moving_figures.counter(poll)
    return made


def _result(conference, number):
    poll = _poll(conference, number, Poll.State.CLOSED)
    rows = [
        {
            "label": line.label,
            "votes": line.votes,
            "share": line.share,
            "words": line.words,
            "in": line.is_in,
        }
        for line in poll_results.lines_of(poll)
    ]
    told = {"subject": poll.title, "head": _head_of_votes(poll), "counted": _counted(poll)}
    told |= {"asked": poll_words.carried_when(poll), "note": counting.difference(poll)}
    told["shares"] = any(row["share"] for row in rows)
    pages = [{"rows": rows[start : start + AT_ONCE]} for start in range(0, len(rows), AT_ONCE)]
    heading = "Kết quả biểu quyết" if poll.by_hands else "Kết quả bỏ phiếu"
    shows = {"all": _head(conference, heading) | told, "frames": pages or [{"rows": []}]}
    return Board(KINDS.RESULT, f"Kết quả: {poll.title}", shows)


def _head_of_votes(poll):
    if poll.kind == Poll.Kind.RANK:
        return "Tổng số thứ tự"
    return "Đồng ý" if poll.by_hands else "Số phiếu"


def _counted(poll):
    told = poll.tally
    if poll.by_hands:
        return f"Giơ tay, {told['present']} phiếu có mặt."
    return f"{told['cast']} phiếu trong hòm, {told['blank']} phiếu trắng."


def _resolution(conference, number):
    found = conference.resolutions.filter(pk=number).first()
    if found is None:
        raise RuleError(GONE)
    return _text(conference, "Nghị quyết", found.text)


def _conclusion(conference):
    if not conference.conclusion:
        raise RuleError(GONE)
    return _text(conference, "Kết luận của chủ trì", conference.conclusion)


def _text(conference, heading, text):
    pages = [_sized(page) for page in _pages(text)]
    title = f"{heading}: {text}"
    title = title if len(title) <= 120 else f"{title[:117].rstrip()}…"
    return Board(KINDS.TEXT, " ".join(title.split()), {"all": _head(conference, heading), "frames": pages})


def _pages(text):
    """The words of a long text in pieces that fit the wall, broken between words."""
    page = ""
    for word in text.replace("\n", " \n ").split(" "):
        if page.strip() and len(page) + len(word) > A_WALL:
            yield page.strip()
            page = ""
        page += f"{word} "
    yield page.strip()


def _sized(text):
    return {"text": text, "size": "large" if len(text) <= SHORT else "" if len(text) <= LONG else "small"}


def _calls(conference):
    return calls(conference, call_list.snapshot(conference))


def calls(conference, groups):
    """Return the Board that calls up, ten names a step, from plain [{"form": …, "names": […]}] in order."""
    frames = [
        {"form": group["form"], "names": group["names"][start : start + AT_ONCE], "start": start + 1}
        for group in groups
        for start in range(0, len(group["names"]), AT_ONCE)
    ]
    if not frames:
        raise RuleError(
            "Chưa có quyết định khen thưởng nào được ban hành trong năm nên chưa có ai để mời lên."
        )
    shows = {"all": _head(conference, "Trao thưởng"), "frames": frames}
    return Board(KINDS.CALLS, "Thứ tự trao thưởng", shows)


def _standing(conference):
    frozen = reveal.confirmed(conference)
    return _places(conference, KINDS.STANDING, frozen, standing_board.whole(frozen.says))


def _reveal(conference):
    frozen = reveal.confirmed(conference)
    return _places(conference, KINDS.REVEAL, frozen, standing_board.revealed(frozen.says))


def _places(conference, kind, frozen, shows):
    title = f"{KINDS(kind).label}: {shows['all']['heading']}"
    shows["all"] = _head(conference, shows["all"]["heading"]) | shows["all"]
    return Board(kind, title, shows, standing=frozen)


def _poll(conference, number, state):
    found = conference.polls.filter(pk=number, state=state).first()
    if found is None:
        raise RuleError(GONE)
    return found


def _one(conference, kind, title, frame, heading=""):
    return Board(kind, title, {"all": _head(conference, heading or title), "frames": [frame]})


def _head(conference, heading):
    season = conference.season
    below = f"{season.bloc.name}, {conference.get_kind_display()} ngày {dates.short(conference.ends_on)}"
    return {"heading": heading, "below": below}


MAKERS = {
    "welcome": _welcome,
    "agenda": _agenda,
    "attendance": _attendance,
    "turnout": _turnout,
    "result": _result,
    "reveal": _reveal,
    "standing": _standing,
    "resolution": _resolution,
    "conclusion": _conclusion,
    "calls": _calls,
    "countdown": countdown,
    "pause": _pause,
    "blank": _blank,
}
NUMBERED = {"turnout", "result", "resolution", "countdown"}  # of which there are several
