"""The meters of the quotas as a person may see them."""

from dataclasses import replace

from awards.limiting import quotas
from awards.permissions import can_see_all
from blocs import seasons
from members import acting


def for_user(user, season):
    """Return the year's meters; which member is above its number is told to that member and to the lead."""
    meters = quotas.meters(season)
    if can_see_all(user, season):
        return meters
    own = acting.agencies_of(user)
    names = {member.name for member in seasons.members_of(season) if member.agency_id in own}
    return [replace(meter, over=_of(names, meter.over), own=_of(names, meter.own)) for meter in meters]


def standing_above(user, season, meters):
    """Return the Excess of the year that `user` may read of: all for the lead, else the own agency's."""
    found = quotas.open_excess(season, meters)
    if can_see_all(user, season):
        return found
    own = acting.agencies_of(user)
    return [excess for excess in found if excess.nomination.agency_id in own]


def of_draft(user, decision):
    """Return what the page of a draft shows: the meters of its form, and who in it stands above one."""
    season = decision.season
    meters = [meter for meter in for_user(user, season) if meter.form.code == decision.form.code]
    inside = {line.nomination_id for line in decision.lines.all()}
    found = [row for row in quotas.open_excess(season, meters) if row.nomination.pk in inside]
    return {"meters": meters, "excess": found}


def _of(names, rows):
    return [row for row in rows if row[0] in names]
