"""Drawn slips: printed codes that nobody's name is written on; the database keeps only their hashes.

They are drawn from a box, so not even the program knows who votes with which. The code stands behind `#` in
the printed address and is sent in the body of the form, so it is in no log and in no referrer.
"""

from dataclasses import dataclass

from django.db import transaction

from conferences.casting import channels, rolls, urns
from conferences.holding import hold
from conferences.models import Conference, Poll, Slip
from core import records
from core.models import Entry
from core.rules import RuleError
from members import acting, invitations

STATES = Poll.State
DEAD = (
    "Mã này không dùng được: có thể gõ nhầm, hoặc phiếu mã đã hủy. "
    "Hãy so lại từng chữ với phiếu; nếu vẫn không được, hãy báo ban kiểm phiếu để đổi phiếu trước khi bỏ."
)
NOT_DRAWN = "Cuộc bỏ phiếu này không dùng phiếu mã."
SECOND_PERSON = (
    "Đang bỏ phiếu thì người in thêm, đổi hoặc hủy phiếu mã phải khác người mở. Hãy để người thứ hai của "
    "đơn vị chủ trì hoặc của đơn vị Khối phó đăng nhập và làm việc này."
)
LATE = "In thêm cho người đến muộn"
MADE, LOST, MORE = "slip.make", "slip.lost", "slip.more"  # the last two only while ballots are taken


@dataclass(frozen=True)
class Change:
    """A slip made void or printed while ballots were taken: its number, what was done, why, by whom."""

    number: int
    is_void: bool
    reason: str
    by: str

    def __str__(self):
        done = "hủy" if self.is_void else "in thêm"
        return f"{done} phiếu mã số {self.number} ({self.reason}; người làm: {self.by})"


def issue(poll, *, by):
    """Print anew one slip for each vote present; return [(number, code)], to be shown once.

    Slips printed before are void. Raises RuleError once the poll is open, or while nobody came.
    """
    with transaction.atomic():
        poll = _held(poll, STATES.DRAFT)
        count = due(poll)
        if not count:
            raise RuleError("Chưa điểm danh ai có mặt. Hãy điểm danh rồi in phiếu mã.")
        for slip in poll.slips.filter(is_void=False):
            records.change(slip, is_void=True, by=by, act="slip.void")
        return [_make(poll, by) for _ in range(count)]


def add(poll, *, by):
    """Print one slip more, for somebody who came late; return (number, code), to be shown once.

    Raises RuleError when there are as many slips as votes present already, and while ballots are taken for
    whoever opened the poll.
    """
    with transaction.atomic():
        poll = _held_by_second(poll, by)
        if valid(poll) >= due(poll):
            raise RuleError(
                f"Đã có {valid(poll)} phiếu mã cho {due(poll)} phiếu có mặt. "
                "Hãy điểm danh người đến muộn trước; mất phiếu thì đổi phiếu."
            )
        return _make(poll, by, LATE)


def replace(poll, *, number, reason, by, again=True):
    """Make the slip of this `number` void; return (number, code) of the one in its place, None without.

    Whoever opened the poll could else fill every vote nobody has used yet, unseen: while ballots are taken a
    second person does it, and the record of the count names each slip (`changes`). Raises RuleError for
    the one who opened, for a number that is none, and for a slip whose ballot is in the urn.
    """
    with transaction.atomic():
        poll = _held_by_second(poll, by)
        slip = poll.slips.filter(number=number, is_void=False).first()
        if slip is None:
            raise RuleError(f"Không có phiếu mã số {number} còn hiệu lực. Hãy xem lại số in trên phiếu.")
        if poll.state == STATES.OPEN:
            urns.admit(poll.pk, None, instead_of=slip.token_hash)
        act = LOST if poll.state == STATES.OPEN else "slip.void"
        records.change(slip, is_void=True, by=by, act=act, reason=reason)
        return _make(poll, by, f"Thay phiếu mã số {number}") if again else None


def changes(poll):
    """Return the Changes of a poll's slips while ballots were taken, in the order they were made."""
    numbers = dict(poll.slips.values_list("pk", "number"))
    rows = Entry.objects.filter(
        subject_type=Slip._meta.label_lower, subject_id__in=numbers, act__in=(LOST, MORE)
    )
    return [
        Change(numbers[row.subject_id], row.act == LOST, row.reason, acting.name_of(row.actor))
        for row in rows.select_related("actor__person").order_by("pk")
    ]


def find(code):
    """Return the valid Slip of a code as people type it. Raises RuleError, the same whatever is wrong."""
    rows = Slip.objects.select_related("poll__conference__season__bloc").filter(is_void=False)
    found = rows.filter(token_hash=invitations.hash_of(code)).first()
    if found is None or found.poll.state == STATES.VOID:
        raise RuleError(DEAD)
    return found


def valid(poll):
    """Return how many slips may be voted with."""
    return poll.slips.filter(is_void=False).count()


def due(poll):
    """Return how many votes present are cast with a slip: all but those on paper."""
    return channels.present(poll)[0]


def present(poll):
    """Return how many votes are present: by the roll of the open poll, before by the list at the door."""
    if poll.state == STATES.DRAFT:
        return rolls.present(rolls.of(poll.conference, poll.roll))
    return poll.electors.filter(present=True).count()


def _held(poll, *states):
    hold(poll.conference, Conference.State.PLANNED, Conference.State.OPEN)
    found = Poll.objects.select_for_update(of=("self",)).select_related("conference__season").get(pk=poll.pk)
    if not found.takes_slips:
        raise RuleError(NOT_DRAWN)
    if found.state not in states:
        raise RuleError("Cuộc bỏ phiếu đã sang bước khác nên không in thêm phiếu mã được. Hãy tải lại trang.")
    return found


def _held_by_second(poll, by):
    poll = _held(poll, STATES.DRAFT, STATES.OPEN)
    if poll.state == STATES.OPEN and poll.opened_by == by:
        raise RuleError(SECOND_PERSON)
    return poll


def _make(poll, by, reason=""):
    last = poll.slips.order_by("number").last()
    number, code = last.number + 1 if last else 1, invitations.fresh_code()
    slip = Slip(poll=poll, number=number, token_hash=invitations.hash_of(code))
    records.keep(slip, by=by, act=MORE if poll.state == STATES.OPEN else MADE, reason=reason)
    if poll.state == STATES.OPEN:
        urns.admit(poll.pk, slip.token_hash)
    return number, code
