"""Copies: a certificate printed once more on plain paper, marked “Bản sao”, with the same number and code."""

from django.db import transaction
from django.db.models import Max

from awards.certifying import wording
from awards.designing import looks
from awards.models import Certificate, CertificateCopy
from core import clock, records
from core.dates import short
from core.rules import RuleError
from documents import papers, sheets, signatures, stamps

MARK = "BẢN SAO"
BELOW = 6.25  # mm from the QR code to the line that tells of the copy
OUTSIDE = 3  # mm above the edge: outside of the frame, where only a screen need reach


def issue(certificate, *, receiver, reason, by):
    """Log a further print of `certificate` as a copy for `receiver`, and return the CertificateCopy.

    A second click returns the same one. Raises RuleError when the certificate does not count any more.
    """
    with transaction.atomic():
        row = Certificate.objects.select_for_update(of=("self",)).order_by().get(pk=certificate.pk)
        if not row.is_valid:
            raise RuleError(
                f"Bằng khen này ở trạng thái “{row.get_state_display()}” nên không cấp bản sao. "
                "Hãy tải lại trang để xem Bằng khen đang có giá trị."
            )
        last = row.copies.aggregate(last=Max("number"))["last"] or 0
        facts = {"receiver": receiver, "reason": reason, "on": clock.today(), "at": clock.now(), "by": by}
        copy = CertificateCopy(certificate=row, number=last + 1, **facts)
        same = records.repeated(copy, by=by, act="copy.issue", beside=("number", "at"))
        return same or records.keep(copy, by=by, act="copy.issue", reason=reason)


def content(copy):
    """Return the PDF (bytes) of a copy, ground and words, marked; signed where the installation has a key.

    Raises RuleError as drawing does, and when the frozen words are no longer what was frozen.
    """
    design = looks.named(copy.certificate.design)
    part = sheets.draw_part(design, [wording.row_of(copy.certificate)])
    line = f"Bản sao số {copy.number} của {copy.certificate}, cấp ngày {short(copy.on)}"
    whole = sheets.assemble(design, [part], pages=1)
    marked = stamps.stamped(whole, MARK, line, place_of(design, line))
    return signatures.signed(marked, reason=papers.SIGNED, foot=OUTSIDE)


def place_of(design, line):
    """Return where the `line` of a copy begins, (x, y) in mm; None: where it usually does.

    Below the QR code where that is on the sheet and clear of the line of a signature; above it where the
    usual place would cross the code.
    """
    if (code := design.code) is None:
        return None
    long, right, under = stamps.length(line), design.width - stamps.MARGIN, code.y + code.size + BELOW
    if code.x + long <= right and under + stamps.HIGH <= design.height - OUTSIDE:
        return code.x, under
    x, y = stamps.usual(design.width, design.height)
    if not (x - code.size < code.x < x + long and y - stamps.HIGH - code.size < code.y < y):
        return None
    return max(stamps.MARGIN, min(code.x, right - long)), code.y - OUTSIDE
