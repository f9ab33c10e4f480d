"""What became of the paper of a decision: counted for the page, and the log of spoilt and ended sheets.

The print ledger tells of each certificate how its paper is now, and to whom it was handed over.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, OuterRef, Prefetch, Q

from awards.models import Certificate, HandOver, PrintedSheet, Reprint, SheetEvent
from awards.models.catalogue import Recipient
from awards.printing import stock
from documents import signatures

LATEST = 20  # events the page shows; the certificate's own page has all
VALID = Certificate.State.VALID
FILTERS = {
    "all": Q(state=VALID),
    "check": Q(state=VALID) & ~Q(warnings=[]),
    "open": Q(state=VALID, printed=False),
    "ended": ~Q(state=VALID),
}
KEPT = Q(state=VALID, hand_over__isnull=True)  # with us, whatever its paper is like
PAPER = {  # by how the paper is now; each certificate is in one of them
    "open": KEPT & Q(printed=False),
    "filed": KEPT & Q(printed=True, told=False),
    "spoilt": KEPT & Q(printed=True, told=True, good=False),
    "kept": KEPT & Q(printed=True, good=True),
    "handed": Q(state=VALID, hand_over__isnull=False),
    "ended": ~Q(state=VALID),
}
PAPER_WORDS = {
    "open": "Chưa in",
    "filed": "Chưa ghi kết quả in",
    "spoilt": "Hỏng, chờ in lại",
    "kept": "Đã in, chờ giao",
    "handed": "Đã giao",
    "ended": "Hết giá trị",
}
HANDABLE = PAPER["filed"] | PAPER["kept"]  # what may be handed over


@dataclass(frozen=True)
class Event:
    """A sheet printed again, or a certificate that was replaced or revoked."""

    at: datetime
    certificate: Certificate
    reason: str
    reprint: Reprint | None = None


def certificates_of(decision):
    """Return the certificates of `decision` in ceremony order, and how the paper of each is.

    `printed`: in the file of a batch that counts; `told`: somebody said what came of a sheet of it; `good`: a
    sheet of it came out and was not spoilt since.
    """
    rows = Certificate.objects.filter(line__decision=decision).order_by("line__position", "pk")
    events = SheetEvent.objects.filter(sheet__certificate=OuterRef("pk"))
    later = SheetEvent.objects.filter(sheet=OuterRef("sheet"), pk__gt=OuterRef("pk"))
    rows = rows.annotate(
        printed=Exists(_counted(OuterRef("pk"))),
        told=Exists(events),
        good=Exists(events.filter(~Exists(later), kind=SheetEvent.Kind.PRINTED)),
    )
    return rows.select_related("line", "entry__register", "replaced_by__entry__register")


def told(rows):
    """Read with `rows` of `certificates_of` all that the print ledger tells of them: sheets, copies."""
    events = Prefetch("events", SheetEvent.objects.order_by("pk"))
    sheets = PrintedSheet.objects.filter(batch__mode__in=stock.PER_SHEET).select_related("batch")
    sheets = sheets.prefetch_related(events, "reprints").order_by("batch__number", "page")
    return rows.select_related("hand_over__by__person", "line__nomination").prefetch_related(
        Prefetch("sheets", sheets, to_attr="counted_sheets"), "copies"
    )


def paper_of(certificate):
    """Return the key of PAPER that a row of `certificates_of` is in."""
    if not certificate.is_valid:
        return "ended"
    if hasattr(certificate, "hand_over"):
        return "handed"
    if not certificate.printed:
        return "open"
    if certificate.good:
        return "kept"
    return "spoilt" if certificate.told else "filed"


def trail_of(certificate):
    """Return what a certificate's page tells; two queries.

    {"handed": a HandOver or None, "copies": […], "signs": whether the files of copies are signed}.
    """
    handed = HandOver.objects.filter(certificate=certificate).select_related("by__person").first()
    copies = certificate.copies.select_related("by__person").order_by("number")
    return {"handed": handed, "copies": list(copies), "signs": signatures.is_wanted()}


def paper_counts(rows):
    """Return how many of `rows` (of `certificates_of`) are in each part of PAPER, and "all"; one query."""
    figures = {name: Count("pk", filter=condition) for name, condition in PAPER.items()}
    return rows.order_by().aggregate(all=Count("pk"), **figures)


def unprinted(path):
    """Return the condition that the certificate at the end of `path` counts and is in no batch's file."""
    never = ~Exists(_counted(OuterRef(path)))
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


def _counted(certificate):
    """The sheets of a certificate in batches that count."""
    return PrintedSheet.objects.filter(certificate=certificate, batch__mode__in=stock.PER_SHEET)
