"""Evidence: files bound to a line, checked by what they are and not by what they are called."""

import re

from django.db import transaction

from core import clock, records, text
from core.rules import RuleError
from documents import drawings, intake
from results import replies
from results.models import Evidence

GONE = "Minh chứng này đã được gỡ. Hãy tải lại trang."
SPAN = re.compile(r"(\d{1,4})(?:\s*[-–]\s*(\d{1,4}))?")  # 3, 3-5


def add(line, *, upload, page="", note="", by):
    """Bind an uploaded file to a line and return the Evidence; its pages are drawn in the background.

    `page` says where to look in the file, `note` what is to be seen there. Raises RuleError when the file is
    not accepted (see `intake`) or the line is locked, ValidationError when the line has this file already.
    """
    stored = intake.receive(upload)  # before the lock: it takes time
    with transaction.atomic():
        line = replies.open_line(line, by=by)
        name = text.file_name(upload.name)
        row = Evidence(line=line, file=stored, name=name, page=page, note=note, added_at=clock.now())
        kept = records.keep(row, by=by, act="evidence.add")
        drawings.request(stored, pages_named(page, stored.pages), by=by)
        return kept


def add_each(line, *, uploads, page="", note="", by):
    """Add several files, each by an act of its own; return [(name, what kept it out in words or "")]."""
    said = {"page": page, "note": note, "by": by}
    return intake.each(uploads, lambda upload: add(line, upload=upload, **said))


def describe(evidence, *, page, note, by):
    """Say anew where to look in the file and what is to be seen there; the last word counts, all are kept.

    Raises RuleError for a locked line or evidence that was taken away meanwhile.
    """
    with transaction.atomic():
        found = _opened(evidence, by)
        kept = records.change(found, page=page, note=note, by=by, act="evidence.describe")
        drawings.request(found.file, pages_named(page, found.file.pages), by=by)
        return kept


def remove(evidence, *, by):
    """Take a file away from its line; the content stays stored.

    Raises RuleError for a locked line, and while a reply waits for what was appraised already.
    """
    with transaction.atomic():
        records.drop(_opened(evidence, by), by=by, act="evidence.remove")


def pages_named(page, last):
    """Return the numbers of the pages that `page` names ("trang 3-5, 8"), or of the first one.

    `last` is the number of pages of the file, None when it was never counted.
    """
    named = []
    for start, end in SPAN.findall(page):
        first = int(start)
        named += range(first, min(int(end or start), first + drawings.AT_ONCE) + 1)
    return [number for number in named if 1 <= number <= (last or number)] or [1]


def _opened(evidence, by):
    replies.open_line(evidence.line, proof=evidence, by=by)
    found = Evidence.objects.select_related("file").filter(pk=evidence.pk).first()
    if found is None:
        raise RuleError(GONE)
    return found
