"""Conferences with agenda, delegates, attendance and resolutions; elections; reports with their sections."""

from .elections import Election, ElectionLine
from .meetings import AgendaItem, Attendance, Conference, Delegate, Resolution
from .reports import Report, ReportSection

__all__ = [
    "AgendaItem",
    "Attendance",
    "Conference",
    "Delegate",
    "Election",
    "ElectionLine",
    "Report",
    "ReportSection",
    "Resolution",
]
