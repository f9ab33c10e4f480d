"""Blocs with members and former leads, seasons with phases and terms, the criteria table, activities."""

from .activities import Activity, Gift, Movement
from .blocs import Bloc, Membership
from .criteria import CriteriaGroup, CriteriaTable, Criterion
from .former import FormerTerm
from .seasons import Deadline, Season, Term
from .standards import Grade, TieStep

__all__ = [
    "Activity",
    "Bloc",
    "CriteriaGroup",
    "CriteriaTable",
    "Criterion",
    "Deadline",
    "FormerTerm",
    "Gift",
    "Grade",
    "Membership",
    "Movement",
    "Season",
    "Term",
    "TieStep",
]
