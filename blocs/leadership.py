"""Who leads a season: the agencies that hold its terms, and through them their staff of the day."""

from django.db import transaction

from blocs.models import Membership, Season, Term
from core import records
from core.rules import RuleError
from members import acting, lifetimes
from members.models import SuccessionLink
from members.models.successions import heir, taken_over

PLACES = Term.Place


def head_of(season):
    """Return the id of the agency that heads the season, or None.

    A season that has no terms yet is acted for by the head of the year before.
    """
    return _holder(season) or _holder(_previous(season))


def own_of_head(season):
    """Return the ids of the head agency and of all whose work its staff do by now: nobody judges the own.

    One query, and none again for the same object: so nobody can change what all read.
    """
    if not hasattr(season, "_own_of_head"):
        head, takers = head_of(season), SuccessionLink.objects.takers()
        season._own_of_head = frozenset(taken_over({head, heir(head, takers)}, takers) - {None})
    return season._own_of_head


def own_of_deputies(season):
    """Return the ids of the deputy agencies and of all whose work their staff do by now. One query."""
    takers = SuccessionLink.objects.takers()
    deputies = {term.agency_id for term in season.terms.all() if term.post != PLACES.HEAD}
    return frozenset(taken_over(deputies | {heir(each, takers) for each in deputies}, takers) - {None})


def leads(user, season):
    """Say whether `user` is staff of the season's head agency today."""
    head = head_of(season)
    return head is not None and acting.acts_for(user, head)


def deputises(user, season):
    """Say whether `user` is staff of a deputy agency of the season today."""
    places = (PLACES.STANDING_DEPUTY, PLACES.DEPUTY)
    own = acting.agencies_of(user)
    return any(term.agency_id in own and term.post in places for term in season.terms.all())


def manages(user, bloc):
    """Say whether `user` is an officer of the body that manages the bloc."""
    return acting.acts_for(user, bloc.managing_body_id, (acting.Post.Kind.COUNCIL_OFFICER,))


def appoint(season, *, head, standing_deputy=None, deputies=(), by):
    """Write the season's terms anew: head, standing deputy, deputies in order (agencies).

    Raises RuleError when one of them is not a member of the bloc or would hold two places.
    """
    chosen = [(head, PLACES.HEAD)]
    chosen += [(standing_deputy, PLACES.STANDING_DEPUTY)] if standing_deputy else []
    chosen += [(agency, PLACES.DEPUTY) for agency in deputies]
    with transaction.atomic():
        season = Season.objects.select_for_update().select_related("bloc").get(pk=season.pk)
        _refuse_strangers(season, [agency for agency, _ in chosen])
        for term in season.terms.all():
            records.drop(term, by=by, act="term.end")
        for rank, (agency, post) in enumerate(chosen, 1):
            term = Term(season=season, agency=agency, post=post, rank=rank)
            records.keep(term, by=by, act="term.begin")
    return season


def _refuse_strangers(season, agencies):
    if len({agency.pk for agency in agencies}) < len(agencies):
        raise RuleError(
            f"Một đơn vị chỉ giữ một vị trí lãnh đạo {season.bloc.word} trong năm. "
            "Hãy chọn các đơn vị khác nhau."
        )
    members = set(
        Membership.objects.filter(bloc=season.bloc).on(season.standing_on).values_list("agency", flat=True)
    )
    for agency in agencies:
        if not lifetimes.taken_over_by(agency) & members:
            raise RuleError(f"{agency} không phải thành viên của {season.bloc.word} trong {season.named}.")


def _holder(season):
    if season is None:
        return None
    return next((term.agency_id for term in season.terms.all() if term.post == PLACES.HEAD), None)


def _previous(season):
    return Season.objects.filter(bloc=season.bloc_id, year__lt=season.year).order_by("-year").first()
