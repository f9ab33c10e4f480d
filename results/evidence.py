"""Evidence: files bound to a line, checked by what they are and not by what they are called."""

from django.db import transaction

from core import clock, records, text
from core.rules import RuleError
from documents import files, uploads
from results import locks
from results.models import Evidence


def add(line, *, upload, page="", by):
    """Bind an uploaded file to a line and return the Evidence; `page` says where to look in it.

    Raises RuleError when the file is not accepted (see `uploads`) or the line is locked, ValidationError
    when the line has this file already.
    """
    stored = files.keep(upload, content_type=uploads.content_type(upload))  # before the lock: it takes time
    with transaction.atomic():
        line = locks.open_line(line)
        name = text.file_name(upload.name)
        row = Evidence(line=line, file=stored, name=name, page=page, added_at=clock.now())
        return records.keep(row, by=by, act="evidence.add")


def remove(evidence, *, by):
    """Take a file away from its line; the content stays stored. Raises RuleError for a locked line."""
    with transaction.atomic():
        locks.open_line(evidence.line)
        found = Evidence.objects.filter(pk=evidence.pk).first()
        if found is None:
            raise RuleError("Minh chứng này đã được gỡ. Hãy tải lại trang.")
        records.drop(found, by=by, act="evidence.remove")
