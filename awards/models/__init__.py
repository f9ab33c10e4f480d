"""Catalogue and quotas, base salaries, nominations, decisions and their lines, registers, certificates."""

from .amendments import LineChange
from .catalogue import AwardForm
from .certificates import Certificate, PrintBatch, PrintedSheet, Reprint
from .circumstances import Hold, Workforce
from .decisions import Decision, DecisionLine
from .eligibility import CouncilVote, EligibilityRule, EligibilityWaiver
from .nominations import Nomination
from .past import PastAward, PastImport
from .quotas import MemberQuota, Quota
from .registers import Register, RegisterEntry
from .salaries import BaseSalary

__all__ = [
    "AwardForm",
    "BaseSalary",
    "Certificate",
    "CouncilVote",
    "Decision",
    "DecisionLine",
    "EligibilityRule",
    "EligibilityWaiver",
    "Hold",
    "LineChange",
    "MemberQuota",
    "Nomination",
    "PastAward",
    "PastImport",
    "PrintBatch",
    "PrintedSheet",
    "Quota",
    "Register",
    "RegisterEntry",
    "Reprint",
    "Workforce",
]
