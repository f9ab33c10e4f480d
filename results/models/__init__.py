"""Pledges with their targets, score sheets with lines and evidence, standings."""

from .pledges import Pledge, PledgeSigning, Target
from .sheets import Evidence, ScoreLine, ScoreSheet, lines_whole
from .standings import Standing, TieVote

__all__ = [
    "Evidence",
    "Pledge",
    "PledgeSigning",
    "ScoreLine",
    "ScoreSheet",
    "Standing",
    "Target",
    "TieVote",
    "lines_whole",
]
