"""Conferences with agenda, delegates, invitations, attendance, resolutions; polls, elections; reports."""

from .elections import Election, ElectionLine
from .handovers import Handover
from .invitations import ConferenceInvitation, ConferenceLetter, InvitationRound
from .meetings import AgendaItem, Attendance, Conference, Delegate, Resolution
from .people import Badge, BadgeSheet, Quorum, Substitution
from .polls import Elector, Poll, Slip, Urn
from .quotes import ReportQuote
from .reports import Report, ReportSection

__all__ = [
    "AgendaItem",
    "Attendance",
    "Badge",
    "BadgeSheet",
    "Conference",
    "ConferenceInvitation",
    "ConferenceLetter",
    "Delegate",
    "Election",
    "ElectionLine",
    "Elector",
    "Handover",
    "InvitationRound",
    "Poll",
    "Quorum",
    "Report",
    "ReportQuote",
    "ReportSection",
    "Resolution",
    "Slip",
    "Substitution",
    "Urn",
]
