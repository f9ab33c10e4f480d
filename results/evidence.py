"""Evidence: files bound to a line, checked by what they are and not by what they are called."""

from django.db import transaction

from core import clock, records, text
from core.rules import RuleError
from documents import files
from results import scoring
from results.models import Evidence

LARGEST = 20 * 1024 * 1024  # bytes
PDF, JPEG, PNG, ZIP = b"%PDF-", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"PK\x03\x04"
OFFICE = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}
ACCEPTED = "PDF, ảnh JPEG hoặc PNG, Word (.docx), Excel (.xlsx), PowerPoint (.pptx), tối đa 20 MB"


def add(line, *, upload, page="", by):
    """Bind an uploaded file to a line and return the Evidence.

    Raises RuleError when the file is empty, too large or of a kind that is not accepted, or the line
    is locked.
    """
    kind = content_type(upload)
    with transaction.atomic():
        scoring.open_line(line)
        stored = files.keep(upload, content_type=kind)
        name = text.file_name(upload.name)
        row = Evidence(line=line, file=stored, name=name, page=page, added_at=clock.now())
        return records.keep(row, by=by, act="evidence.add")


def remove(evidence, *, by):
    """Take a file away from its line; the content stays stored."""
    with transaction.atomic():
        scoring.open_line(evidence.line)
        records.drop(evidence, by=by, act="evidence.remove")


def content_type(upload):
    """Return the content type of an upload by its first bytes. Raises RuleError for what is not accepted."""
    if upload.size > LARGEST:
        raise RuleError(f"Tệp “{upload.name}” lớn hơn 20 MB. Hãy nén hoặc tách tệp rồi tải lại.")
    head = upload.read(16)
    upload.seek(0)
    ending = upload.name.rsplit(".", 1)[-1].lower()
    for magic, kind in ((PDF, "application/pdf"), (JPEG, "image/jpeg"), (PNG, "image/png")):
        if head.startswith(magic):
            return kind
    if head.startswith(ZIP) and ending in OFFICE:
        return OFFICE[ending]
    raise RuleError(f"Tệp “{upload.name}” không đúng loại. Chỉ nhận {ACCEPTED}.")
