"""Catalogue, quotas, nominations, dossiers, decisions with their lines, registers, certificates, batches."""

from .catalogue import AwardForm, Quota
from .certificates import Certificate, PrintBatch, PrintedSheet, Reprint
from .deadlines import FormDeadline, RequiredPart, SeasonDeadline
from .decisions import Decision, DecisionLine
from .dossiers import Dossier, DossierFile, DossierLine, DossierPaper, DossierParcel
from .nominated import NominationFile, NominationOutcome, Opinion, ReportSection
from .nominations import Nomination
from .registers import Register, RegisterEntry

__all__ = [
    "AwardForm",
    "Certificate",
    "Decision",
    "DecisionLine",
    "Dossier",
    "DossierFile",
    "DossierLine",
    "DossierPaper",
    "DossierParcel",
    "FormDeadline",
    "Nomination",
    "NominationFile",
    "NominationOutcome",
    "Opinion",
    "PrintBatch",
    "PrintedSheet",
    "Quota",
    "Register",
    "RegisterEntry",
    "ReportSection",
    "Reprint",
    "RequiredPart",
    "SeasonDeadline",
]
