"""Blocs with members and former leads, seasons with phases and terms, the criteria table, activities."""

from .activities import Activity, Gift, Movement
from .blocs import Bloc, Membership
from .criteria import CriteriaGroup, CriteriaTable, Criterion, rows_whole
from .flags import FlagHolding, RotatingFlag
from .former import FormerTerm
from .funds import FundEntry
from .kinds import Exemption, Level, RatioStep
from .plans import WorkPlan
from .seasons import Deadline, Season, Term
from .standards import Grade, TieStep
from .titles import TitleOption
from .traces import Participant, Photo

__all__ = [
    "Activity",
    "Bloc",
    "CriteriaGroup",
    "CriteriaTable",
    "Criterion",
    "Deadline",
    "Exemption",
    "FlagHolding",
    "FormerTerm",
    "FundEntry",
    "Gift",
    "Grade",
    "Level",
    "Membership",
    "Movement",
    "Participant",
    "Photo",
    "RatioStep",
    "RotatingFlag",
    "Season",
    "Term",
    "TieStep",
    "TitleOption",
    "WorkPlan",
    "rows_whole",
]
