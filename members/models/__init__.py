"""Agencies with their dated names, persons, collectives, posts."""

from .agencies import Agency, AgencyName
from .people import Collective, Person, Post

__all__ = ["Agency", "AgencyName", "Collective", "Person", "Post"]
