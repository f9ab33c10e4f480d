"""Printing: the certificates of a decision made into one PDF in the background, and spoilt sheets again.

Each page of the file is one certificate, in ceremony order; the log knows which. The workers draw parts of
250; the last shard binds them. What a killed worker left is drawn again, to the same bytes.
"""

from itertools import groupby

from django.db import transaction
from django.db.models import Exists, OuterRef

from awards import ledger, print_outcomes, wording
from awards.models import Certificate, Decision, PrintBatch, PrintedSheet, Reprint
from core import clock, history, records
from core.rules import RuleError
from documents import binding, designs, files, jobs, sheets
from documents.models import Shard

TASK = "awards.print_part"
PREVIEW = "awards.preview"
PDF = "application/pdf"
PART = 250  # certificates a worker draws in one go: a second or less
FARTHEST = 20  # mm a printer may be off


def start(decision, *, mode, dx=0, dy=0, certificates=None, by):
    """Print `certificates` of `decision` (all that count, without it) and return the PrintBatch.

    `dx`, `dy` move the text on pre-printed stock, in mm. While the same batch is being made, that one is
    returned. Raises RuleError when there is nothing to print, a certificate does not count any more or
    belongs elsewhere, or the offset makes no sense.
    """
    _refuse_offset(mode, dx, dy)
    with transaction.atomic():
        Decision.objects.select_for_update().get(pk=decision.pk)  # two clicks at once take turns
        chosen = _chosen(decision, certificates)
        batches = list(decision.batches.annotate(running=_running()))
        if same := _same(batches, mode, dx, dy, chosen):
            return same
        number = max((batch.number for batch in batches), default=0) + 1
        label = f"Tạo tệp in đợt {number}: {len(chosen)} Bằng khen"
        job = jobs.enqueue(TASK, shards=_parts(chosen), then={}, label=label, by=by)
        batch = PrintBatch.objects.create(
            decision=decision,
            number=number,
            mode=mode,
            dx=dx,
            dy=dy,
            job=job,
            started_at=clock.now(),
            started_by=by,
        )
        PrintedSheet.objects.bulk_create(
            PrintedSheet(batch=batch, page=page, certificate=certificate)
            for page, certificate in enumerate(chosen, 1)
        )
        after = {"decision": decision.pk, "mode": mode, "dx": dx, "dy": dy, "certificates": len(chosen)}
        history.record(batch, "batch.start", by=by, after=after)
    return batch


def start_rest(decision, *, mode, dx=0, dy=0, by):
    """Print the certificates of `decision` that are in no batch yet; as `start`.

    A second click finds none left and returns the batch that has just taken them.
    """
    with transaction.atomic():
        Decision.objects.select_for_update().get(pk=decision.pk)
        rest = list(ledger.certificates_of(decision).filter(ledger.FILTERS["open"]))
        if not rest:
            return _just_started(decision, mode, dx, dy, by)
        return start(decision, mode=mode, dx=dx, dy=dy, certificates=rest, by=by)


def print_part(shard):
    """Do one shard of a batch and return its file: draw its pages, or bind the parts when all are drawn."""
    batch = PrintBatch.objects.get(job=shard.job_id)
    content = _bound(batch, shard) if shard.last else _drawn(batch, **shard.facts)
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
    with files.open(stored) as stream:
        return sheets.extract(stream.read(), [sheet.page])


def preview(certificate, *, by):
    """Ask for one certificate as a PDF to look at, and return it; what was asked for once stays."""
    with transaction.atomic():
        rows = Certificate.objects.select_for_update(of=("self",)).select_related("preview")
        row = rows.get(pk=certificate.pk)
        if row.preview is None:
            label = f"Tạo bản in thử: {row.facts['register']}"
            job = jobs.enqueue(PREVIEW, shards=[{"certificate": row.pk}], label=label, by=by)
            return records.change(row, by=by, act="certificate.preview", preview=job)
        if jobs.progress(row.preview).state == Shard.State.FAILED:
            jobs.retry(row.preview, by=by)
    return row


def draw_preview(shard):
    """Do the only shard of a preview: one page with its ground; return the StoredFile."""
    certificate = Certificate.objects.get(pk=shard.facts["certificate"])
    design = designs.named(certificate.design)
    part = sheets.draw_part(design, [wording.row_of(certificate)])
    return files.keep(sheets.assemble(design, [part], pages=1), content_type=PDF)


# --- Choosing -------------------------------------------------------------------------------------


def _refuse_offset(mode, dx, dy):
    if max(abs(dx), abs(dy)) > FARTHEST:
        raise RuleError(f"Độ dời nhập từ −{FARTHEST} đến {FARTHEST} mm.")
    if mode == PrintBatch.Mode.FULL and (dx or dy):
        raise RuleError(
            "Chỉ dời chữ khi in lên phôi in sẵn. "
            "Hãy chọn “Chỉ in chữ lên phôi in sẵn”, hoặc để hai ô độ dời là 0."
        )


