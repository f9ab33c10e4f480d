"""Conferences: agenda, people, course, screen; polls, elections, rulings, honours called; papers, reports."""

from .conferrals import Conferral
from .course import AgendaPaper, ClosingPaper, FollowUp, Picture, Speech
from .elections import Election, ElectionLine
from .handovers import Handover
from .hands import ShowOfHands
from .invitations import ConferenceInvitation, ConferenceLetter, InvitationRound
from .meetings import AgendaItem, Attendance, Conference, Delegate, Resolution
from .people import Badge, BadgeSheet, DayPresence, Quorum, Substitution
from .polls import Elector, Poll, Slip, Urn
from .quotes import ReportQuote
from .rehearsals import Sample
from .reports import Report, ReportSection
from .rulings import TieRuling
from .screens import HallStanding, Screen, Showing
from .tellers import BallotPrint, Box, PaperChoice, TellerCount

__all__ = [
    "AgendaItem",
    "AgendaPaper",
    "Attendance",
    "Badge",
    "BadgeSheet",
    "BallotPrint",
    "Box",
    "ClosingPaper",
    "Conference",
    "ConferenceInvitation",
    "ConferenceLetter",
    "Conferral",
    "DayPresence",
    "Delegate",
    "Election",
    "ElectionLine",
    "Elector",
    "FollowUp",
    "HallStanding",
    "Handover",
    "InvitationRound",
    "PaperChoice",
    "Picture",
    "Poll",
    "Quorum",
    "Report",
    "ReportQuote",
    "ReportSection",
    "Resolution",
    "Sample",
    "Screen",
    "ShowOfHands",
    "Showing",
    "Slip",
    "Speech",
    "Substitution",
    "TellerCount",
    "TieRuling",
    "Urn",
]
