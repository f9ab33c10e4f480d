"""By which channel each vote of a poll is cast: electronic or paper, fixed when the poll is opened.

In a mixed poll every vote on the roll has exactly one channel, so nobody votes twice: who votes on paper is
never admitted to the urn, and no more papers are handed out than there are such votes.
"""

from django.db import transaction

from conferences import marks
from conferences.casting import rolls
from conferences.holding import hold
from conferences.models import Conference, PaperChoice, Poll
from core import records
from core.rules import RuleError
from members import acting

TOO_LATE = (
    "Cuộc bỏ phiếu đã mở nên cách bỏ phiếu đã khóa. Ai chưa bỏ phiếu điện tử thì còn đổi được sang "
    "phiếu giấy ở trang của cuộc bỏ phiếu."
)
NOT_MIXED = "Cuộc bỏ phiếu này chỉ có một cách bỏ phiếu nên không phải chọn."
CHANGED = (
    "Trong lúc trang này mở, người khác đã đổi cách bỏ phiếu: nay bỏ phiếu giấy là {}. "
    "Chưa lưu gì. Hãy mở lại trang, xem danh sách mới rồi chọn."
)


def seats(poll):
    """Return [(Seat, whether it votes on paper)] of a prepared poll, in the order of the roll."""
    found = rolls.of(poll.conference, poll.roll)
    if not poll.is_mixed:
        return [(seat, poll.takes_paper) for seat in found]
    chosen = set(poll.paper_choices.values_list("unit_id", "name"))
    return [(seat, (seat.unit_id, seat.name) in chosen) for seat in found]


def of_user(poll, user):
    """Return the seats (as `seats`) that `user` may choose a channel for as one who acts for their unit."""
    own = acting.agencies_of(user)
    return [(seat, on_paper) for seat, on_paper in seats(poll) if seat.unit_id in own]


def choose(poll, wanted, *, among, seen="", by):
    """Let the seats in `wanted` vote on paper and the others in `among` electronically.

    Both are sets of (unit id, name); `seen` is the mark (`marks.of`) of those on paper when this was chosen,
    empty for who saw no page. Choosing what stands does nothing. Raises RuleError once the poll is open, for
    a poll with one channel only, and when somebody else chose meanwhile.
    """
    with transaction.atomic():
        hold(poll.conference, Conference.State.PLANNED, Conference.State.OPEN)
        poll = Poll.objects.select_for_update(of=("self",)).select_related("conference").get(pk=poll.pk)
        refuse_other_state(poll)
        found = {(row.unit_id, row.name): row for row in poll.paper_choices.all()}
        _refuse_changed(set(found) & among, wanted & among, seen)
        for key in sorted((wanted & among) - set(found)):
            row = PaperChoice(poll=poll, unit_id=key[0], name=key[1])
            records.keep(row, by=by, act="channel.paper")
        for key in sorted((among - wanted) & set(found)):
            records.drop(found[key], by=by, act="channel.electronic")


def refuse_other_state(poll):
    """Raise RuleError unless the votes of this poll have two channels, and it is prepared only."""
    if not poll.is_mixed:
        raise RuleError(NOT_MIXED)
    if poll.state != Poll.State.DRAFT:
        raise RuleError(TOO_LATE)


def _refuse_changed(standing, wanted, seen):
    if seen and standing != wanted and marks.of(standing) != seen:
        names = "; ".join(sorted(name for _, name in standing))
        raise RuleError(CHANGED.format(names or "không phiếu nào"))


def copy(poll, later, *, by):
    """Let the second round `later` begin with the channels of its first."""
    for elector in poll.electors.all():
        if later.is_mixed and elector.gets_paper:
            row = PaperChoice(poll=later, unit_id=elector.unit_id, name=elector.name)
            records.keep(row, by=by, act="channel.paper")


def present(poll):
    """Return (votes present that are cast electronically, votes present that are cast on paper)."""
    if poll.state == Poll.State.DRAFT:
        told = [on_paper for seat, on_paper in seats(poll) if seat.present]
    else:
        told = [row.gets_paper for row in poll.electors.filter(present=True)]
    return told.count(False), told.count(True)


def words(elector):
    """Return how a vote on the roll of an open poll is cast, in words."""
    if elector.moved:
        return "Phiếu giấy (đổi khi đang bỏ phiếu)"
    return "Phiếu giấy" if elector.on_paper else "Phiếu điện tử"
