"""Catalogue, quotas, salaries, nominations, dossiers, decisions with their lines, registers, certificates.

And what became of their paper: the print ledger, the stock of phôi.
"""

from .amendments import LineChange
from .catalogue import AwardForm
from .certificates import Certificate, PrintBatch, PrintedSheet, Reprint
from .circumstances import Hold, Workforce
from .deadlines import FormDeadline, RequiredPart, SeasonDeadline
from .decisions import Decision, DecisionLine
from .designs import CertificateDesign, DesignFont, DesignUse, DesignVersion
from .dossiers import Dossier, DossierFile, DossierLine, DossierPaper, DossierParcel
from .eligibility import CouncilVote, EligibilityRule, EligibilityWaiver
from .ledger import BatchOutcome, CertificateCopy, CheckSheet, HandOver, SheetEvent
from .nominated import NominationFile, NominationOutcome, Opinion, ReportSection
from .nominations import Nomination
from .past import PastAward, PastImport
from .printers import Calibration, PrinterProfile
from .quotas import MemberQuota, Quota
from .registers import Register, RegisterEntry
from .salaries import BaseSalary
from .stock import Stock, StockEntry

__all__ = [
    "AwardForm",
    "BaseSalary",
    "BatchOutcome",
    "Calibration",
    "Certificate",
    "CertificateCopy",
    "CertificateDesign",
    "CheckSheet",
    "CouncilVote",
    "Decision",
    "DecisionLine",
    "DesignFont",
    "DesignUse",
    "DesignVersion",
    "Dossier",
    "DossierFile",
    "DossierLine",
    "DossierPaper",
    "DossierParcel",
    "EligibilityRule",
    "EligibilityWaiver",
    "FormDeadline",
    "HandOver",
    "Hold",
    "LineChange",
    "MemberQuota",
    "Nomination",
    "NominationFile",
    "NominationOutcome",
    "Opinion",
    "PastAward",
    "PastImport",
    "PrintBatch",
    "PrintedSheet",
    "PrinterProfile",
    "Quota",
    "Register",
    "RegisterEntry",
    "ReportSection",
    "Reprint",
    "RequiredPart",
    "SeasonDeadline",
    "SheetEvent",
    "Stock",
    "StockEntry",
    "Workforce",
]
