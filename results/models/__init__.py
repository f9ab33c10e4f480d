"""Pledges with their targets, half-year reports, score sheets with lines and evidence, standings."""

from .amendments import Amendment
from .assignments import Assignment
from .cross import CrossAssignment, CrossMark, CrossRound
from .extensions import Extension
from .midyear import MidyearLine, MidyearReport, MidyearText
from .pledges import Countersignature, Pledge, PledgeSigning, Target, TitleRegistration
from .reasons import ReasonTemplate
from .reminders import Reminded, Reminder
from .replies import Reply, ReplyLine
from .sheets import Evidence, ScoreLine, ScoreSheet, lines_whole
from .standings import Standing, StandingSeal, TieVote

__all__ = [
    "Amendment",
    "Assignment",
    "Countersignature",
    "CrossAssignment",
    "CrossMark",
    "CrossRound",
    "Evidence",
    "Extension",
    "MidyearLine",
    "MidyearReport",
    "MidyearText",
    "Pledge",
    "PledgeSigning",
    "ReasonTemplate",
    "Reminded",
    "Reminder",
    "Reply",
    "ReplyLine",
    "ScoreLine",
    "ScoreSheet",
    "Standing",
    "StandingSeal",
    "Target",
    "TieVote",
    "TitleRegistration",
    "lines_whole",
]
