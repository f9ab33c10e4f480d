"""Conferences with agenda, delegates, attendance, resolutions; polls, elections, hand-overs; reports."""

from .elections import Election, ElectionLine
from .handovers import Handover
from .meetings import AgendaItem, Attendance, Conference, Delegate, Resolution
from .polls import Elector, Poll, Slip, Urn
from .quotes import ReportQuote
from .reports import Report, ReportSection
from .screens import HallStanding, Screen, Showing

__all__ = [
    "AgendaItem",
    "Attendance",
    "Conference",
    "Delegate",
    "Election",
    "ElectionLine",
    "Elector",
    "HallStanding",
    "Handover",
    "Poll",
    "Report",
    "ReportQuote",
    "ReportSection",
    "Resolution",
    "Screen",
    "Showing",
    "Slip",
    "Urn",
]
