"""Conferences: agenda, delegates, attendance, resolutions, course; polls, elections, hand-overs; reports."""

from .course import AgendaPaper, ClosingPaper, FollowUp, Picture, Speech
from .elections import Election, ElectionLine
from .handovers import Handover
from .meetings import AgendaItem, Attendance, Conference, Delegate, Resolution
from .polls import Elector, Poll, Slip, Urn
from .quotes import ReportQuote
from .reports import Report, ReportSection

__all__ = [
    "AgendaItem",
    "AgendaPaper",
    "Attendance",
    "ClosingPaper",
    "Conference",
    "Delegate",
    "Election",
    "ElectionLine",
    "Elector",
    "FollowUp",
    "Handover",
    "Picture",
    "Poll",
    "Report",
    "ReportQuote",
    "ReportSection",
    "Resolution",
    "Slip",
    "Speech",
    "Urn",
]
