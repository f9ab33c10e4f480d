"""Conferences with agenda, delegates, attendance, resolutions; polls, elections, hand-overs; reports."""

from .conferrals import Conferral
from .elections import Election, ElectionLine
from .handovers import Handover
from .meetings import AgendaItem, Attendance, Conference, Delegate, Resolution
from .polls import Elector, Poll, Slip, Urn
from .quotes import ReportQuote
from .reports import Report, ReportSection
from .rulings import TieRuling

__all__ = [
    "AgendaItem",
    "Attendance",
    "Conference",
    "Conferral",
    "Delegate",
    "Election",
    "ElectionLine",
    "Elector",
    "Handover",
    "Poll",
    "Report",
    "ReportQuote",
    "ReportSection",
    "Resolution",
    "Slip",
    "TieRuling",
    "Urn",
]
