"""Who checks, completes, sends up and keeps the rules on dossiers, one sentence of the rules each."""

from awards.permissions import can_keep_quotas, can_propose_for_all, can_record, can_see_all, can_withdraw
from members import acting


def can_check(user, nomination):
    """Head, deputies and managing body check; what concerns oneself is refused with its reason."""
    return can_see_all(user, nomination.season)


def can_send_back(user, nomination):
    """The head's staff and the managing body's officers return what has to be completed."""
    return can_record(user, nomination.season)


def can_complete(user, nomination):
    """The agency that put it forward completes it; the head's clerk enters what comes on paper."""
    return can_withdraw(user, nomination) or can_propose_for_all(user, nomination.season)


def can_file(user, nomination):
    """Who completes it, and who puts the dossier together."""
    return can_complete(user, nomination) or can_record(user, nomination.season)


def can_remove_file(user, file):
    """As for its nomination."""
    return can_file(user, file.nomination)


def can_ask(user, nomination):
    """The head's staff and the managing body's officers ask other bodies."""
    return can_record(user, nomination.season)


def can_note_answer(user, opinion):
    """As for asking."""
    return can_ask(user, opinion.nomination)


def can_begin_dossier(user, season):
    """The head's staff and the managing body's officers put dossiers together."""
    return can_record(user, season)


def can_keep_dossier(user, dossier):
    """As for beginning one."""
    return can_begin_dossier(user, dossier.season)


def can_keep_in_dossier(user, row):
    """As for the dossier it is in."""
    return can_keep_dossier(user, row.dossier)


def can_keep_deadlines(user, season):
    """Who enters the quotas of a letter enters its days."""
    return can_keep_quotas(user, season)


def can_keep_deadline(user, row):
    """As for all days of its year."""
    return can_keep_deadlines(user, row.season)


def can_keep_rules(user, row=None):
    """The officers of a managing body keep what the law says of dossiers, for all blocs."""
    return acting.is_council_officer(user)
