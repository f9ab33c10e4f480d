"""Which certificates of a decision a batch takes, and on what paper they can be printed."""

import re

from django.db.models.fields.json import KT
from django.db.models.functions import Length

from awards.designing.looks import is_on_stock
from awards.designing.looks import named as design_named
from awards.models import Certificate, PrintBatch
from awards.printing import ledger, printers
from core import numbers
from core.rules import ReadingError, RuleError
from documents import impositions

MOST = 5000  # certificates in one file: 10 MB, some seconds of a worker
TOLD = 10  # numbers a refusal names before it only counts the others
RANGE = re.compile(r"(\d{1,6})(?:\s*[-–−]\s*(\d{1,6}))?")
NEAR = 1  # mm two sizes may differ and still be the same paper


def valid(decision, certificates=None):
    """Return the certificates to print in ceremony order; a correction stands where the spoilt one stood.

    They are locked first and then looked at: one that is being replaced or revoked at this moment ends here
    as what it becomes. Raises RuleError for none, for too many, and when one does not count any more.
    """
    rows = Certificate.objects.filter(line__decision=decision, state=Certificate.State.VALID)
    list(rows.select_for_update(of=("self",)).order_by("pk").values_list("pk"))
    found = list(rows.order_by("line__position", "pk").only("design"))
    if certificates is not None:
        wanted = {certificate.pk for certificate in certificates}
        found = [certificate for certificate in found if certificate.pk in wanted]
        if len(found) < len(wanted):
            raise RuleError(
                "Có Bằng khen đã được thay, đã thu hồi hoặc không thuộc quyết định này. "
                "Hãy tải lại trang rồi chọn lại."
            )
    if not found:
        raise RuleError("Quyết định này không có Bằng khen nào để in. Hãy chọn quyết định khác.")
    if len(found) > MOST:
        raise RuleError(
            f"Một đợt in được nhiều nhất {numbers.grouped(MOST)} Bằng khen, "
            f"lần này có {numbers.grouped(len(found))}. "
            f"Hãy chọn “Theo số vào sổ vàng” và in thành nhiều đợt: {_parted(decision, found)}."
        )
    return found


def read_numbers(text):
    """Return the ranges (first, last) that `text` says: "31-38, 40". Raises ReadingError."""
    ranges = []
    for part in re.split(r"[,;\n]", text):
        if not part.strip():
            continue
        found = RANGE.fullmatch(part.strip())
        if found is None or int(found[2] or found[1]) < int(found[1]):
            raise ReadingError(
                f"“{part.strip()[:20]}” không phải số hay khoảng số. "
                "Nhập số vào sổ vàng, cách nhau bằng dấu phẩy, ví dụ 31-38, 40."
            )
        ranges.append((int(found[1]), int(found[2] or found[1])))
    if not ranges:
        raise ReadingError("Hãy nhập số vào sổ vàng của các Bằng khen cần in, ví dụ 31-38, 40.")
    return ranges


def numbered(decision, ranges):
    """Return the certificates of `decision` that count and whose register numbers lie in `ranges`.

    Raises RuleError that names a number of which there is none: it was replaced, revoked or never given.
    """
    rows = Certificate.objects.filter(line__decision=decision, state=Certificate.State.VALID)
    found = {row.entry.number: row for row in rows.select_related("entry")}
    chosen, missing = {}, []
    for first, last in ranges:
        inside = [number for number in found if first <= number <= last]
        chosen |= {number: found[number] for number in inside}
        if not inside:
            missing.append(str(first) if first == last else f"{first}-{last}")
        elif first not in found or last not in found:
            missing += [str(number) for number in sorted({first, last}) if number not in found]
    if missing:
        more = f" và {len(missing) - TOLD} số khác" if len(missing) > TOLD else ""
        raise RuleError(
            f"Quyết định này không có Bằng khen còn giá trị mang số {', '.join(missing[:TOLD])}{more}. "
            "Hãy xem lại số vào sổ vàng rồi nhập lại."
        )
    return list(chosen.values())


