"""Who stands before an open poll, and the ballot handed in: by the unit's account, or with a drawn slip."""

from conferences.casting import own_votes, slips, tellers, urns
from conferences.models import Poll
from conferences.polling import polls
from conferences.reckoning import ballot_papers
from core.rules import RuleError

STATES = Poll.State
BY_PAPER = "Đơn vị bỏ phiếu giấy ở cuộc bỏ phiếu này. Hãy nhận phiếu ở ban kiểm phiếu."
NOT_NOW = {
    STATES.DRAFT: urns.NOT_OPEN,
    STATES.CLOSED: "Cuộc bỏ phiếu đã đóng. Kết quả kiểm phiếu có ở trang của cuộc bỏ phiếu.",
    STATES.VOID: "Cuộc bỏ phiếu đã hủy, không kiểm phiếu. Hãy chờ ban kiểm phiếu mở cuộc bỏ phiếu khác.",
}


def votes_of(poll, user):
    """Return (electors `user` may still vote for, electors whose ballot is in) of a poll by accounts."""
    return told_apart(poll, own_of(poll, user))


def own_of(poll, user):
    """Return the electors whose ballots `user` hands in, whether they are in or not; none of another poll."""
    return own_votes.by_account(poll, user) if poll.takes_accounts and poll.state == STATES.OPEN else []


def told_apart(poll, rows):
    """Return (those of `rows`, electors, that may still vote, those whose ballot is in)."""
    sealed = tellers.is_box_closed(poll)
    done = urns.has_voted(poll.pk, map(polls.key_of, rows)) if rows else set()
    waiting = [row for row in rows if polls.key_of(row) not in done and not sealed]
    return waiting, [row for row in rows if polls.key_of(row) in done]


def why_on_paper(poll, user):
    """Return why `user` finds no ballot of an open poll here, for paper's sake; empty otherwise."""
    if poll.state != STATES.OPEN or not poll.is_mixed:
        return ""
    if tellers.is_box_closed(poll):
        return urns.SEALED
    own = own_votes.of(poll, user)
    return BY_PAPER if any(row.present and row.gets_paper for row in own) else ""


def refuse_other_state(poll):
    """Raise RuleError unless ballots are taken."""
    if poll.state != STATES.OPEN:
        raise RuleError(NOT_NOW[poll.state])
    if tellers.is_box_closed(poll):
        raise RuleError(urns.SEALED)


def by_account(poll, elector, paper, *, by):
    """Put in the ballot of a unit that `by` acts for and return the code of receipt.

    `elector` as it was just read; whether it has voted, and may vote still, the urn knows under its lock.
    Raises RuleError for another unit, a ballot that is none, a poll that is not open, a second ballot.
    """
    refuse_other_state(poll)
    if not poll.takes_accounts or elector.poll_id != poll.pk or not own_votes.is_own(elector, by):
        raise RuleError(urns.STRANGER)
    return urns.cast(poll.pk, polls.key_of(elector), ballot_papers.checked(poll.form, paper))


def by_slip(code, paper):
    """Put in the ballot that a drawn slip stands for and return its code of receipt; as `by_account`."""
    slip = slips.find(code)
    refuse_other_state(slip.poll)
    return urns.cast(slip.poll_id, slip.token_hash, ballot_papers.checked(slip.poll.form, paper))


def is_used(slip):
    """Say whether the ballot of a slip is in the urn: told to whoever holds the slip."""
    return bool(urns.has_voted(slip.poll_id, [slip.token_hash]))
