"""The stock of phôi: what came in, what was used and spoilt, what is left.

Told before printing, never in the way of it.

Each kind has a book that only grows. What a batch takes follows what is said of its sheets (`settle`); the
rest is entered by hand. A wrong entry is reversed by another one, with a reason.
"""

from contextlib import contextmanager
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Sum

from awards.models import BatchOutcome, PrintBatch, SheetEvent, Stock, StockEntry
from core import clock, records
from core.dates import short
from core.numbers import grouped
from core.rules import RuleError

PER_SHEET = {PrintBatch.Mode.FULL: 1, PrintBatch.Mode.OVERLAY: 1, "two_up": 2}  # certificates on one sheet
RECEIVED, USED, SPOILT = StockEntry.Kind.RECEIVED, StockEntry.Kind.USED, StockEntry.Kind.SPOILT
MOST = 100_000  # sheets in one entry
EVENT = SheetEvent.Kind


@dataclass(frozen=True)
class Line:
    """One entry of a book with what is left after it."""

    entry: StockEntry
    left: int


@dataclass(frozen=True)
class Need:
    """One kind of phôi against what a batch would take of it, in sheets."""

    stock: Stock
    needed: int

    @property
    def short_by(self):
        """How many sheets are lacking, 0 when there are enough."""
        return max(self.needed - self.stock.left, 0)


def is_counted(batch):
    """Say whether a batch prints certificates: a mode that is not known here, a proof, counts nowhere."""
    return batch.mode in PER_SHEET


def of(agency):
    """Return the kinds of phôi of an agency (its id), each counted; one query."""
    return list(Stock.objects.filter(agency=agency).counted())


def needs(agency, sheets):
    """Return a Need for each kind of phôi of the agency, if so many sheets were to be printed; one query."""
    return [Need(stock, sheets) for stock in of(agency)]


def book(stock):
    """Return the Lines of a kind in their order; one query."""
    lines, left = [], 0
    for entry in stock.entries.select_related("batch", "reversal", "reverses", "by__person").order_by("pk"):
        left += entry.change
        lines.append(Line(entry, left))
    return lines


def open_kind(agency, *, name, count, on, note, by):
    """Take up a new kind of phôi with the first sheets received, and return its Stock.

    Raises as `enter` does, and ValidationError for a name that the agency has already.
    """
    with transaction.atomic():
        stock = records.keep(Stock(agency=agency, name=name), by=by, act="stock.open")
        enter(stock, kind=RECEIVED, count=count, on=on, note=note, by=by)
    return stock


def enter(stock, *, kind, count, on, note, by):
    """Enter by hand that `count` sheets were received, used or spoilt on `on`, and return the StockEntry.

    A second click returns the same one. Raises RuleError for a day to come and a count that makes no sense.
    """
    if not 1 <= count <= MOST:
        raise RuleError(f"Nhập số tờ từ 1 đến {grouped(MOST)}.")
    if on > clock.today():
        raise RuleError(f"Ngày {short(on)} chưa tới. Hãy ghi vào sổ khi phôi đã nhận, đã dùng hoặc đã hỏng.")
    with _held(stock) as held:
        change = count if kind == RECEIVED else -count
        row = StockEntry(stock=held, kind=kind, change=change, on=on, note=note, at=clock.now(), by=by)
        same = records.repeated(row, by=by, act="stock.enter", beside=("at",))
        return same or records.keep(row, by=by, act="stock.enter")


def reverse(entry, *, reason, by):
    """Take a wrong entry back by one that says the contrary, with the reason; both stay in the book.

    Raises RuleError without a reason, when it was taken back already, or takes another one back itself.
    """
    if not reason.strip():
        raise RuleError("Hãy ghi lý do hủy dòng này.")
    with _held(entry.stock) as held:
        found = StockEntry.objects.select_related("reversal").get(pk=entry.pk)
        if found.reverses_id:
            raise RuleError("Dòng này dùng để hủy một dòng khác nên không hủy được. Hãy ghi một dòng mới.")
        if found.reversed_by:
            raise RuleError("Dòng này đã được hủy rồi. Hãy tải lại trang để xem sổ mới nhất.")
        row = StockEntry(
            stock=held,
            kind=found.kind,
            change=-found.change,
            on=clock.today(),
            note=reason,
            reverses=found,
            at=clock.now(),
            by=by,
        )
        return records.keep(row, by=by, act="stock.reverse", reason=reason)


def settle(batch, *, by):
    """Bring the book in line with what is said of the sheets of `batch`; the caller holds the batch.

    Nothing is entered while the batch's outcome is not told, or its paper is not out of the stock.
    """
    outcome = BatchOutcome.objects.filter(batch=batch, stock__isnull=False).select_related("stock").first()
    if outcome is None:
        return
    with _held(outcome.stock) as held:
        booked = StockEntry.objects.filter(batch=batch).values("kind").annotate(sheets=Sum("change"))
        booked = {row["kind"]: row["sheets"] for row in booked.order_by("kind")}
        for kind, sheets in _taken(batch).items():
            if change := -sheets - booked.get(kind, 0):
                row = StockEntry(stock=held, kind=kind, change=change, on=clock.today(), batch=batch, by=by)
                row.note, row.at = _note(batch, kind, change), clock.now()
                records.keep(row, by=by, act="stock.settle")


def sheets_for(count, mode):
    """Return how many sheets of paper so many certificates take in this way of printing."""
    return -(-count // PER_SHEET.get(mode, 1))


def _taken(batch):
    """{USED: …, SPOILT: …} in sheets of paper, by what is said of the batch's pages.

    Several certificates share a sheet until one is printed again, which takes a sheet of its own. A sheet is
    used while one certificate on it is good, spoilt when none is.
    """
    per, lies_on, papers, good = PER_SHEET[batch.mode], {}, set(), {}
    events = SheetEvent.objects.filter(sheet__batch=batch).order_by("pk")
    for page, kind, reprint in events.values_list("sheet__page", "kind", "reprint"):
        first = ("batch", (page - 1) // per)
        lies_on[page] = ("reprint", reprint) if reprint else lies_on.get(page, first)
        papers.add(lies_on[page])
        good[page] = kind == EVENT.PRINTED
    used = {lies_on[page] for page, came in good.items() if came}
    return {USED: len(used), SPOILT: len(papers - used)}


def _note(batch, kind, change):
    if kind == USED and change > 0:
        return f"{batch}, {batch.decision}: tờ đã in nay ghi hỏng"
    return f"{batch}, {batch.decision}"


@contextmanager
def _held(stock):
    """A transaction that holds the row of a kind, so that entries of its book take turns."""
    with transaction.atomic():
        yield Stock.objects.select_for_update(of=("self",)).order_by().get(pk=stock.pk)