def beginning(decision, counts):
    """Return what the form of a batch begins with: {"mode", "printer" (pk or None)}, and "rows" at times.

    As the last batch of `decision` that was no proof; the first one as its paper asks: letters only where the
    design was placed over a scan of the phôi, the printer that was measured for this size. `counts` is what
    `ledger.counts` says: once some of its certificates have been in a file, those that have not are meant.
    """
    rest = {"rows": "rest"} if 0 < counts["open"] < counts["all"] else {}
    real = decision.batches.exclude(mode=PrintBatch.Mode.PROOF).select_related("calibration")
    if latest := real.order_by("-number").first():
        printer = latest.calibration and latest.calibration.profile_id
        return {"mode": latest.mode, "printer": printer} | rest
    rows = Certificate.objects.filter(line__decision=decision, state=Certificate.State.VALID)
    names = list(rows.order_by().values_list("design", flat=True).distinct())
    modes = PrintBatch.Mode
    mode = modes.OVERLAY if any(map(is_on_stock, names)) else modes.FULL
    return {"mode": mode, "printer": _printer_for(decision, names)}


def looks(decision, number=None):
    """Return what to look at before printing, as (words, certificate): the first, the longest name, any one.

    That is the one with the register number `number`, else the last. Nothing where there is no certificate.
    """
    rows = ledger.certificates_of(decision).filter(ledger.FILTERS["all"])
    first = rows.first()
    if first is None:
        return []
    length = Length(KT("facts__recipient"))
    longest = rows.annotate(length=length).order_by("-length", "line__position", "pk").first()
    chosen = rows.filter(entry__number=number).first() if number else None
    return [("Tờ đầu", first), ("Tên dài nhất", longest), ("Tờ đang chọn", chosen or rows.last())]


def refuse_paper(mode, chosen, calibration):
    """Raise RuleError when the certificates `chosen` cannot be printed in `mode` on the calibrated paper."""
    sizes = {(design.width, design.height) for design in _designs_of(chosen)}
    if mode == PrintBatch.Mode.TWO_UP:
        _refuse_two_up(sizes, calibration)
    elif calibration and not all(_alike(size, calibration.profile.size) for size in sizes):
        raise RuleError(
            f"Máy in này đã căn chỉnh cho giấy {calibration.profile.sheet}, "
            f"còn Bằng khen khổ {_told(next(iter(sizes)))}. Hãy chọn máy in, khay đúng khổ giấy."
        )


def plan_of(batch, size):
    """Return how certificates of this `size` lie on the larger sheets of `batch`, or None."""
    paper = batch.calibration.profile.size if batch.calibration else impositions.SHEET
    return impositions.plan(size, paper)


def _parted(decision, found):
    """Ranges of register numbers, each of as many certificates as one batch takes."""
    rows = Certificate.objects.filter(line__decision=decision)
    wanted = {row.pk for row in found}
    given = sorted(number for pk, number in rows.values_list("pk", "entry__number") if pk in wanted)
    parts = [given[start : start + MOST] for start in range(0, len(given), MOST)]
    return ", rồi ".join(str(part[0]) if len(part) == 1 else f"{part[0]}-{part[-1]}" for part in parts)


def _refuse_two_up(sizes, calibration):
    if len(sizes) > 1:
        raise RuleError(
            "Các Bằng khen này có nhiều khổ nên không xếp hai bằng trên một tờ được. "
            "Hãy chọn các số cùng một khổ, hoặc cách in khác."
        )
    (size,) = sizes
    if plan_of(PrintBatch(calibration=calibration), size) is None:
        paper = calibration.profile.size if calibration else impositions.SHEET
        raise RuleError(
            f"Giấy {_told(paper)} không đủ chỗ cho hai Bằng khen khổ {_told(size)}. "
            "Hãy chọn máy in có khay giấy lớn hơn, hoặc cách in khác."
        )


def _designs_of(chosen):
    return [design_named(name) for name in sorted({certificate.design for certificate in chosen})]


def _printer_for(decision, names):
    """The printer for the paper of these designs that was used last, or the only one; None among several."""
    sizes = [(design.width, design.height) for design in map(design_named, names)]
    measured = printers.of(decision.issuing_agency_id)
    fitting = [each.pk for each in measured if all(_alike(size, each.size) for size in sizes)]
    used = PrintBatch.objects.filter(calibration__profile__in=fitting).order_by("-pk")
    last = used.values_list("calibration__profile", flat=True).first()
    return last or (fitting[0] if len(fitting) == 1 else None)


def _alike(size, other):
    return all(abs(one - two) <= NEAR for one, two in zip(size, other, strict=True))


def _told(size):
    return " × ".join(f"{side:g}".replace(".", ",") for side in size) + " mm"
