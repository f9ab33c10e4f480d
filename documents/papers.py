"""Papers: issued once and frozen; made into files in the background, the same bytes whenever that happens."""

from datetime import UTC

from django.db import transaction

from core import clock, records
from core.rules import RuleError
from core.text import clean_line, file_name
from documents import blocks as vocabulary
from documents import collecting, composition, files, jobs, layouts, pdf, signatures, word
from documents.imprints import Imprint
from documents.models import Document, Rendition, Shard

TASK = "documents.render"
SAMPLE = "DỮ LIỆU MẪU"
SIGNED = "Xác nhận tệp do phần mềm Khối thi đua lập"
WRITERS = {Rendition.Format.PDF: pdf.render, Rendition.Format.WORD: word.render}
CONTENT_TYPES = {
    Rendition.Format.PDF: "application/pdf",
    Rendition.Format.WORD: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def issue(kind, title, blocks, *, form, on, by, sample=False):
    """Freeze `blocks` (see `blocks`) as a paper of `kind` and return its Document.

    `form` is "state" or "party"; with `on`, the date of the paper, it chooses the layout for good. `title`
    is what lists and the file call the paper; `sample` marks each of its pages "DỮ LIỆU MẪU", unless a Mark
    among the blocks says more. Raises RuleError when no layout covers that date or the text cannot be
    printed, ValidationError when the title cannot stand.
    """
    document = _drawn_up(kind, title, blocks, form=form, on=on, sample=sample)
    document.issued_by = by
    return records.keep(document, by=by, act="document.issue")


def preview(kind, title, blocks, *, form, on, sample=False, format=Rendition.Format.PDF):
    """Return the file (bytes) that `issue` would lead to; nothing is kept. Raises as `issue` does."""
    return render_bytes(_drawn_up(kind, title, blocks, form=form, on=on, sample=sample), format)


def request(document, format, *, by):
    """Return the Rendition of `document` in `format` ("pdf" or "docx"), asking the workers for it if needed.

    Nothing is made twice: a second request finds the first one's, and starts it afresh only if it failed.
    """
    with transaction.atomic():
        Document.objects.select_for_update().get(pk=document.pk)  # two requests at once take turns
        rendition = document.renditions.select_related("job").filter(format=format).first()
        if rendition is None:
            return _ask_for(document, format, by)
        if jobs.progress(rendition.job).state == Shard.State.FAILED:
            jobs.retry(rendition.job, by=by)
    return rendition


def file_of(rendition):
    """Return the StoredFile of `rendition`, or None while it is not made; `jobs.progress` tells why."""
    return rendition.job.shards.select_related("file").get().file


def name_of(rendition):
    """Return what the file is called on the computer of the person who downloads it."""
    return file_name(f"{rendition.document.title.replace('/', '-')}.{rendition.format}")


def render(shard):
    """Do the work of a rendition's only shard and return the StoredFile; raises as `render_bytes` does.

    A PDF is signed where the installation has a key, once: the file that is kept.
    """
    rendition = Rendition.objects.select_related("document").get(job=shard.job_id)
    content = render_bytes(rendition.document, rendition.format)
    if rendition.format == Rendition.Format.PDF:
        content = signatures.signed(content, reason=SIGNED)
    return files.keep(content, content_type=CONTENT_TYPES[rendition.format])


def render_bytes(document, format):
    """Return the file (bytes) of `document` in `format`; always the same for the same document.

    Raises RuleError when the frozen content is no longer what was issued, or when set-up lacks a face.
    """
    if vocabulary.digest(document.blocks, document.layout) != document.sha256:
        raise RuleError(
            "Nội dung đã chốt của văn bản không còn khớp với mã băm lúc ban hành nên không in được. "
            "Hãy báo người quản trị khôi phục văn bản này từ bản sao lưu."
        )
    with collecting.seldom():
        return _made(document, format)


def _made(document, format):
    layout = layouts.named(document.layout)
    blocks = vocabulary.thaw(document.blocks)
    pieces = composition.compose(blocks, layout)
    imprint = Imprint(
        title=document.title,
        sha256=document.sha256,
        made_at=document.issued_at.astimezone(UTC).replace(microsecond=0),
        mark=_mark(document, blocks),
    )
    return WRITERS[format](pieces, layout, imprint)


def _mark(document, blocks):
    marks = [block.text for block in blocks if isinstance(block, vocabulary.Mark)]
    return next(iter(marks), SAMPLE if document.sample else "")


def _ask_for(document, format, by):
    rendition = Rendition(document=document, format=format)
    label = f"Tạo tệp {rendition.get_format_display()}: {document.title}"
    rendition.job = jobs.enqueue(TASK, shards=[{"document": document.pk}], label=label, by=by)
    return records.keep(rendition, by=by, act="document.request")


def _drawn_up(kind, title, blocks, *, form, on, sample):
    layout = layouts.profile_for(form, on)
    frozen, sha256 = vocabulary.freeze(blocks, layout.name)
    composition.compose(vocabulary.thaw(frozen), layout)  # what cannot be printed is refused now, not later
    return Document(
        kind=kind,
        title=clean_line(title),
        layout=layout.name,
        blocks=frozen,
        sha256=sha256,
        sample=sample,
        issued_at=clock.now(),
    )
