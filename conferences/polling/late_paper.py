"""A vote of an open mixed poll that changes from electronic to paper, only while it was not cast.

Nobody may learn from it who has voted. So with accounts the unit itself asks, and is told of its own vote
only; a drawn slip is handed back, and who has its number is told of that slip only. Nobody changes back.
"""

from django.db import transaction

from conferences.casting import slips, tellers, urns
from conferences.casting.channels import NOT_MIXED
from conferences.holding import hold
from conferences.models import Conference, Poll
from conferences.polling import polls
from core import records
from core.rules import RuleError
from members import acting

STATES = Poll.State
MOVE = "channel.late"
NOT_NOW = "Chỉ đổi sang phiếu giấy được trong lúc bỏ phiếu. Hãy tải lại trang để xem tình hình mới nhất."
NOT_HERE = (
    "Phiếu này không có trong danh sách có mặt bỏ phiếu điện tử. Hãy tải lại trang, hoặc báo ban kiểm phiếu."
)


def by_unit(poll, elector_id, *, by):
    """Let the vote of a unit that `by` acts for be cast on paper and return the elector; again does nothing.

    Raises RuleError for a vote that is in the urn, one of another unit, and once the box is closed.
    """
    with transaction.atomic():
        poll = _held(poll)
        if not poll.takes_accounts:
            raise RuleError("Hãy đưa lại phiếu mã chưa dùng cho ban kiểm phiếu để đổi lấy phiếu giấy.")
        rows = poll.electors.filter(unit__in=acting.agencies_of(by), present=True)
        elector = _elector(rows, elector_id)
        if elector.gets_paper:
            return elector
        urns.withdraw(poll.pk, polls.key_of(elector))
        return records.change(elector, moved=True, by=by, act=MOVE)


def by_slip(poll, *, number, elector, by):
    """Make the slip that an `elector` (its id) hands back void, let it vote on paper, and return it.

    Raises RuleError for whoever opened the poll, for a slip that is used or void, and once the box is closed.
    """
    with transaction.atomic():
        poll = _held(poll)
        found = _elector(poll.electors.filter(present=True), elector)
        if found.gets_paper:
            raise RuleError(NOT_HERE)
        reason = f"Đổi sang phiếu giấy: {found.name}"
        slips.replace(poll, number=number, reason=reason, by=by, again=False)
        return records.change(found, moved=True, by=by, act=MOVE)


def _elector(rows, elector_id):
    found = rows.filter(pk=elector_id).first()
    if found is None:
        raise RuleError(NOT_HERE)
    return found


def _held(poll):
    hold(poll.conference, Conference.State.OPEN)
    found = Poll.objects.select_for_update(of=("self",)).select_related("conference__season").get(pk=poll.pk)
    if not found.is_mixed:
        raise RuleError(NOT_MIXED)
    if found.state != STATES.OPEN:
        raise RuleError(NOT_NOW)
    tellers.refuse_closed_box(found)
    return found
