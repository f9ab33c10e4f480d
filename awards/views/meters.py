"""The meters of the quotas as a person may see them."""

from dataclasses import replace

from awards import quotas
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
    return [replace(meter, over=[row for row in meter.over if row[0] in names]) for meter in meters]
