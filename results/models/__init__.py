"""Pledges with their targets, score sheets with lines and evidence, standings."""

from .pledges import Pledge, PledgeSigning, Target
from .reminders import Reminded, Reminder
from .sheets import Evidence, ScoreLine, ScoreSheet, lines_whole
from .standings import Standing

__all__ = [
    "Evidence",
    "Pledge",
    "PledgeSigning",
    "Reminded",
    "Reminder",
    "ScoreLine",
    "ScoreSheet",
    "Standing",
    "Target",
    "lines_whole",
]
