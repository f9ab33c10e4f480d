"""What came of the paper: a batch came out of the printer, a sheet was spoilt, printed again.

Everything is only added: the latest event of a sheet says how its paper is. A batch whose way of printing is
not known to `stock` (a proof) is never counted.
"""

import re
from contextlib import contextmanager

from django.db import transaction

from awards.models import BatchOutcome, HandOver, PrintBatch, SheetEvent
from awards.printing import stock as stocks
from core import clock, history, records
from core.rules import ReadingError, RuleError
from documents import jobs
from documents.models import Shard

KINDS = SheetEvent.Kind
RANGE = re.compile(r"([0-9]{1,5})(?: ?[-–] ?([0-9]{1,5}))?")
HOW = "Nhập số trang, cách nhau bằng dấu phẩy, ví dụ: 3, 7-9."
NO_REASON = "Hãy ghi lý do hỏng, ví dụ: kẹt giấy, phôi bị nhàu."


def pages_in(text):
    """Return the page numbers that "3, 7-9" names, in order; raises ReadingError."""
    pages = set()
    for part in filter(None, (part.strip() for part in re.split(r"[,;]", text))):
        match = RANGE.fullmatch(part)
        if not match:
            raise ReadingError(HOW)
        first, last = int(match[1]), int(match[2] or match[1])
        if not 1 <= first <= last:
            raise ReadingError(HOW)
        pages.update(range(first, last + 1))
    return sorted(pages)


def came_out(batch, *, spoilt=(), reason="", stock=None, by):
    """Record that a batch came out of the printer, all but the pages `spoilt`; return the BatchOutcome.

    `stock` is the phôi it was printed on (None: not out of the stock). A second click returns the same one.
    Raises RuleError before the file is made, for a proof, a page the batch does not have, spoilt pages
    without a reason, foreign phôi, and when the outcome was told already.
    """
    with _held(batch) as held:
        if told := BatchOutcome.objects.filter(batch=held).first():
            return _told_already(told, by)
        _refuse_uncounted(held)
        if stock and stock.agency_id != held.decision.issuing_agency_id:
            raise RuleError("Loại phôi này thuộc kho của cơ quan khác. Hãy chọn lại loại phôi.")
        fresh = _fresh(held, spoilt, reason)
        row = BatchOutcome(batch=held, stock=stock, at=clock.now(), by=by)
        outcome = records.keep(row, by=by, act="batch.came_out", reason=reason)
        SheetEvent.objects.bulk_create(fresh(row.at, by))
        history.record(held, "sheet.came_out", by=by, after={"spoilt": list(spoilt)}, reason=reason)
        stocks.settle(held, by=by)
    return outcome


def spoil(sheet, *, reason, by):
    """Record that a sheet which had come out is spoilt, and return the SheetEvent; it is printed again later.

    A second click returns the same one. Raises RuleError without a reason, for a sheet that never came out,
    is known to be spoilt, or was handed over.
    """
    if not reason.strip():
        raise RuleError(NO_REASON)
    with _held(sheet.batch) as batch:
        _refuse_uncounted(batch)
        last = _last(sheet)
        if last and last.kind == KINDS.SPOILT:
            return _spoilt_already(last, reason, by)
        if last is None:
            raise RuleError(
                "Chưa ghi kết quả in của đợt này nên chưa biết tờ nào đã in. "
                "Hãy ghi kết quả in của cả đợt, kể cả những trang hỏng."
            )
        if HandOver.objects.filter(certificate=sheet.certificate_id).exists():
            raise RuleError(
                "Bằng khen này đã giao cho người nhận. Nếu tờ giấy được trả lại vì hỏng, "
                "hãy hủy lượt giao rồi ghi hỏng."
            )
        row = SheetEvent(sheet=sheet, kind=KINDS.SPOILT, reason=reason, at=clock.now(), by=by)
        records.keep(row, by=by, act="sheet.spoil", reason=reason)
        stocks.settle(batch, by=by)
    return row


def printed_again(reprint, *, by):
    """Follow a Reprint in the ledger: the sheet was spoilt, for its reason, and came out again.

    Part of that act, in its transaction.
    """
    with _held(reprint.sheet.batch) as batch:
        if not stocks.is_counted(batch):
            return
        last = _last(reprint.sheet)
        if last is None or last.kind != KINDS.SPOILT:
            _add(reprint.sheet, KINDS.SPOILT, by, reason=reprint.reason)
        _add(reprint.sheet, KINDS.PRINTED, by, reprint=reprint)
        stocks.settle(batch, by=by)


@contextmanager
def _held(batch):
    """A transaction that holds the row of a batch, so that what is said of its sheets takes turns."""
    with transaction.atomic():
        rows = PrintBatch.objects.select_for_update(of=("self",)).select_related("decision", "job")
        yield rows.order_by().get(pk=batch.pk)


def told_of(batch):
    """Return what a batch's page tells: {"outcome": a BatchOutcome or None, "done": it can be told}."""
    rows = BatchOutcome.objects.filter(batch=batch).select_related("stock", "by__person")
    done = stocks.is_counted(batch) and jobs.progress(batch.job).state == Shard.State.DONE
    return {"outcome": rows.first(), "done": done}


def _fresh(batch, spoilt, reason):
    """A function that makes the events of the sheets of which nothing is said yet."""
    sheets = list(batch.sheets.order_by("page"))
    if strangers := sorted(set(spoilt) - {sheet.page for sheet in sheets}):
        raise RuleError(
            f"Đợt này có {len(sheets)} trang, không có trang {strangers[0]}. Hãy xem lại số trang."
        )
    if spoilt and not reason.strip():
        raise RuleError(NO_REASON)
    told = set(SheetEvent.objects.filter(sheet__batch=batch).values_list("sheet", flat=True))

    def made(at, by):
        for sheet in sheets:
            if sheet.pk not in told:
                bad = sheet.page in spoilt
                kind = KINDS.SPOILT if bad else KINDS.PRINTED
                yield SheetEvent(sheet=sheet, kind=kind, reason=reason if bad else "", at=at, by=by)

    return made


def _refuse_uncounted(batch):
    if not stocks.is_counted(batch):
        raise RuleError("Đợt in thử không tính vào sổ in. Hãy ghi kết quả của đợt in chính thức.")
    if jobs.progress(batch.job).state != Shard.State.DONE:
        raise RuleError("Tệp in của đợt này chưa tạo xong. Hãy chờ tệp xong, in ra rồi ghi kết quả.")


def _told_already(outcome, by):
    if by is not None and outcome.by == by and outcome.at >= clock.now() - records.SECOND_CLICK:
        return outcome
    raise RuleError(
        "Kết quả in của đợt này đã ghi rồi. Tờ nào hỏng thêm, hãy mở Bằng khen của tờ đó "
        "để ghi hỏng hoặc in lại."
    )


def _spoilt_already(event, reason, by):
    if by is not None and (event.by, event.reason) == (by, reason.strip()):
        return event
    raise RuleError("Tờ này đã ghi hỏng và đang chờ in lại. Hãy in lại tờ đó từ tệp của đợt.")


def _last(sheet):
    return SheetEvent.objects.filter(sheet=sheet).order_by("-pk").first()


def _add(sheet, kind, by, **facts):
    row = SheetEvent(sheet=sheet, kind=kind, at=clock.now(), by=by, **facts)
    return records.keep(row, by=by, act=f"sheet.{kind}", reason=facts.get("reason", ""))
