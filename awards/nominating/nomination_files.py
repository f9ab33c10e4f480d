"""The files of a nomination: evidence, and what its dossier needs beside. The same content is stored once."""

from django.db import transaction

from awards import rounds
from awards.models import Nomination, NominationFile
from core import clock, records, text
from core.rules import RuleError
from documents import drawings, intake

STATES = Nomination.State
OPEN = (STATES.PROPOSED, STATES.RETURNED, STATES.ENDORSED)


def add(nomination, *, upload, kind=NominationFile.Kind.EVIDENCE, note="", by):
    """Bind an uploaded file and return the NominationFile; its first page is drawn in the background.

    Raises RuleError when the file is not accepted (see `intake`) or the nomination is sent or decided,
    ValidationError when it has this file already.
    """
    stored = intake.receive(upload)  # before the lock: it takes time
    with transaction.atomic():
        row = open_row(nomination)
        name = text.file_name(upload.name)
        facts = {"kind": kind, "file": stored, "name": name, "note": note, "added_at": clock.now()}
        kept = records.keep(NominationFile(nomination=row, **facts), by=by, act="nomination_file.add")
        drawings.request(stored, [1], by=by)
        return kept


def add_each(nomination, *, uploads, kind, note="", by):
    """Add several files, each by an act of its own; return [(name, what kept it out in words or "")]."""
    said = {"kind": kind, "note": note, "by": by}
    return intake.each(uploads, lambda upload: add(nomination, upload=upload, **said))


def remove(file, *, by):
    """Take a file away; the content stays stored. Raises RuleError once somebody has checked it."""
    with transaction.atomic():
        row = open_row(file.nomination)
        if row.checked_at:
            raise RuleError(
                "Đề nghị đã được kiểm tra cùng tệp này nên không gỡ được. Cần thay tệp thì nhờ "
                f"{row.season.bloc.head_label} trả lại để bổ sung."
            )
        records.drop(file, by=by, act="nomination_file.remove")


def open_row(nomination):
    """Return the nomination under its lock while its papers may change; raises RuleError afterwards."""
    rounds.hold(nomination.season, rounds.PROPOSING)
    rows = Nomination.objects.select_for_update(of=("self",)).select_related("season__bloc")
    row = rows.get(pk=nomination.pk)
    if row.state not in OPEN:
        raise RuleError(f"Đề nghị này “{row.state_words}” nên giấy tờ của nó không đổi được nữa.")
    return row
