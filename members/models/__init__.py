"""Agencies with their dated names and what became of them, persons, collectives, posts."""

from .agencies import Agency, AgencyName
from .invitations import Invitation, InvitationLetter
from .people import Collective, Person, Post
from .successions import Succession, SuccessionLink

__all__ = [
    "Agency",
    "AgencyName",
    "Collective",
    "Invitation",
    "InvitationLetter",
    "Person",
    "Post",
    "Succession",
    "SuccessionLink",
]
