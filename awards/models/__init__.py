"""Catalogue and quotas, base salaries, nominations, decisions and their lines, registers, certificates."""

from .amendments import LineChange
from .catalogue import AwardForm, Quota
from .certificates import Certificate, PrintBatch, PrintedSheet, Reprint
from .decisions import Decision, DecisionLine
from .nominations import Nomination
from .registers import Register, RegisterEntry
from .salaries import BaseSalary

__all__ = [
    "AwardForm",
    "BaseSalary",
    "Certificate",
    "Decision",
    "DecisionLine",
    "LineChange",
    "Nomination",
    "PrintBatch",
    "PrintedSheet",
    "Quota",
    "Register",
    "RegisterEntry",
    "Reprint",
]
