"""What became of the paper of a decision: counted for the page, and the log of spoilt and ended sheets."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, OuterRef, Q

from awards.models import Certificate, PrintedSheet, Reprint
from awards.models.catalogue import Recipient

LATEST = 20  # events the page shows; the certificate's own page has all
VALID = Certificate.State.VALID
FILTERS = {
    "all": Q(state=VALID),
    "check": Q(state=VALID) & ~Q(warnings=[]),
    "open": Q(state=VALID, printed=False),
    "ended": ~Q(state=VALID),
}


@dataclass(frozen=True)
class Event:
    """A sheet printed again, or a certificate that was replaced or revoked."""

    at: datetime
    certificate: Certificate
    reason: str
    reprint: Reprint | None = None


def certificates_of(decision):
    """Return the certificates of `decision` in ceremony order, each with `printed`: in any batch's file."""
    rows = Certificate.objects.filter(line__decision=decision).order_by("line__position", "pk")
    rows = rows.annotate(printed=Exists(PrintedSheet.objects.filter(certificate=OuterRef("pk"))))
    return rows.select_related("line", "entry__register", "replaced_by__entry__register")


def unprinted(path):
    """Return the condition that the certificate at the end of `path` counts and is in no batch's file."""
    never = ~Exists(PrintedSheet.objects.filter(certificate=OuterRef(path)))
    return Q(**{f"{path}__state": VALID}) & never


def counts(decision):
    """Return how many certificates of `decision` each of `FILTERS` finds, and further figures, by name."""
    person = Q(line__kind=Recipient.PERSON)
    figures = {name: Count("pk", filter=condition) for name, condition in FILTERS.items()}
    figures["persons"] = Count("pk", filter=FILTERS["all"] & person)
    figures["uncoded"] = Count("pk", filter=FILTERS["all"] & Q(facts__qr=""))
    found = certificates_of(decision).order_by().aggregate(**figures)
    return found | {"collectives": found["all"] - found["persons"]}


def events(decision):
    """Return the latest events of `decision`, newest first."""
    again = Reprint.objects.filter(sheet__batch__decision=decision).select_related(
        "sheet__certificate__entry__register", "by__person"
    )
    ended = certificates_of(decision).filter(FILTERS["ended"]).order_by("-ended_at", "-pk")
    found = [Event(row.at, row.sheet.certificate, row.reason, row) for row in again[:LATEST]]
    found += [Event(row.ended_at, row, row.reason) for row in ended[:LATEST]]
    return sorted(found, key=lambda event: event.at, reverse=True)[:LATEST]
