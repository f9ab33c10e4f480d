"""Blocs with their members, seasons with their phases and terms, and the criteria table."""

from .blocs import Bloc, Membership
from .criteria import CriteriaGroup, CriteriaTable, Criterion
from .seasons import Deadline, Season, Term

__all__ = [
    "Bloc",
    "CriteriaGroup",
    "CriteriaTable",
    "Criterion",
    "Deadline",
    "Membership",
    "Season",
    "Term",
]
