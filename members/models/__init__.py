"""Agencies with their dated names, persons, collectives, posts."""

from .agencies import Agency, AgencyName
from .invitations import Invitation
from .people import Collective, Person, Post

__all__ = ["Agency", "AgencyName", "Collective", "Invitation", "Person", "Post"]
