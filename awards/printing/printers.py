"""Printers of an agency: named with tray and paper, measured by a ruler sheet, measured again, given up.

Measuring never changes what was measured before: a batch keeps the calibration it is printed with.
"""

from django.db import transaction

from awards.models import Calibration, PrinterProfile
from awards.printing import measurements
from core import clock, records
from core.rules import RuleError
from documents import rulers


def add(agency, *, name, tray, width, height, by):
    """Enter a printer of `agency` with a tray and a size of paper (mm) and return the PrinterProfile.

    Raises ValidationError when it is there already or the paper is none.
    """
    row = PrinterProfile(agency=agency, name=name, tray=tray, width=width, height=height)
    return records.keep(row, by=by, act="printer.add")


def computed(profile, **measured):
    """Return the Distortion that `measured` shows on the paper of `profile`; see measurements."""
    return measurements.distortion_of(measured, *profile.size)


def calibrate(profile, *, by, **measured):
    """Keep how the printer is off by what was `measured`, as the next Calibration, and return it.

    The same figures again (a second click) are those that stand. Raises RuleError as `computed` does, and for
    a profile that was given up.
    """
    distortion = computed(profile, **measured)
    with transaction.atomic():
        profile = PrinterProfile.objects.select_for_update().get(pk=profile.pk)
        _require_use(profile)
        last, typed = current(profile), {name: str(value) for name, value in measured.items()}
        if last and last.measured == typed:
            return last
        row = Calibration(
            profile=profile,
            number=last.number + 1 if last else 1,
            measured=typed,
            **measurements.kept(distortion),
            made_at=clock.now(),
            made_by=by,
        )
        return records.keep(row, by=by, act="printer.calibrate")


def retire(profile, *, by):
    """Give `profile` up: no batch can be started with it any more; those that were keep what they have."""
    with transaction.atomic():
        row = PrinterProfile.objects.select_for_update().get(pk=profile.pk)
        if row.retired_at:
            return row
        return records.change(row, by=by, act="printer.retire", retired_at=clock.now())


def current(profile):
    """Return the Calibration that holds for `profile`, or None while it was never measured."""
    return profile.calibrations.order_by("-number").first()


def of(agency_id):
    """Return the profiles a batch of this agency may be printed with, by name."""
    return PrinterProfile.objects.in_use().filter(agency=agency_id)


def calibration_for(profile, agency_id):
    """Return the Calibration a batch of `agency_id` gets that is started with `profile` now; None for None.

    Raises RuleError when the profile is another agency's, was given up, or was never measured.
    """
    if profile is None:
        return None
    row = PrinterProfile.objects.get(pk=profile.pk)
    if row.agency_id != agency_id:
        raise RuleError("Máy in này là của cơ quan khác. Hãy chọn máy in của cơ quan ban hành quyết định.")
    _require_use(row)
    found = current(row)
    if found is None:
        raise RuleError("Máy in này chưa căn chỉnh. Hãy in tờ thước, đo rồi lưu căn chỉnh trước khi in.")
    return found


def ruler_sheet(profile):
    """Return the PDF (bytes) of the ruler sheet of `profile`."""
    lines = [
        _name(profile),
        "In một mặt, tỉ lệ 100 % (kích thước thật), không co vừa trang.",
        "Đo từ tâm mỗi dấu chữ thập A, B, C, D tới hai mép giấy gần nhất, rồi nhập vào bước 2.",
    ]
    return rulers.draw(*profile.size, title=f"Tờ thước {profile.sheet}", lines=lines)


def check_sheet(profile, distortion):
    """Return the PDF (bytes) of a ruler sheet that comes out straight on a printer off by `distortion`."""
    lines = [
        _name(profile),
        "Đã bù độ lệch của máy in. In một mặt, tỉ lệ 100 %, không co vừa trang.",
        f"Tâm mỗi dấu phải cách hai mép giấy gần nhất đúng {rulers.INSET} mm.",
    ]
    title = f"Tờ kiểm tra {profile.sheet}"
    return rulers.draw(*profile.size, title=title, lines=lines, distortion=distortion)


def _name(profile):
    return ", ".join(part for part in (profile.name, profile.tray) if part)


def _require_use(profile):
    if profile.retired_at:
        raise RuleError(
            "Cấu hình máy in này đã ngừng dùng. Hãy chọn cấu hình khác, hoặc thêm máy in rồi căn chỉnh lại."
        )