def _chosen(decision, certificates):
    """The certificates to print in ceremony order; a correction stands where the spoilt one stood.

    They are locked first and then looked at: one that is being replaced or revoked at this moment ends here
    as what it becomes.
    """
    valid = Certificate.objects.filter(line__decision=decision, state=Certificate.State.VALID)
    list(valid.select_for_update(of=("self",)).order_by("pk").values_list("pk"))
    found = list(valid.order_by("line__position", "pk").only("design"))
    if certificates is not None:
        wanted = {certificate.pk for certificate in certificates}
        found = [certificate for certificate in found if certificate.pk in wanted]
        if len(found) < len(wanted):
            raise RuleError(
                "Có Bằng khen đã được thay, đã thu hồi hoặc không thuộc quyết định này. "
                "Hãy tải lại trang rồi chọn lại."
            )
    if not found:
        raise RuleError("Quyết định này không có Bằng khen nào để in. Hãy chọn quyết định khác.")
    return found


def _running():
    """Whether a batch still has something to do and nothing has failed, as an annotation."""
    shards = Shard.objects.filter(job=OuterRef("job"))
    unfinished = shards.filter(state__in=(Shard.State.WAITING, Shard.State.RUNNING))
    return Exists(unfinished) & ~Exists(shards.filter(state=Shard.State.FAILED))


def _same(batches, mode, dx, dy, chosen):
    """The running batch of the very same sheets, if there is one."""
    asked = (mode, dx, dy)
    running = {batch.pk: batch for batch in batches if batch.running}
    alike = {pk: [] for pk, batch in running.items() if (batch.mode, batch.dx, batch.dy) == asked}
    if not alike:
        return None
    for sheet in PrintedSheet.objects.filter(batch__in=alike).order_by("page"):
        alike[sheet.batch_id].append(sheet.certificate_id)
    ids = [certificate.pk for certificate in chosen]
    return next((running[pk] for pk, printed in alike.items() if printed == ids), None)


def _just_started(decision, mode, dx, dy, by):
    """The latest batch, asked for the same way: still being made, or by the same hand a moment ago."""
    latest = decision.batches.annotate(running=_running()).order_by("-number").first()
    alike = latest is not None and (latest.mode, latest.dx, latest.dy) == (mode, dx, dy)
    since = clock.now() - records.SECOND_CLICK
    if alike and (latest.running or (latest.started_by == by and latest.started_at >= since)):
        return latest
    raise RuleError(
        "Mọi Bằng khen của quyết định này đã ở trong một đợt in. "
        "Muốn in lại tất cả, hãy chọn “Tất cả”; in lại một tờ hỏng thì mở đợt in của tờ đó."
    )


def _parts(chosen):
    """Facts of the shards: first and last page, at most `PART` pages, one design each."""
    parts = []
    for _, pages in groupby(enumerate(chosen, 1), key=lambda item: item[1].design):
        numbers = [page for page, _ in pages]
        for begin in range(0, len(numbers), PART):
            part = numbers[begin : begin + PART]
            parts.append({"first": part[0], "last": part[-1]})
    return parts


# --- Drawing, in a worker -------------------------------------------------------------------------


def _drawn(batch, *, first, last):
    found = batch.sheets.filter(page__range=(first, last)).select_related("certificate").order_by("page")
    certificates = [sheet.certificate for sheet in found]
    return sheets.draw_part(
        designs.named(certificates[0].design), [wording.row_of(certificate) for certificate in certificates]
    )


def _bound(batch, shard):
    """The whole file: neighbouring parts of one design share its ground, then all are bound in order."""
    runs = []
    for name, parts in groupby(_finished(batch, shard), key=lambda part: part[0]):
        _, contents, counts = zip(*parts, strict=True)
        bound = sheets.assemble(
            designs.named(name),
            contents,
            pages=sum(counts),
            mode=batch.mode,
            dx=float(batch.dx),
            dy=float(batch.dy),
        )
        runs.append((bound, sum(counts)))
    if len(runs) == 1:
        return runs[0][0]
    pages = sum(count for _, count in runs)
    return binding.bind([bound for bound, _ in runs], pages=pages, title="Bằng khen")


def _finished(batch, shard):
    """(design, content, number of pages) of every part, in order."""
    design_on = dict(batch.sheets.values_list("page", "certificate__design"))
    parts = Shard.objects.filter(job=shard.job_id, last=False).select_related("file").order_by("number")
    for part in parts:
        first, last = part.facts["first"], part.facts["last"]
        with files.open(part.file) as stream:
            yield design_on[first], stream.read(), last - first + 1
