"""Past awards come from an Excel file in steps: looked at, schemes and names settled, written in one act.

Between the steps the server keeps the file; the browser carries a signed reference to it with what was
settled and what catalogue and directory said. What cannot be taken is left out and told, row by row.
"""

from django.core import signing
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from awards.models import PastAward, PastImport
from awards.past import acts, previews, reading
from awards.past.matching import KEEP, SKIP
from core import clock, history, legacy_text, records, text
from core.rules import RuleError
from documents import files, workbooks
from documents.models import StoredFile
from members import joined

SALT, SECONDS = "awards.past-import", 2 * 60 * 60  # how long a preview may lie open
AT_ONCE = 200  # rows written by one statement
STALE = "Bản xem trước đã quá hạn hoặc không phải của bạn. Hãy tải tệp lên lại."
CHANGED = (
    "Danh mục, danh sách người hoặc khen thưởng cũ vừa thay đổi sau khi xem trước, hoặc tệp này đã được ghi. "
    "Hãy tải tệp lên lại để xem tình hình mới nhất."
)
NOTHING = "Không có dòng nào để ghi: mọi dòng đã ghi từ trước hoặc được chọn không ghi."
LEFT = "Được chọn không ghi."


def stage(*, upload, by):
    """Keep an uploaded workbook and return the Preview of it; no award is written.

    Raises RuleError when the file cannot be read at all.
    """
    kind = workbooks.check(upload)
    reading.read(upload, {})
    stored = files.keep(upload, content_type=kind)
    return _preview(stored, text.file_name(upload.name), previews.NOTHING_SETTLED, by)


def settle(*, token, encodings, forms, units, by):
    """Return the Preview anew, with schemes of columns, forms and units as somebody chose them.

    `encodings` is {column: scheme or ""}, `forms` {form as written: code}, `units` {unit as written: name}.
    Raises RuleError when the preview is too old or not this person's.
    """
    facts, stored = _facts(token, by)
    schemes = {
        key: chosen if chosen in legacy_text.LABELS else ""
        for key, chosen in encodings.items()
        if key in reading.TEXTS
    }
    fresh = {"encodings": schemes, "forms": forms, "units": units}
    settled = {name: before | fresh[name] for name, before in facts["settled"].items()}
    return _preview(stored, facts["name"], settled, by)


def take(*, token, chosen, rest=KEEP, by):
    """Write what the preview behind `token` showed and return the PastImport, with what was left out.

    `chosen` is {number of a group: "person-5", "collective-5", KEEP or SKIP}; a group without an answer keeps
    its words. `rest` says the same of rows that could be nobody's. Raises RuleError when the preview is too
    old or anything has changed since; then nothing at all is written.
    """
    facts, stored = _facts(token, by)
    try:
        with transaction.atomic():
            preview = _preview(stored, facts["name"], facts["settled"], by)
            if preview.is_undecided or preview.seen != facts["seen"]:
                raise RuleError(CHANGED)
            taken, left = _parted(preview, chosen, rest)
            if not taken:
                raise RuleError(NOTHING)
            return _write(preview, stored, taken, [*preview.left, *left], by)
    except IntegrityError as clash:  # somebody else took the same rows a hair earlier
        raise RuleError(CHANGED) from clash


def undo(batch, *, by):
    """Take back a whole import: its awards and its report go, history and file stay; return how many."""
    with transaction.atomic():
        if not PastImport.objects.select_for_update().filter(pk=batch.pk).exists():
            raise RuleError(records.GONE)
        awards = PastAward.objects.filter(brought_by=batch)
        count = awards.count()
        awards.delete()
        records.drop(batch, by=by, act="past_import.undo", reason=f"{count} dòng")
    return count


def _preview(stored, name, settled, by):
    with files.open(stored) as content:
        preview = previews.of(content, name, settled)
    facts = {"by": by.pk, "file": stored.sha256, "name": name, "settled": settled, "seen": preview.seen}
    preview.token = signing.dumps(facts, salt=SALT, compress=True)
    return preview


def _facts(token, by):
    try:
        facts = signing.loads(token, salt=SALT, max_age=SECONDS)
    except signing.BadSignature as refusal:
        raise RuleError(STALE) from refusal
    stored = StoredFile.objects.filter(sha256=facts["file"]).first()
    if facts["by"] != by.pk or stored is None:
        raise RuleError(STALE)
    return facts, stored


def _parted(preview, chosen, rest):
    """([(match, subject)] to be written, [(line, why)] of what somebody left out)."""
    answers = {}
    for group in preview.groups:
        answer = chosen.get(group.number, KEEP)
        if answer not in dict(group.options):
            raise RuleError(CHANGED)
        answers[group.first.group] = answer
    taken, left = [], []
    for match in preview.matches:
        answer = answers.get(match.group, KEEP) if match.choices else rest
        if match.subject is None and answer == SKIP:
            left.append((match.line, LEFT))
        else:
            taken.append((match, match.subject or _subject(answer)))
    return taken, left


def _subject(answer):
    """The (kind, id) that an answer names, or None when the words stay as they are."""
    kind, _, key = answer.partition("-")
    return (kind, int(key)) if key else None


def _write(preview, stored, taken, left, by):
    report = [_told(line, why) for line, why in sorted(left, key=lambda row: row[0].number)]
    batch = PastImport(
        name=preview.name,
        file=stored,
        taken_at=clock.now(),
        taken_by=by,
        encodings={key: scheme for key, scheme in preview.settled["encodings"].items() if scheme},
        left_out=report,
    )
    records.keep(batch, by=by, act="past_import.take")
    joined.hold_all(subject[1] for _, subject in taken if subject and subject[0] == "person")
    rows = [_award(match, subject, batch, by) for match, subject in taken]
    PastAward.objects.bulk_create(rows, batch_size=AT_ONCE)
    matched = sum(subject is not None for _, subject in taken)
    counts = {"awards": len(rows), "matched": matched, "left_out": len(report)}
    reason = f"{preview.name} (SHA-256 {stored.sha256})"
    history.record(batch, "past_import.write", by=by, after=counts, reason=reason)
    return batch


def _award(match, subject, batch, by):
    line = match.line
    source = {"brought_by": batch, "source_row": line.number}
    row = acts.unsaved(match, subject, **source, entered_at=batch.taken_at, entered_by=by)
    try:
        row.clean_fields(exclude=["form", "agency", "collective", "person", "brought_by", "entered_by"])
    except ValidationError as refusal:
        raise RuleError(f"Dòng {line.number}: {' '.join(refusal.messages)}") from refusal
    return row


def _told(line, why):
    told = {"row": line.number, "recipient": line.recipient, "unit": line.unit, "form": line.form}
    return told | {"year": line.year or "", "why": why}
