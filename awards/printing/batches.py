"""Printing: the certificates of a decision made into one PDF in the background, and spoilt sheets again.

Each page of the file is one certificate, in ceremony order; the log knows which. The workers draw parts of
250; the last shard binds them. What a killed worker left is drawn again, to the same bytes.
"""

from django.db import transaction
from django.db.models import Exists, OuterRef

from awards.certifying import wording
from awards.designing import looks
from awards.models import Certificate, Decision, PrintBatch, PrintedSheet, Reprint
from awards.printing import batch_choices, batch_files, ledger, print_outcomes, printers
from awards.printing.batch_files import PDF
from core import clock, history, records
from core.rules import RuleError
from documents import files, jobs, sheets
from documents.models import Shard

TASK = "awards.print_part"
PREVIEW = "awards.preview"
PART = 250  # certificates a worker draws in one go: a second or less


def start(decision, *, mode, printer=None, certificates=None, by):
    """Print `certificates` of `decision` (all that count, without it) and return the PrintBatch.

    `printer`, a PrinterProfile, is met as it was measured last. While the same batch is being made, that one
    is returned. Raises RuleError when there is nothing to print or too much, a certificate does not count any
    more or belongs elsewhere, or the printer's paper does not do.
    """
    with transaction.atomic():
        Decision.objects.select_for_update().get(pk=decision.pk)  # two clicks at once take turns
        chosen = batch_choices.valid(decision, certificates)
        calibration = printers.calibration_for(printer, decision.issuing_agency_id)
        batch_choices.refuse_paper(mode, chosen, calibration)
        batches = list(decision.batches.annotate(running=_running()))
        if same := _same(batches, mode, calibration, chosen):
            return same
        number = max((batch.number for batch in batches), default=0) + 1
        batch = _enqueued(decision, number, mode=mode, calibration=calibration, chosen=chosen, by=by)
        facts = {"mode": mode, "calibration": batch.calibration_id, "certificates": len(chosen)}
        history.record(batch, "batch.start", by=by, after={"decision": decision.pk} | facts)
    return batch


def start_rest(decision, *, mode, printer=None, by):
    """Print the certificates of `decision` that are in no batch yet; as `start`.

    A second click finds none left and returns the batch that has just taken them.
    """
    with transaction.atomic():
        Decision.objects.select_for_update().get(pk=decision.pk)
        rest = list(ledger.certificates_of(decision).filter(ledger.FILTERS["open"]))
        if not rest:
            return _just_started(decision, mode, printer, by)
        return start(decision, mode=mode, printer=printer, certificates=rest, by=by)


def start_numbered(decision, *, numbers, by, **how):
    """Print the certificates whose register numbers lie in the ranges `numbers`; as `start`.

    Raises RuleError, besides, that names a number of which no certificate counts.
    """
    return start(decision, certificates=batch_choices.numbered(decision, numbers), by=by, **how)


def print_part(shard):
    """Do one shard of a batch and return its file: draw its pages, or bind the parts when all are drawn."""
    batch = PrintBatch.objects.get(job=shard.job_id)
    content = batch_files.bound(batch, shard) if shard.last else batch_files.drawn(batch, shard.facts)
    return files.keep(content, content_type=PDF)


def file_of(batch):
    """Return the StoredFile of `batch`, or None while it is not made."""
    last = Shard.objects.filter(job=batch.job_id, last=True).select_related("file").first()
    return last.file if last else None


def ended(batch):
    """Return the sheets of `batch` whose certificates were replaced or revoked: not to be handed out."""
    found = batch.sheets.exclude(certificate__state=Certificate.State.VALID)
    return list(found.select_related("certificate__entry__register").order_by("page"))


def reprint(sheet, *, reason, by):
    """Log that `sheet` was spoilt and is printed again, and return the Reprint; `page_of` gives the page.

    The second click returns the same one. Raises RuleError without a reason, before the file is made, or
    when the certificate does not count any more.
    """
    if not reason.strip():
        raise RuleError("Hãy ghi lý do in lại, ví dụ: kẹt giấy, phôi bị nhàu.")
    with transaction.atomic():
        certificate = Certificate.objects.select_for_update().get(pk=sheet.certificate_id)
        if not certificate.is_valid:
            raise RuleError(
                f"Bằng khen này ở trạng thái “{certificate.get_state_display()}” nên không in lại. "
                "Hãy tải lại trang để xem Bằng khen đang có giá trị."
            )
        if file_of(sheet.batch) is None:
            raise RuleError("Tệp in của đợt này chưa tạo xong. Hãy chờ tệp xong rồi in lại tờ hỏng.")
        row, act = Reprint(sheet=sheet, reason=reason, at=clock.now(), by=by), "sheet.reprint"
        if same := records.repeated(row, by=by, act=act, beside=("at",)):
            return same
        records.keep(row, by=by, act=act, reason=reason)
        print_outcomes.printed_again(row, by=by)
        return row


