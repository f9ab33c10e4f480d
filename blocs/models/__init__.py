"""Blocs with members and former leads, seasons with phases and terms, the criteria table, activities."""

from .activities import Activity, Gift, Movement
from .blocs import Bloc, Membership
from .criteria import CriteriaGroup, CriteriaTable, Criterion
from .flags import FlagHolding, RotatingFlag
from .former import FormerTerm
from .funds import FundEntry, FundReport
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
    "FlagHolding",
    "FormerTerm",
    "FundEntry",
    "FundReport",
    "Gift",
    "Grade",
    "Membership",
    "Movement",
    "Participant",
    "Photo",
    "RotatingFlag",
    "Season",
    "Term",
    "TieStep",
    "TitleOption",
    "WorkPlan",
]
