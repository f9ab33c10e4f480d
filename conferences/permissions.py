"""Who may do what with conferences, elections and reports, one sentence of the regulation each."""

from blocs import leadership
from blocs.permissions import can_direct_season
from conferences.attending import registration
from conferences.casting import channels, own_votes
from conferences.closing import follow_ups
from conferences.closing.handovers import takes_over
from conferences.models import Poll
from members import acting
from results.permissions import can_see_standing


def can_see(user, obj):
    """Whoever finds it (visible_to) may read it."""
    return True


# conferences


def can_keep(user, season):
    """The head plans and runs the conferences of the year, until it is closed."""
    return leadership.leads(user, season) and not season.is_closed


def can_run(user, conference):
    """A conference is kept and run by the head; that a closed one is only read is told by the rule."""
    return leadership.leads(user, conference.season)


def can_run_item(user, item):
    """What hangs on a conference (agenda, delegates, resolutions) is kept by whoever runs it."""
    return can_run(user, item.conference)


def can_see_hall_standing(user, conference):
    """What is frozen for the hall is seen beforehand by those who freeze and confirm it."""
    return can_run(user, conference) or leadership.deputises(user, conference.season)


def can_confirm_standing(user, conference):
    """A second person confirms it, of the head agency or of a deputy's; that it is another, the rule says."""
    return can_see_hall_standing(user, conference)


def can_run_paper(user, paper):
    """A paper of the agenda is put there and taken away by whoever runs the conference."""
    return can_run(user, paper.item.conference)


def can_plan_task(user, task):
    """A task goes into the plan of the year that takes it, by whoever directs that year."""
    return can_direct_season(user, follow_ups.year_of(task))


# the hand-over


def can_hand_over(user, season):
    """The head of the year draws up the record of its hand-over, until the year is closed."""
    return leadership.leads(user, season) and not season.is_closed


def can_see_handover(user, season):
    """The hand-over concerns the old head, the new one and the managing body."""
    return leadership.leads(user, season) or leadership.manages(user, season.bloc) or takes_over(user, season)


def can_see_handover_paper(user, handover):
    """As the hand-over itself; both parties keep their right to the paper."""
    return can_see_handover(user, handover.season) or acting.acts_for(user, handover.taker_id)


# ranking and reports


def can_see_ranking(user, season):
    """The ranking and its board are seen by whoever sees the standing of the whole bloc."""
    return can_see_standing(user, season)


def can_try(user, season):
    """Who runs the conferences of a year may try out what changes its places; nothing of it is kept."""
    return leadership.leads(user, season)


def can_start_report(user, season):
    """The head writes the bloc's reports, until the year is closed."""
    return leadership.leads(user, season) and not season.is_closed


def can_write_report(user, report):
    """A report is written and issued by whoever may begin it."""
    return can_start_report(user, report.season)


# polls


def can_run_poll(user, poll):
    """A poll is prepared, opened, declared void and recorded by whoever runs its conference."""
    return can_run(user, poll.conference)


def can_close_poll(user, poll):
    """A second person closes it, of the head agency or of a deputy's."""
    season = poll.conference.season
    return leadership.leads(user, season) or leadership.deputises(user, season)


def can_choose_channel(user, poll):
    """Whoever runs a poll says which votes are cast on paper; a unit says so of its own."""
    return can_run_poll(user, poll) or bool(channels.of_user(poll, user))


def can_change_slips(user, poll):
    """Slips are printed by whoever runs the poll; while ballots are taken, by those who may close it.

    That it is not the one who opened it, is told by the rule.
    """
    is_open = poll.state == Poll.State.OPEN
    return can_close_poll(user, poll) if is_open else can_run_poll(user, poll)


def can_vote(user, poll):
    """Whoever acts for a unit on the roll votes for it; who that is, the roll says."""
    return bool(own_votes.of(poll, user))


# the people of a conference


def can_receive(user, conference):
    """Delegates are received and checked in by whoever runs the conference."""
    return can_run(user, conference)


def can_receive_delegate(user, delegate):
    """As the conference somebody comes to."""
    return can_receive(user, delegate.conference)


def can_register(user, conference):
    """A member registers its own people, the head anybody; until when, the rule says."""
    return can_run(user, conference) or registration.own_of(conference, acting.agencies_of(user)).exists()


def can_keep_delegate(user, delegate):
    """The head keeps everybody on the list, a member the delegates it sends."""
    if can_run(user, delegate.conference):
        return True
    its_own = acting.acts_for(user, delegate.agency_id) and delegate.agency_id is not None
    return its_own and registration.may_be_corrected_by_its_own(delegate)


def can_see_invitation(user, invitation):
    """The paper of an invitation is read by whoever runs the conference and by the member it invites."""
    if can_run(user, invitation.round.conference):
        return True
    return invitation.agency_id is not None and acting.acts_for(user, invitation.agency_id)
