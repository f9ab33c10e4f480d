"""Conferences with agenda, delegates, attendance, resolutions; elections, hand-overs; reports."""

from .elections import Election, ElectionLine
from .handovers import Handover
from .meetings import AgendaItem, Attendance, Conference, Delegate, Resolution
from .quotes import ReportQuote
from .reports import Report, ReportSection

__all__ = [
    "AgendaItem",
    "Attendance",
    "Conference",
    "Delegate",
    "Election",
    "ElectionLine",
    "Handover",
    "Report",
    "ReportQuote",
    "ReportSection",
    "Resolution",
]
