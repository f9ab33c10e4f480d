"""Agencies with their dated names and what became of them, persons, collectives, posts."""

from .agencies import Agency, AgencyName
from .invitations import Invitation
from .people import Collective, Person, Post
from .successions import Succession, SuccessionLink

__all__ = [
    "Agency",
    "AgencyName",
    "Collective",
    "Invitation",
    "Person",
    "Post",
    "Succession",
    "SuccessionLink",
]
