"""Catalogue and quotas, nominations, decisions with their lines, registers, certificates, batches."""

from .catalogue import AwardForm
from .certificates import Certificate, PrintBatch, PrintedSheet, Reprint
from .decisions import Decision, DecisionLine
from .nominations import Nomination
from .quotas import MemberQuota, Quota
from .registers import Register, RegisterEntry

__all__ = [
    "AwardForm",
    "Certificate",
    "Decision",
    "DecisionLine",
    "MemberQuota",
    "Nomination",
    "PrintBatch",
    "PrintedSheet",
    "Quota",
    "Register",
    "RegisterEntry",
    "Reprint",
]
