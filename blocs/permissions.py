"""Who may do what with a bloc and its year, one sentence of the regulation each."""

from blocs import leadership
from members.acting import is_council_officer


def can_see(user, obj):
    """Whoever finds it (visible_to) may read it."""
    return True


def can_found_bloc(user):
    """A council officer founds blocs."""
    return is_council_officer(user)


def can_manage_bloc(user, bloc):
    """The managing body keeps the bloc and its members."""
    return leadership.manages(user, bloc)


def can_keep_membership(user, membership):
    """The managing body keeps the members."""
    return leadership.manages(user, membership.bloc)


def can_open_season(user, bloc):
    """The managing body opens a year, or the lead of the latest one."""
    latest = next(iter(bloc.seasons.all()), None)  # the latest comes first
    return leadership.manages(user, bloc) or (latest is not None and leadership.leads(user, latest))


def can_appoint_lead(user, season):
    """The managing body records who leads; later the conference's election does."""
    return leadership.manages(user, season.bloc) and not season.is_closed


def can_direct_season(user, season):
    """The head directs the year until it is closed."""
    return leadership.leads(user, season) and not season.is_closed


def can_edit_criteria(user, table):
    """The head writes the criteria; that only a draft can be written is told by the rule, in words."""
    return leadership.leads(user, table.season)


def can_edit_group(user, group):
    """As for the table."""
    return can_edit_criteria(user, group.table)


def can_edit_criterion(user, criterion):
    """As for the table."""
    return can_edit_criteria(user, criterion.group.table)


def can_edit_exemption(user, exemption):
    """As for the table."""
    return can_edit_criterion(user, exemption.criterion)


def can_direct_activity(user, activity):
    """The head directs what the bloc does together, until the year is closed."""
    return can_direct_season(user, activity.season)


def can_direct_gift(user, gift):
    """As for the activity."""
    return can_direct_activity(user, gift.activity)


def can_direct_movement(user, movement):
    """As for the activities."""
    return can_direct_season(user, movement.season)


def can_direct_photo(user, photo):
    """As for the activity."""
    return can_direct_activity(user, photo.activity)


def can_keep_fund(user, season):
    """The head's staff keep the book of the fund until the year is closed."""
    return can_direct_season(user, season)


def can_take_back_entry(user, entry):
    """As for the book."""
    return can_keep_fund(user, entry.season)


def can_keep_flags(user, bloc):
    """The managing body keeps the bloc's flag, and the lead of its latest year hands it over."""
    return can_open_season(user, bloc)


def can_hand_over_flag(user, flag):
    """As for the bloc's flags."""
    return can_keep_flags(user, flag.bloc)


def can_undo_holding(user, holding):
    """As for the flag."""
    return can_keep_flags(user, holding.flag.bloc)


def can_direct_title(user, title):
    """As for the rules of the year."""
    return can_direct_season(user, title.season)
