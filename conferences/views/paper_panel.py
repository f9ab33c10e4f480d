"""What the page of a poll shows of its paper ballots, to whom; no figure before it is closed."""

from conferences.casting import ballot_prints, channels, tellers
from conferences.models import Poll
from conferences.permissions import can_choose_channel, can_close_poll, can_run_poll
from conferences.polling import paper_record
from conferences.reckoning import few, tallies

STATES = Poll.State


def context(user, poll):
    """Return the context of the panel of a poll with paper, whatever its state."""
    runs = can_run_poll(user, poll) and not poll.conference.is_over
    about = {"paper": True, "ready": True}
    if poll.state in (STATES.DRAFT, STATES.OPEN):
        about |= {"print": ballot_prints.latest(poll) if runs else None, "by_channel": channels.present(poll)}
        about["is_stale"] = about["print"] and not ballot_prints.is_current(about["print"], poll)
    if poll.state == STATES.DRAFT:
        return about | {"chooses": poll.is_mixed and can_choose_channel(user, poll)}
    if poll.state == STATES.OPEN:
        return about | _counting(user, poll, runs)
    if poll.state == STATES.CLOSED:
        about |= {"paper_figures": paper_record.figures(poll), "no_recount": paper_record.no_recount(poll)}
        about["count"] = tellers.progress(poll)
    return about


def warnings(poll):
    """Return in sentences what few ballots of one channel give away; of a poll that is not mixed nothing."""
    if not poll.is_mixed or poll.state == STATES.VOID:
        return []
    told = poll.tally
    by_channel = (tallies.electronic(told), told["paper"]["returned"]) if told else channels.present(poll)
    sentence = few.of_channels(*by_channel)
    return [sentence] if sentence else []


def _counting(user, poll, runs):
    told, may = tellers.progress(poll), can_close_poll(user, poll)
    own = told.own(user)
    return {
        "count": told,
        "own": own,
        "ready": told.is_agreed,
        "shuts": runs and told.box is None,
        "counts": may and told.box is not None and not told.is_agreed,
        "recounts": may and told.is_agreed,
        "moves": poll.is_mixed and told.box is None,
    }
