"""What the operator may send to the screen of a conference, in the order of its course."""

from dataclasses import dataclass

from conferences.models import Conference, Poll, Showing
from conferences.showing import boards, reveal

KINDS = Showing.Kind
# A digit sends the same thing from the first minute to the last. What comes and goes has none: were a ballot
# closed while the operator looks at the wall, every later digit would send something else than before.
FIXED = (
    "welcome",
    "agenda",
    "attendance",
    "reveal",
    "standing",
    "calls",
    "countdown:5",
    "countdown:10",
    "pause",
)
DIGITS = {key: str(number) for number, key in enumerate(FIXED, 1)}
EMPTY = "Màn trống"


@dataclass(frozen=True)
class Offer:
    """Something that can be sent: by this key, under this title; `lacks` says in words why not yet."""

    key: str
    kind: str
    title: str
    lacks: str = ""

    @property
    def label(self):
        """Its kind in words."""
        return EMPTY if self.key == "blank" else KINDS(self.kind).label

    @property
    def digit(self):
        """The key of the keyboard that sends it; empty for what comes and goes."""
        return DIGITS.get(self.key, "")


def of(conference):
    """Return the Offers of a conference in the order of its course. A constant number of queries."""
    found = [Offer("welcome", KINDS.WELCOME, "Tên hội nghị")]
    if conference.agenda.exists():
        found.append(Offer("agenda", KINDS.AGENDA, "Các mục, mục đang diễn ra"))
    found.append(Offer("attendance", KINDS.ATTENDANCE, "Đơn vị, đại biểu, khách mời"))
    found += [offer for poll in conference.polls.all() for offer in _of_poll(poll)]
    if conference.kind == Conference.Kind.YEAREND:
        found += _of_standing(conference)
    for number, resolution in enumerate(conference.resolutions.all(), 1):
        found.append(Offer(f"resolution:{resolution.pk}", KINDS.TEXT, f"Nghị quyết {number}"))
    if conference.conclusion:
        found.append(Offer("conclusion", KINDS.TEXT, "Kết luận của chủ trì"))
    found.append(Offer("calls", KINDS.CALLS, "Mời lên nhận theo thứ tự"))
    found += [Offer(f"countdown:{count}", KINDS.COUNTDOWN, f"{count} phút") for count in boards.MINUTES]
    return [
        *found,
        Offer("pause", KINDS.BLANK, "Hội nghị tạm nghỉ"),
        Offer("blank", KINDS.BLANK, "Không chữ, chỉ có biểu trưng"),
    ]


def _of_poll(poll):
    if poll.state == Poll.State.OPEN and boards.has_turnout(poll):
        yield Offer(f"turnout:{poll.pk}", KINDS.TURNOUT, poll.title)
    if poll.state == Poll.State.CLOSED:
        yield Offer(f"result:{poll.pk}", KINDS.RESULT, poll.title)


def _of_standing(conference):
    found = reveal.of(conference)
    lacks = reveal.NONE if found is None else "" if found.confirmed_at else reveal.WAITS
    yield Offer("reveal", KINDS.REVEAL, "Từng thứ một, từ dưới lên", lacks)
    yield Offer("standing", KINDS.STANDING, "Cả bảng", lacks)
