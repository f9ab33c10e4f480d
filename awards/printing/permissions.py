"""Who may do what with the print ledger, copies and the stock of phôi, one sentence of the rules each."""

from awards.models import Decision
from awards.permissions import PRINTERS, can_keep_certificate, can_print
from blocs import leadership
from members import acting
from members.models import Post


def can_hand_over(user, decision):
    """Who prints the certificates hands them over."""
    return can_print(user, decision)


def can_issue_copy(user, certificate):
    """Copies are printed by who prints the certificates."""
    return can_keep_certificate(user, certificate)


def can_fetch_copy(user, copy):
    """As for its certificate."""
    return can_issue_copy(user, copy.certificate)


def can_see_stocks(user, season):
    """The staff of the year's head, and of an agency that issued a decision of it, see their own stock."""
    held = acting.agencies_of(user, Post.Kind.values)
    return leadership.head_of(season) in held or Decision.objects.issued_by(held, season).exists()


def can_open_stock(user, season):
    """The certificate officers and clerks of the head take phôi into the head's stock."""
    return acting.acts_for(user, leadership.head_of(season), PRINTERS)


def can_see_stock(user, stock):
    """Whoever finds the book of a kind may read it."""
    return True


def can_keep_stock(user, stock):
    """The certificate officers and clerks of the agency keep its book, whoever heads a year."""
    return acting.acts_for(user, stock.agency_id, PRINTERS)


def can_reverse_entry(user, entry):
    """As for the book."""
    return can_keep_stock(user, entry.stock)
