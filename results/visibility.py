"""Whose sheets one may see, in one place for every queryset of this room."""

from django.db.models import F, Q

from blocs.models import Bloc, Season, Term
from members import acting
from members.models import Post

READABLE = ("submitted", "appraised")  # states of a sheet
FROM_APPRAISAL = ("appraisal", "conference", "awarding", "closed")  # phases


def sheets(rows, user):
    """Narrow `rows` (with `season` and `agency`) to what `user` may see."""
    return rows.filter(within(*reach(user)))


def reach(user):
    """Return the ids of the agencies for which `user` is staff, and of those for which it manages blocs."""
    return acting.agencies_of(user), acting.agencies_of(user, (Post.Kind.COUNCIL_OFFICER,))


def within(own, managed):
    """The sheets within a `reach`, as a condition.

    The staff of an agency see its own sheet; the staff of the year's head and deputies and the officers
    of the managing body see the whole bloc's.
    """
    return Q(agency__in=own) | led(own, managed)


def reminders(rows, user):
    """Narrow `rows` (reminders of a season) to what `user` may see, as `sheets` does for those reminded."""
    own = Q(reminded__agency__in=acting.agencies_of(user))
    return rows.filter(own | followed(user)).distinct()


def crossed(user):
    """The evidence `user` reads beside a sheet that the own agency scores across (a condition on lines).

    Of a sheet that has been handed in, from the appraisal on: nobody scores a draft.
    """
    own = acting.agencies_of(user)
    return Q(
        sheet__state__in=READABLE,
        sheet__season__phase__in=FROM_APPRAISAL,
        sheet__agency__cross_received__scorer__in=own,
        sheet__agency__cross_received__round__season=F("sheet__season"),
        sheet__agency__cross_received__state__in=("draft", "handed_in"),
    )


def followed(user, season="season"):
    """The seasons whose sheets `user` follows all of; `season` is the way to them."""
    return led(*reach(user), season)


def led(own, managed, season="season"):
    """The seasons that somebody with this `reach` follows."""
    heads = Season.objects.filter(pk__in=Term.objects.filter(agency__in=own).values("season"))
    blocs = Bloc.objects.filter(managing_body__in=managed)
    return Q(**{f"{season}__in": heads}) | Q(**{f"{season}__bloc__in": blocs})
