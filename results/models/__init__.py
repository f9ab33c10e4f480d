"""Pledges with their targets, score sheets with lines and evidence, standings."""

from .amendments import Amendment
from .pledges import Countersignature, Pledge, PledgeSigning, Target, TitleRegistration
from .reminders import Reminded, Reminder
from .sheets import Evidence, ScoreLine, ScoreSheet, lines_whole
from .standings import Standing, TieVote

__all__ = [
    "Amendment",
    "Countersignature",
    "Evidence",
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
