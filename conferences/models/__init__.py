"""Conferences with agenda, delegates, attendance, resolutions; polls, elections, hand-overs; reports."""

from .elections import Election, ElectionLine
from .handovers import Handover
from .meetings import AgendaItem, Attendance, Conference, Delegate, Resolution
from .polls import Elector, Poll, Slip, Urn
from .quotes import ReportQuote
from .reports import Report, ReportSection
from .screens import HallStanding, Screen, Showing
from .tellers import BallotPrint, Box, PaperChoice, TellerCount

__all__ = [
    "AgendaItem",
    "Attendance",
    "BallotPrint",
    "Box",
    "Conference",
    "Delegate",
    "Election",
    "ElectionLine",
    "Elector",
    "HallStanding",
    "Handover",
    "PaperChoice",
    "Poll",
    "Report",
    "ReportQuote",
    "ReportSection",
    "Resolution",
    "Screen",
    "Showing",
    "Slip",
    "TellerCount",
    "Urn",
]