def page_of(sheet):
    """Return the PDF (bytes) of one printed sheet, taken out of its batch's file; the same bytes each time.

    Raises RuleError when the file is not there.
    """
    stored = file_of(sheet.batch)
    if stored is None:
        raise RuleError("Tệp in của đợt này chưa tạo xong. Hãy chờ tệp xong rồi mở lại trang này.")
    return batch_files.taken_out(sheet.batch, stored, [sheet.page])


def preview(certificate, *, by):
    """Ask for one certificate as a PDF to look at, and return it; what was asked for once stays."""
    with transaction.atomic():
        # alone: what is joined to a row one has waited for is as it was before
        row = Certificate.objects.select_for_update().order_by().get(pk=certificate.pk)
        if row.preview is None:
            label = f"Tạo bản in thử: {row.facts['register']}"
            job = jobs.enqueue(PREVIEW, shards=[{"certificate": row.pk}], label=label, by=by)
            return records.change(row, by=by, act="certificate.preview", preview=job)
        if jobs.progress(row.preview).state == Shard.State.FAILED:
            jobs.retry(row.preview, by=by)
    return row


def draw_preview(shard):
    """Do the only shard of a preview: one page, marked as a proof; return the StoredFile."""
    certificate = Certificate.objects.get(pk=shard.facts["certificate"])
    design = looks.named(certificate.design)
    part = sheets.draw_part(design, [wording.row_of(certificate)])
    return files.keep(sheets.assemble(design, [part], pages=1, mode="proof"), content_type=PDF)


# --- Choosing -------------------------------------------------------------------------------------


def _enqueued(decision, number, *, mode, calibration, chosen, by):
    """A new batch, its work and, unless it is a proof, its sheets."""
    proof = mode == PrintBatch.Mode.PROOF
    label = f"Tạo {'bản in thử' if proof else f'tệp in đợt {number}'}: {len(chosen)} Bằng khen"
    parts = batch_files.parts(chosen, PART, proof=proof)
    batch = PrintBatch.objects.create(
        decision=decision,
        number=number,
        mode=mode,
        calibration=calibration,
        job=jobs.enqueue(TASK, shards=parts, then={}, label=label, by=by),
        started_at=clock.now(),
        started_by=by,
    )
    if not proof:
        PrintedSheet.objects.bulk_create(
            PrintedSheet(batch=batch, page=page, certificate=certificate)
            for page, certificate in enumerate(chosen, 1)
        )
    return batch


def _running():
    """Whether a batch still has something to do and nothing has failed, as an annotation."""
    shards = Shard.objects.filter(job=OuterRef("job"))
    unfinished = shards.filter(state__in=(Shard.State.WAITING, Shard.State.RUNNING))
    return Exists(unfinished) & ~Exists(shards.filter(state=Shard.State.FAILED))


def _same(batches, mode, calibration, chosen):
    """The running batch of the very same certificates, if there is one."""
    asked = (mode, calibration and calibration.pk)
    running = {batch.pk: batch for batch in batches if batch.running}
    alike = [pk for pk, batch in running.items() if (batch.mode, batch.calibration_id) == asked]
    if not alike:
        return None
    ids = [certificate.pk for certificate in chosen]
    if mode == PrintBatch.Mode.PROOF:
        found = {pk: _proven(running[pk]) for pk in alike}
    else:
        found = {pk: [] for pk in alike}
        for sheet in PrintedSheet.objects.filter(batch__in=alike).order_by("page"):
            found[sheet.batch_id].append(sheet.certificate_id)
    return next((running[pk] for pk, printed in found.items() if printed == ids), None)


def _proven(batch):
    """The keys of the certificates of a proof, in order."""
    facts = (
        Shard.objects.filter(job=batch.job_id, last=False).order_by("number").values_list("facts", flat=True)
    )
    return [pk for part in facts for pk in part["certificates"]]


def _just_started(decision, mode, printer, by):
    """The latest batch, asked for the same way: still being made, or by the same hand a moment ago."""
    calibration = printers.calibration_for(printer, decision.issuing_agency_id)
    latest = decision.batches.annotate(running=_running()).order_by("-number").first()
    asked = (mode, calibration and calibration.pk)
    alike = latest is not None and (latest.mode, latest.calibration_id) == asked
    since = clock.now() - records.SECOND_CLICK
    if alike and (latest.running or (latest.started_by == by and latest.started_at >= since)):
        return latest
    raise RuleError(
        "Mọi Bằng khen của quyết định này đã ở trong một đợt in. "
        "Muốn in lại tất cả, hãy chọn “Tất cả”; in lại một tờ hỏng thì mở đợt in của tờ đó."
    )
