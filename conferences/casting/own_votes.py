"""The votes on a roll that an account may cast: those of the units it acts for.

Asked with every step of every phone in a hall, so the question is put into SQL once.
"""

from conferences.models import Elector
from core.prepared import Given, GivenMany, Prepared
from members import acting

OWN = Prepared(lambda: Elector.objects.filter(poll=Given("poll"), unit__in=GivenMany("units")))


def of(poll, user):
    """Return the electors of `poll` for whose units `user` acts today, present or not, in protocol order."""
    return OWN.all(poll=poll.pk, units=acting.agencies_of(user))


def by_account(poll, user):
    """Return those of them that are present and vote with the account, not on paper."""
    return [row for row in of(poll, user) if is_own(row, user)]


def is_own(elector, user):
    """Say whether `user` hands in the ballot of `elector`: it is present, and votes with the account."""
    return elector.present and not elector.gets_paper and elector.unit_id in acting.agencies_of(user)
