"""Pledges with their targets, half-year reports, score sheets with lines and evidence, standings."""

from .amendments import Amendment
from .midyear import MidyearLine, MidyearReport, MidyearText
from .pledges import Countersignature, Pledge, PledgeSigning, Target, TitleRegistration
from .reminders import Reminded, Reminder
from .sheets import Evidence, ScoreLine, ScoreSheet, lines_whole
from .standings import Standing, TieVote

__all__ = [
    "Amendment",
    "Countersignature",
    "Evidence",
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
    "Target",
    "TieVote",
    "TitleRegistration",
    "lines_whole",
]
