"""Badges (thẻ đại biểu): who somebody is, and a code by which the reception finds the row.

The code is made from the key of the server and the row, so that a badge can be printed again; the database
keeps only its hash. It says nothing of its bearer and does nothing by itself: only who may check people in
can use it. It is all digits, so that a scanner typing through a Vietnamese keyboard cannot garble it.
"""

import re
from hashlib import sha256

from django.db import transaction
from django.utils.crypto import salted_hmac

from conferences import conference_papers
from conferences.attending import delegates
from conferences.holding import hold
from conferences.models import Badge, BadgeSheet, Conference
from core import clock, records
from core.rules import RuleError
from documents import cards, files, jobs
from documents.models import Shard

TASK = "conferences.draw_badges"
STATES = Conference.State
DIGITS, GROUP = 20, 4  # 66 bits
WRITTEN = re.compile(rf"\d{{{DIGITS}}}")
UNKNOWN = (
    "Mã này không có trong danh sách thẻ đại biểu. Hãy quét lại; "
    "nếu vẫn không được, hãy tìm người này theo tên."
)
LINES = str.maketrans("", "", " -")


def code_of(delegate):
    """Return the code of somebody's badge, always the same."""
    told = salted_hmac("conferences.badge", str(delegate.pk), algorithm="sha256").digest()
    return f"{int.from_bytes(told, 'big') % 10**DIGITS:0{DIGITS}d}"


def grouped(code):
    """Return a code as it is printed, in groups of four digits."""
    return " ".join(code[place : place + GROUP] for place in range(0, DIGITS, GROUP))


def find(text):
    """Return the Delegate of what was scanned or typed: a code, or an address that ends with one.

    Raises RuleError, the same whatever is wrong.
    """
    written = WRITTEN.findall(text.translate(LINES))
    rows = Badge.objects.select_related("delegate__conference__season", "delegate__substitution__substitute")
    found = rows.filter(token_hash=_hash(written[-1])).first() if written else None
    if found is None:
        raise RuleError(UNKNOWN)
    return found.delegate


def without(conference):
    """Return the delegates on the list who have no badge yet, in its order."""
    held = set(Badge.objects.filter(delegate__conference=conference).values_list("delegate", flat=True))
    return [row for row in delegates.listed(conference) if row.pk not in held]


def start(conference, *, address, only_new=False, by):
    """Have badges drawn of everybody on the list, or of who has none yet; return the BadgeSheet.

    `address` stands before the code in the QR code ("" for the bare code: a scanner reads it, a telephone
    opens nothing). The second click returns the same one. Raises RuleError with nobody to draw one for.
    """
    with transaction.atomic():
        conference = hold(conference, STATES.PLANNED, STATES.OPEN)
        since = clock.now() - records.SECOND_CLICK
        if only_new and (same := conference.badge_sheets.filter(made_at__gte=since).first()):
            return same
        chosen = without(conference) if only_new else delegates.listed(conference)
        if not chosen:
            raise RuleError(
                "Không còn ai chưa có thẻ." if only_new else "Chưa mời ai. Hãy mời đại biểu trước."
            )
        if same := conference.badge_sheets.filter(made_at__gte=since, count=len(chosen)).first():
            return same
        for delegate in chosen:
            _give_code(delegate, by)
        facts = {"conference": conference.pk, "delegates": [row.pk for row in chosen], "address": address}
        label = f"Tạo tệp {len(chosen)} thẻ đại biểu"
        job = jobs.enqueue(TASK, shards=[facts], label=label, by=by)
        sheet = BadgeSheet(conference=conference, count=len(chosen), made_at=clock.now(), job=job)
        return records.keep(sheet, by=by, act="badge.print")


def draw(shard):
    """Do the only shard of a BadgeSheet and return its file; somebody who has left the list has no card."""
    conference = Conference.every.select_related("season__bloc").get(pk=shard.facts["conference"])
    chosen = set(shard.facts["delegates"])
    rows = [_row(row, shard.facts["address"]) for row in delegates.listed(conference) if row.pk in chosen]
    if not rows:
        raise RuleError("Những người này không còn trong danh sách. Hãy in lại thẻ theo danh sách mới.")
    return files.keep(cards.draw(rows), content_type="application/pdf")


def file_of(sheet):
    """Return the StoredFile of a BadgeSheet, or None while it is not made."""
    return Shard.objects.select_related("file").get(job=sheet.job_id).file


def _give_code(delegate, by):
    """Keep the hash of the code; anew where the key of the server has changed since."""
    told = _hash(code_of(delegate))
    badge = Badge.objects.filter(delegate=delegate).first() or Badge(delegate=delegate)
    if badge.token_hash != told:
        badge.token_hash, badge.made_at = told, clock.now()
        records.keep(badge, by=by, act="badge.make")


def _row(delegate, address):
    conference, code = delegate.conference, code_of(delegate)
    return cards.Row(
        authority=conference_papers.titled(conference, conference.title),
        recipient=f"{delegate.title} {delegate.full_name}".strip(),
        achievement=delegate.position,
        unit=delegate.name or delegate.body,
        prefix=delegate.get_role_display(),
        code=grouped(code),
        qr=f"{address}{code}/" if address else code,
        sample=conference.season.bloc.sample,
    )


def _hash(code):
    return sha256(code.encode()).hexdigest()
