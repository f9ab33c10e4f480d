"""Blocs with members and former leads, seasons with phases and terms, the criteria table, activities."""

from .activities import Activity, Gift, Movement
from .ballots import BallotRule
from .blocs import Bloc, Membership
from .corrections import CriteriaRevision
from .criteria import CriteriaGroup, CriteriaTable, Criterion, rows_whole
from .cross import CrossRule
from .flags import FlagHolding, RotatingFlag
from .former import FormerTerm
from .funds import FundEntry, FundReport
from .kinds import Exemption, Level, RatioStep
from .plans import WorkPlan
from .reply_rules import ReplyRule
from .seasons import Deadline, Season, Term
from .spans import Span
from .standards import Grade, TieStep
from .titles import TitleOption
from .traces import Participant, Photo

__all__ = [
    "Activity",
    "BallotRule",
    "Bloc",
    "CriteriaGroup",
    "CriteriaRevision",
    "CriteriaTable",
    "Criterion",
    "CrossRule",
    "Deadline",
    "Exemption",
    "FlagHolding",
    "FormerTerm",
    "FundEntry",
    "FundReport",
    "Gift",
    "Grade",
    "Level",
    "Membership",
    "Movement",
    "Participant",
    "Photo",
    "RatioStep",
    "ReplyRule",
    "RotatingFlag",
    "Season",
    "Span",
    "Term",
    "TieStep",
    "TitleOption",
    "WorkPlan",
    "rows_whole",
]
