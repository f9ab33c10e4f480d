"""A score sheet filled in Excel comes back in two acts: looked at cell by cell, then all written or nothing.

Between the two the server keeps the file; the browser carries a signed reference to it with the versions of
the lines when it was looked at. What both the file and somebody else have changed since the download is for a
person to choose. The cells are written by `scoring.enter_all` as if they had been typed, so that the journal
tells each and takes it back.
"""

import hashlib
from dataclasses import dataclass
from decimal import Decimal

from django.core import signing
from django.db import transaction

from core import history, numbers, text
from core.rules import RuleError
from documents import files, workbooks
from documents.models import StoredFile
from results import journal, locks, rehearsal, scoring, sheet_changes, sheet_reading, standings
from results.models import ScoreSheet
from results.sheet_file import COLUMNS, PLACES, Facts, rules

SALT = "results.sheet-import"
SECONDS = 2 * 60 * 60  # how long a preview may lie open
STALE = "Bản xem trước đã quá hạn hoặc không đúng bảng này. Hãy tải tệp lên lại."
CHANGED = (
    "Bảng vừa có người sửa sau khi xem trước, hoặc tệp này đã được ghi. "
    "Hãy tải tệp lên lại để so với bảng mới."
)

NOT_SO = "Chưa ghi ô nào, vì các ô đã chọn không hợp nhau. Hãy tải tệp lên lại và chọn khác."


@dataclass(frozen=True)
class Staged:
    """A file that was looked at; `token` stands for it in the second act, empty while it cannot be taken."""

    name: str
    faults: list
    notes: list
    changes: list
    before: Decimal
    after: Decimal
    token: str

    @property
    def asked(self):
        """How many choices a person has to make."""
        return sum(bool(change.theirs) and not change.follows for change in self.changes)

    @property
    def typed(self):
        """How many cells the file changes."""
        return sum(change.row is not None for change in self.changes)


def stage(sheet, *, upload, by):
    """Read an uploaded file and return what would become of it; nothing of the sheet changes.

    Raises RuleError when the file cannot be read at all or is not of this sheet, and for a locked sheet.
    """
    kind = workbooks.check(upload)
    with transaction.atomic():
        locks.open_sheet(sheet.pk)
        facts = Facts(_fresh(sheet))
    reading = sheet_reading.read(upload, facts)
    changes = sheet_changes.between(facts, reading)
    refused, lines, after = rehearsal.of(lambda: _tried(facts, changes, by))
    by_line = {line.pk: line for line in facts.lines.values()}
    faults = reading.faults + [
        _fault(reading, by_line[pk].criterion, cell, sentence) for (pk, cell), sentence in refused.items()
    ]
    faults.sort(key=lambda fault: fault.row)
    name, token = text.file_name(upload.name), ""
    if changes and not faults:
        stored = files.keep(upload, content_type=kind)
        seen = {"sheet": sheet.pk, "by": by.pk, "file": stored.sha256, "name": name, "seen": _seen(facts)}
        token = signing.dumps(seen, salt=SALT)
    shown = sheet_changes.shown(facts, changes, lines)
    notes = reading.notes + _total_note(reading, changes, after, faults)
    return Staged(name, faults, notes, shown, facts.totals.total, after, token)


def take(sheet, *, token, chosen=(), by):
    """Write what `token` stands for and return how many cells; `chosen` are the names of the cells that take
    the file's content although somebody else has changed them (see sheet_changes.Change).

    Raises RuleError when the preview is too old or not this person's, when the sheet has changed since, for a
    locked sheet, and with what is refused of the choice; then nothing is written.
    """
    seen = _facts_of(token)
    stored = StoredFile.objects.filter(sha256=seen["file"]).first()
    if (seen["sheet"], seen["by"]) != (sheet.pk, by.pk) or stored is None:
        raise RuleError(STALE)
    with transaction.atomic():
        locks.open_sheet(sheet.pk)
        facts = Facts(_fresh(sheet))
        if _seen(facts) != seen["seen"]:
            raise RuleError(CHANGED)
        with files.open(stored) as content:
            reading = sheet_reading.read(content, facts)
        changes = [
            each for each in sheet_changes.between(facts, reading) if not each.theirs or each.name in chosen
        ]
        if reading.faults:
            raise RuleError(CHANGED)
        if refused := scoring.enter_all(facts.sheet, sheet_changes.typed(facts, changes), by=by):
            raise RuleError(f"{NOT_SO} {' '.join(dict.fromkeys(refused.values()))}")
        if not changes:  # everything somebody else changed was left as it is
            return 0
        reason = f"{seen['name']} (SHA-256 {stored.sha256})"
        history.record(facts.sheet, journal.IMPORTED, by=by, after={"cells": len(changes)}, reason=reason)
    return len(changes)


def _fresh(sheet):
    found = ScoreSheet.objects.select_related("season__bloc", "season__criteria", "agency").get(pk=sheet.pk)
    found.agency = sheet.agency  # comes with its names
    return found


def _facts_of(token):
    try:
        return signing.loads(token, salt=SALT, max_age=SECONDS)
    except signing.BadSignature as refusal:
        raise RuleError(STALE) from refusal


def _seen(facts):
    """What the sheet is now, as a hash: its lines' versions, the rules, the targets that are set."""
    told = sorted((line.pk, line.version, str(facts.aimed(line))) for line in facts.lines.values())
    return hashlib.sha256(repr((rules(facts.table), facts.sheet.state, told)).encode()).hexdigest()


def _tried(facts, changes, by):
    """Write them, and return (refused, {line's key: line as it is then}, total as it is then)."""
    refused = scoring.enter_all(facts.sheet, sheet_changes.typed(facts, changes), by=by)
    whole = ScoreSheet.objects.whole().get(pk=facts.sheet.pk)
    total = standings.totals_of(whole, scoring.self_points, facts.table).total
    return refused, {line.pk: line for line in whole.lines.all()}, total


def _fault(reading, criterion, cell, sentence):
    plain = sentence.removeprefix(f"Ô {criterion.code}: ").rstrip(".")
    return sheet_reading.Fault(reading.rows[criterion.pk], COLUMNS[PLACES[cell]].heading, plain)


def _total_note(reading, changes, after, faults):
    """That the total in the file is another one, where both should be the same."""
    if faults or reading.total is None or reading.total == after or any(change.theirs for change in changes):
        return []
    shown, ours = numbers.points(reading.total), numbers.points(after)
    return [f"Tổng điểm hiện trong tệp là {shown}; theo các ô đã nhập, phần mềm tính {ours} và ghi số này."]
