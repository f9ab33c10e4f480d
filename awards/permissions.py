"""Who may do what in this room, one sentence of the regulation each."""

from blocs import leadership
from members import acting
from members.models import Post

PRINTERS = (Post.Kind.CERTIFICATE_OFFICER, Post.Kind.CLERK)


def can_print(user, decision):
    """The certificate officers and clerks of the agency that issued the decision print what it awards."""
    return decision.is_own and acting.acts_for(user, decision.issuing_agency_id, PRINTERS)


def can_see_certificates(user, season):
    """The staff of the head and the deputies, certificate officers too, and the managing body's officers."""
    held = acting.agencies_of(user, Post.Kind.values)
    lead = {leadership.head_of(season), *(term.agency_id for term in season.terms.all())}
    return bool(held & lead) or leadership.manages(user, season.bloc)


def can_see_certificates_of(user, decision):
    """Of an issued decision of our own: whoever may see those of its year."""
    return decision.is_own and can_see_certificates(user, decision.season)


def can_see_paper(user, obj):
    """Whoever finds a certificate, a batch or a sheet (visible_to) may read it."""
    return True


def can_keep_certificate(user, certificate):
    """Corrected, revoked and looked at before printing by those who print."""
    return can_print(user, certificate.line.decision)


def can_keep_batch(user, batch):
    """As for its decision."""
    return can_print(user, batch.decision)


def can_reprint(user, sheet):
    """As for its batch."""
    return can_keep_batch(user, sheet.batch)


def can_fetch_reprint(user, reprint):
    """As for its sheet."""
    return can_reprint(user, reprint.sheet)
