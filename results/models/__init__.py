"""Pledges with their targets, half-year reports, score sheets with lines and evidence, standings."""

from .amendments import Amendment
from .cross import CrossAssignment, CrossMark, CrossRound
from .extensions import Extension
from .midyear import MidyearLine, MidyearReport, MidyearText
from .pledges import Countersignature, Pledge, PledgeSigning, Target, TitleRegistration
from .reminders import Reminded, Reminder
from .sheets import Evidence, ScoreLine, ScoreSheet, lines_whole
from .standings import Standing, StandingSeal, TieVote

__all__ = [
    "Amendment",
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
    "Reminded",
    "Reminder",
    "ScoreLine",
    "ScoreSheet",
    "Standing",
    "StandingSeal",
    "Target",
    "TieVote",
    "TitleRegistration",
    "lines_whole",
]
