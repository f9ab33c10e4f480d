"""Whose honours one may see, in one place for every queryset of this room."""

from django.db.models import Q

from blocs.models import Bloc, Membership, Season, Term
from members import acting
from members.models import Post


def own_or_led(rows, user):
    """Narrow `rows` (with `season` and `agency`) to the own agency's, and all for who leads or manages.

    The staff of an agency see what it proposes; the staff of the year's head and deputies and the officers of
    the managing body see the whole bloc's.
    """
    own = acting.agencies_of(user)
    lead = led(user, acting.STAFF)  # what is only put forward is no business of the printing
    return rows.filter(Q(agency__in=own) | Q(season__in=lead) | Q(season__bloc__in=managed(user)))


def printed(user, path=""):
    """Return the condition that the decision at `path` awards certificates one may read.

    Those of the years one leads or manages, and what the own agency issued, whoever heads the year by now.
    """
    issued = Q(**{f"{path}issuing_agency__in": acting.agencies_of(user, Post.Kind.values)})
    years = Q(**{f"{path}season__in": led(user)}) | Q(**{f"{path}season__bloc__in": managed(user)})
    return issued | years


def led(user, kinds=tuple(Post.Kind.values)):
    """Return the seasons whose head or deputy `user` acts for, as a query; a certificate officer counts."""
    own = acting.agencies_of(user, kinds)
    return Season.objects.filter(pk__in=Term.objects.filter(agency__in=own).values("season"))


def managed(user):
    """Return the blocs whose managing body `user` is an officer of, as a query."""
    bodies = acting.agencies_of(user, (Post.Kind.COUNCIL_OFFICER,))
    return Bloc.objects.filter(managing_body__in=bodies)


def of_own_blocs(user):
    """Return the agencies of the blocs that `user` manages or, in an open year, leads; a query of ids."""
    years = led(user, acting.STAFF).exclude(phase=Season.Phase.CLOSED)
    blocs = Q(bloc__in=managed(user)) | Q(bloc__in=years.values("bloc"))
    return Membership.objects.filter(blocs).values("agency")
