"""For whom a person may put somebody forward, and what the form begins with."""

from awards.permissions import can_propose_for_all
from blocs import seasons
from members import acting
from members.models import Agency


def agencies_for(user, season):
    """Return the member agencies, the own one first: all for the head's clerk, else only the own one."""
    own = acting.agencies_of(user)
    members = sorted(
        (member.agency_id for member in seasons.members_of(season)), key=lambda agency: agency not in own
    )
    if not can_propose_for_all(user, season):
        members = [pk for pk in members if pk in own]
    found = Agency.objects.named(season.standing_on).in_bulk(members)
    return [found[pk] for pk in members]


def first_values(season, query):
    """Return what most nominations say: the whole year. A link may name the form, for the agency itself."""
    found = {"achieved_from": season.first_day, "achieved_to": season.last_day}
    if (form := query.get("form", "")).isdecimal():
        found |= {"form": form, "subject": "agency"}
    return found
