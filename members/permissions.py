"""Who may do what with agencies and people, one sentence each."""

from members.acting import acts_for, is_council_officer


def can_manage_agencies(user, agency=None):
    """A council officer keeps the directory of agencies."""
    return is_council_officer(user)


def can_correct_name(user, name):
    """A council officer mends a slip in a name."""
    return is_council_officer(user)


def can_see_people(user, agency):
    """The agency's own staff and council officers see who works there."""
    return is_council_officer(user) or acts_for(user, agency.pk)


def can_keep_people(user, agency):
    """The agency's own staff and council officers record its persons and collectives."""
    return is_council_officer(user) or acts_for(user, agency.pk)


def can_keep_person(user, person):
    """A person is kept by the staff of the own agency or by a council officer."""
    return can_keep_people(user, person.agency)


def can_keep_collective(user, collective):
    """A collective is kept by the staff of its agency or by a council officer."""
    return can_keep_people(user, collective.agency)


def can_see_person(user, person):
    """Whoever finds the person may read the page."""
    return True


def can_appoint(user, person):
    """Posts and accounts give rights; only a council officer hands them out."""
    return is_council_officer(user)


def can_transfer(user, person):
    """A council officer moves a record between agencies, which are not one clerk's alone."""
    return is_council_officer(user)


def can_join(user, person):
    """A council officer joins two records of one person, which may be two agencies'."""
    return is_council_officer(user)


def can_end_post(user, post):
    """A council officer ends a post."""
    return is_council_officer(user)


def can_invite(user, invitation):
    """Who may appoint the person may also renew or take back the invitation."""
    return can_appoint(user, invitation.person)


def can_close_account(user, person):
    """A council officer shuts other people's accounts, never the own one."""
    return is_council_officer(user) and person.user_id != user.pk
