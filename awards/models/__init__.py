"""Catalogue and quotas, nominations, decisions with their lines, registers, certificates, batches."""

from .catalogue import AwardForm, Quota
from .certificates import Certificate, PrintBatch, PrintedSheet, Reprint
from .decisions import Decision, DecisionLine
from .nominations import Nomination
from .past import PastAward, PastImport
from .registers import Register, RegisterEntry

__all__ = [
    "AwardForm",
    "Certificate",
    "Decision",
    "DecisionLine",
    "Nomination",
    "PastAward",
    "PastImport",
    "PrintBatch",
    "PrintedSheet",
    "Quota",
    "Register",
    "RegisterEntry",
    "Reprint",
]
