"""Faces an agency brings for its designs: looked at, kept whole, given up."""

from django.db import transaction

from awards.models import DesignFont
from core import clock, records
from core.rules import RuleError
from documents import typefaces

MOST = 40  # faces of one agency


def add(agency, *, file, by):
    """Take an uploaded TTF in for the designs of `agency` and return the DesignFont.

    The same file again is the same row, taken up again if it was given up. Raises RuleError for what
    `typefaces.receive` refuses, and for too many.
    """
    if DesignFont.objects.filter(agency=agency, retired_at=None).count() >= MOST:
        raise RuleError(f"Đơn vị đã có {MOST} phông chữ. Hãy ngừng dùng bớt phông cũ rồi tải lên.")
    return take_in(agency, typefaces.receive(file), by=by)


def take_in(agency, face, *, by):
    """As `add`, for a Typeface that was looked at already."""
    with transaction.atomic():
        rows = DesignFont.objects.select_for_update().filter(agency=agency, file=face.file).order_by()
        if (row := rows.first()) is None:
            row = DesignFont(
                agency=agency,
                family=face.family,
                style=face.style,
                weight=face.weight,
                italic=face.italic,
                file=face.file,
                added_at=clock.now(),
                added_by=by,
            )
            return records.keep(row, by=by, act="font.add")
        return records.change(row, by=by, act="font.add", retired_at=None) if row.retired_at else row


def retire(font, *, by):
    """Offer `font` to no box any more; designs and certificates that use it go on unharmed."""
    with transaction.atomic():
        row = DesignFont.objects.select_for_update().get(pk=font.pk)
        if row.retired_at:
            return row
        return records.change(row, by=by, act="font.retire", retired_at=clock.now())
