"""Blocs with their members, seasons with their phases and terms, the criteria table, activities."""

from .activities import Activity, Gift, Movement
from .blocs import Bloc, Membership
from .criteria import CriteriaGroup, CriteriaTable, Criterion
from .flags import FlagHolding, RotatingFlag
from .funds import FundEntry
from .plans import WorkPlan
from .seasons import Deadline, Season, Term
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
    "FundEntry",
    "Gift",
    "Membership",
    "Movement",
    "Participant",
    "Photo",
    "RotatingFlag",
    "Season",
    "Term",
    "TitleOption",
    "WorkPlan",
]
