"""Who may do what with nominations, decisions, registers and certificates, one sentence of the rules each."""

from awards.models import Decision
from awards.models.printers import PRINTERS
from blocs import leadership, seasons
from members import acting
from members.models import Post

CLERK = (Post.Kind.CLERK,)


def can_see(user, obj):
    """Whoever finds it (visible_to) may read it."""
    return True


def can_keep_catalogue(user):
    """The officers of the bodies that manage blocs keep the catalogue, which all blocs share."""
    return acting.is_council_officer(user)


def can_keep_form(user, form):
    """As for the whole catalogue."""
    return can_keep_catalogue(user)


def can_see_all(user, season):
    """The head, the deputies and the managing body's officers see what every member puts forward."""
    return (
        leadership.leads(user, season)
        or leadership.deputises(user, season)
        or leadership.manages(user, season.bloc)
    )


def can_keep_quotas(user, season):
    """The head's staff and the managing body's officers enter the numbers of the letter."""
    return leadership.leads(user, season) or leadership.manages(user, season.bloc)


def can_keep_quota(user, quota):
    """As for all quotas of its year."""
    return can_keep_quotas(user, quota.season)


def can_keep_member_quota(user, row):
    """As for all quotas of its year."""
    return can_keep_quotas(user, row.quota.season)


def can_propose(user, season):
    """A member's staff put forward the own agency, its collectives and persons; the head's clerk, for all."""
    if can_propose_for_all(user, season):
        return True
    own = acting.agencies_of(user)
    return bool(own) and any(member.agency_id in own for member in seasons.members_of(season))


def can_propose_for_all(user, season):
    """The head's clerk enters what a member sends on paper."""
    head = leadership.head_of(season)
    return head is not None and acting.acts_for(user, head, CLERK)


def can_withdraw(user, nomination):
    """The agency that put it forward takes it back."""
    return acting.acts_for(user, nomination.agency_id)


def can_drop(user, nomination):
    """The head leaves a nomination out of the list."""
    return leadership.leads(user, nomination.season)


def can_let_pass(user, nomination):
    """Only the head of the year lets a nomination pass above its quota."""
    return leadership.leads(user, nomination.season)


def can_propose_again(user, nomination):
    """What the member withdrew it may put forward again; what the head left out, the head takes in again."""
    if nomination.state == nomination.State.WITHDRAWN:
        return can_withdraw(user, nomination)
    return can_drop(user, nomination)


def can_refuse(user, nomination):
    """The head's staff and the managing body's officers record what the authority did not grant."""
    return can_record(user, nomination.season)


def can_decide(user, season):
    """The head's staff draft and issue the head's own decisions."""
    return leadership.leads(user, season)


def can_write_decision(user, decision):
    """An own decision is written by the head's staff; a higher authority's is only recorded.

    One that changes a higher authority's is written by those who record.
    """
    if decision.is_own:
        return can_decide(user, decision.season)
    return decision.amends_id is not None and can_record(user, decision.season)


def can_amend(user, decision):
    """Who decides changes the own decisions by later ones; who records, those of higher authorities."""
    return (can_decide if decision.is_own else can_record)(user, decision.season)


def can_keep_salaries(user):
    """Officers of bodies that manage blocs enter the base salaries of the law."""
    return user.is_authenticated and acting.is_council_officer(user)


def can_keep_salary(user, salary):
    """As for the whole table."""
    return can_keep_salaries(user)


def can_see_book(user, register):
    """Whoever finds the register may take it away as a paper."""
    return True


def can_record(user, season):
    """The head's staff and the managing body's officers record decisions of higher authorities."""
    return leadership.leads(user, season) or leadership.manages(user, season.bloc)


def can_see_register(user, season):
    """The book is read by the head agency's people and by who deputises or manages."""
    head = leadership.head_of(season)
    return can_see_all(user, season) or (
        head is not None and acting.acts_for(user, head, tuple(Post.Kind.values))
    )


def can_keep_register(user, season):
    """The head's staff open the own agency's book."""
    return leadership.leads(user, season)


def can_conclude(user, season):
    """The head closes the year."""
    return leadership.leads(user, season)


def can_print(user, decision):
    """The certificate officers and clerks of the agency that issued the decision print what it awards.

    When another agency heads the year by now, they do so until the year is closed.
    """
    if not (decision.is_own and acting.acts_for(user, decision.issuing_agency_id, PRINTERS)):
        return False
    season = decision.season
    return not season.is_closed or decision.issuing_agency_id == leadership.head_of(season)


def can_see_all_certificates(user, season):
    """The staff of the head and the deputies, certificate officers too, and the managing body's officers."""
    held = acting.agencies_of(user, Post.Kind.values)
    lead = {leadership.head_of(season), *(term.agency_id for term in season.terms.all())}
    return bool(held & lead) or leadership.manages(user, season.bloc)


def can_see_certificates(user, season):
    """Whoever sees all, and the staff of an agency that issued a decision while it headed the year."""
    held = acting.agencies_of(user, Post.Kind.values)
    return can_see_all_certificates(user, season) or Decision.objects.issued_by(held, season).exists()


def can_see_certificates_of(user, decision):
    """Of an own decision: whoever sees all of its year, and the staff of the agency that issued it."""
    issuer = decision.issuing_agency_id
    return decision.is_own and (
        acting.acts_for(user, issuer, tuple(Post.Kind.values))
        or can_see_all_certificates(user, decision.season)
    )


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


def can_keep_printers(user):
    """Whoever prints for an agency measures its printers."""
    return bool(acting.agencies_of(user, PRINTERS))


def can_keep_printer(user, profile):
    """The certificate officers and clerks of the agency whose printer it is."""
    return acting.acts_for(user, profile.agency_id, PRINTERS)


def can_import_past(user, obj=None):
    """A council officer brings in the awards of the time before, which are of all agencies."""
    return acting.is_council_officer(user)


def can_keep_past(user, award):
    """As for imports: whose an old award is, an officer says."""
    return can_import_past(user)
