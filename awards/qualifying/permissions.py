"""Who may do what with rules of eligibility, pauses, figures and councils' votes, one sentence each."""

from awards.permissions import can_propose, can_record, can_see_all
from blocs import leadership
from members import acting


def can_keep_rules(user, rule=None):
    """A council officer keeps the rules; everybody reads them."""
    return acting.is_council_officer(user)


def can_see_holds(user, season):
    """Members see the own pauses; who leads, deputises or manages sees those of all."""
    return can_see_all(user, season) or can_propose(user, season)


def can_keep_holds(user, season):
    """The head's staff and the managing body's officers enter pauses of the members."""
    return can_record(user, season)


def can_lift(user, hold):
    """Whoever enters pauses ends them, but no agency the own one."""
    return not acting.acts_for(user, hold.agency_id)


def can_see_workforce(user, season):
    """As for pauses: the own figures, or those of all."""
    return can_see_holds(user, season)


def can_keep_workforce(user, season):
    """Who may put somebody forward enters the figures: the member's staff, the head's clerk for all."""
    return can_propose(user, season)


def can_record_vote(user, nomination):
    """The head's staff and the managing body's officers copy what a council voted."""
    return can_record(user, nomination.season)


def can_waive(user, nomination):
    """The managing body's officers let pass, and the head's staff, but nobody the own agency."""
    if leadership.manages(user, nomination.season.bloc):
        return True
    own = acting.acts_for(user, nomination.agency_id)
    return leadership.leads(user, nomination.season) and not own
