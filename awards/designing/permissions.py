"""Who may do what with the designs and faces of an agency, one sentence of the rules each."""

from awards.models.printers import PRINTERS
from members import acting


def can_keep_designs(user):
    """Whoever prints for an agency designs its certificates."""
    return bool(acting.agencies_of(user, PRINTERS))


def can_keep_design(user, row):
    """The certificate officers and clerks of the agency whose design, face or use it is."""
    return acting.acts_for(user, row.agency_id, PRINTERS)
