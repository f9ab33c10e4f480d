"""Pledges with their targets, score sheets with lines and evidence, standings."""

from .pledges import Pledge, PledgeSigning, Target
from .sheets import Evidence, ScoreLine, ScoreSheet
from .standings import Standing

__all__ = ["Evidence", "Pledge", "PledgeSigning", "ScoreLine", "ScoreSheet", "Standing", "Target"]
