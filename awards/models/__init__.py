"""Catalogue and quotas, nominations, decisions with their lines, registers, certificates, batches."""

from .catalogue import AwardForm
from .certificates import Certificate, PrintBatch, PrintedSheet, Reprint
from .circumstances import Hold, Workforce
from .decisions import Decision, DecisionLine
from .eligibility import CouncilVote, EligibilityRule, EligibilityWaiver
from .nominations import Nomination
from .quotas import MemberQuota, Quota
from .registers import Register, RegisterEntry

__all__ = [
    "AwardForm",
    "Certificate",
    "CouncilVote",
    "Decision",
    "DecisionLine",
    "EligibilityRule",
    "EligibilityWaiver",
    "Hold",
    "MemberQuota",
    "Nomination",
    "PrintBatch",
    "PrintedSheet",
    "Quota",
    "Register",
    "RegisterEntry",
    "Reprint",
    "Workforce",
]
