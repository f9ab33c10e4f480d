"""An Excel file becomes the draft in two acts: looked at row by row, then put in place of what is there.

Between the two the server keeps the file itself; the browser carries only a signed reference to it, with what
the draft said when the file was looked at.
"""

from dataclasses import dataclass

from django.core import signing

from blocs import criteria, criteria_reading, drafts, exemptions, publishing
from blocs.models import CriteriaTable
from core import text
from core.rules import RuleError
from documents import files, workbooks
from documents.models import StoredFile

SALT = "blocs.criteria-import"
SECONDS = 2 * 60 * 60  # how long a preview may lie open
STALE = "Bản xem trước đã quá hạn hoặc không đúng bảng này. Hãy tải tệp lên lại."


@dataclass(frozen=True)
class Staged:
    """A file that was looked at; `token` stands for it in the second act, empty while it has faults."""

    name: str
    reading: criteria_reading.Reading
    token: str


def stage(table, *, upload, by):
    """Read an uploaded workbook and return what would become of it; the draft stays as it is.

    Raises RuleError when the file cannot be read at all, and for a published table.
    """
    kind = workbooks.check(upload)
    with criteria.draft(table):
        seen = _seen(table)
    reading = criteria_reading.read(upload, exemptions.called(table.season))
    name = text.file_name(upload.name)
    if reading.outline is None:
        return Staged(name, reading, "")
    stored = files.keep(upload, content_type=kind)
    facts = {"table": table.pk, "by": by.pk, "file": stored.sha256, "name": name, "seen": seen}
    return Staged(name, reading, signing.dumps(facts, salt=SALT))


def replace(table, *, token, by):
    """Put the file that `token` stands for in place of all the draft holds; all of it or nothing.

    Raises RuleError when the preview is too old or not this person's, when somebody changed the draft
    meanwhile, and for a published table.
    """
    facts = _facts(token)
    if (facts["table"], facts["by"]) != (table.pk, by.pk):
        raise RuleError(STALE)
    stored = StoredFile.objects.filter(sha256=facts["file"]).first()
    if stored is None:
        raise RuleError(STALE)
    with files.open(stored) as content:
        reading = criteria_reading.read(content, exemptions.called(table.season))
    with criteria.draft(table):
        if _seen(table) != facts["seen"]:
            raise RuleError(
                "Vừa có người sửa bảng sau khi bạn xem trước. Hãy tải tệp lên lại để so với bảng mới."
            )
        reason = f"{facts['name']} (SHA-256 {stored.sha256})"
        return drafts.replace(table, reading.outline, act="criteria.import", by=by, reason=reason)


def _facts(token):
    try:
        return signing.loads(token, salt=SALT, max_age=SECONDS)
    except signing.BadSignature as refusal:
        raise RuleError(STALE) from refusal


def _seen(table):
    """What the draft says now, as a hash."""
    whole = CriteriaTable.objects.whole().select_related("season__bloc").get(pk=table.pk)
    return publishing.fingerprint(whole)
