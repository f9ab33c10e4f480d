"""Opening the first year of a bloc in one act: the year, its dates, its lead. Later ones copy the last."""

from django.db import transaction

from blocs import leadership, members_import, schedule, seasons
from blocs.models import Term
from core import clock


def open_first(bloc, *, year, theme="", planned=True, by, **lead):
    """Open the bloc's first year and return it: with the proposed dates if `planned`, with its lead if told.

    Of the dates only those still ahead are kept: nobody has confirmed one that has passed, so nothing is late
    by it; the year's plan asks for it. `lead` is what `leadership.appoint` takes: head, standing_deputy,
    deputies. Raises RuleError as `seasons.open_season` and `leadership.appoint` do; then nothing is written.
    """
    with transaction.atomic():
        season = seasons.open_season(bloc, year=year, theme=theme, by=by)
        if planned:
            seasons.plan(season, by=by, **schedule.ahead(schedule.proposed(season.span, year), clock.today()))
        if lead.get("head"):
            leadership.appoint(season, **lead, by=by)
    return season


def lead_told(bloc):
    """Return the lead of the year as the members' file told it, as a form begins with it; empty if not."""
    told = members_import.lead_of(bloc)
    one = {place: ids[0] for place, ids in told.items() if place != Term.Place.DEPUTY}
    return one | ({"deputies": told[Term.Place.DEPUTY]} if Term.Place.DEPUTY in told else {})
