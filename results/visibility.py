"""Whose sheets one may see, in one place for every queryset of this room."""

from django.db.models import Q

from blocs.models import Bloc, Season, Term
from members import acting
from members.models import Post


def sheets(rows, user):
    """Narrow `rows` (with `season` and `agency`) to what `user` may see.

    The staff of an agency see its own sheet; the staff of the year's head and deputies and the officers
    of the managing body see the whole bloc's.
    """
    own = acting.agencies_of(user)
    managed = acting.agencies_of(user, (Post.Kind.COUNCIL_OFFICER,))
    led = Season.objects.filter(pk__in=Term.objects.filter(agency__in=own).values("season"))
    blocs = Bloc.objects.filter(managing_body__in=managed)
    return rows.filter(Q(agency__in=own) | Q(season__in=led) | Q(season__bloc__in=blocs))
