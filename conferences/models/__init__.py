"""Conferences with agenda, delegates, attendance, resolutions; polls, elections, hand-overs; reports."""

from .elections import Election, ElectionLine
from .handovers import Handover
from .meetings import AgendaItem, Attendance, Conference, Delegate, Resolution
from .polls import Elector, Poll, Slip, Urn
from .quotes import ReportQuote
from .rehearsals import Sample
from .reports import Report, ReportSection

__all__ = [
    "AgendaItem",
    "Attendance",
    "Conference",
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
    "Sample",
    "Slip",
    "Urn",
]
