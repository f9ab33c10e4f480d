"""Amending a signed target: the old one and the new one stay readable, with why and a paper."""

from blocs import phases, seasons
from core import clock, records
from core.rules import RuleError
from results import papers, targets
from results.models import Amendment, PledgeSigning, Target

OPEN = ("running", "midyear")
FIELDS = ("text", "number", "unit", "due_on")


def is_open(season):
    """Say whether signed targets may be amended: from the signing until the scoring begins."""
    return season.phase in OPEN


def amend(pledge, criterion, *, reason, text, number=None, unit="", due_on=None, by):
    """Put a new target in the place of the signed one under `criterion`, or add one; returns the Amendment.

    Raises RuleError before the signing and once scoring has begun, without a change, and for a number or
    day that cannot be; ValidationError without a reason or words.
    """
    with seasons.held_open(pledge.season, "giao ước") as season:
        _refuse_now(season)
        if criterion.group.table.season_id != season.pk:
            raise RuleError("Tiêu chí này không thuộc bảng tiêu chí của năm.")
        new = {"text": text, "number": number, "unit": unit, "due_on": due_on}
        if number is not None:
            targets.check_number(number)
        _refuse_uncounted(pledge, criterion, number)
        if due_on is not None:
            targets.check_day(season, due_on)
        target = Target.objects.filter(pledge=pledge, criterion=criterion).first()
        old = {name: getattr(target, name) for name in FIELDS} if target else {}
        if old == new:
            raise RuleError("Chỉ tiêu mới giống chỉ tiêu hiện có nên không có gì để điều chỉnh.")
        target = target or Target(pledge=pledge, criterion=criterion, version=0)
        target.version += 1
        for name, value in new.items():
            setattr(target, name, value)
        records.keep(target, by=by, act="target.amend", reason=reason)
        both = {f"old_{name}": value for name, value in old.items()}
        both |= {f"new_{name}": value for name, value in new.items()}
        amendment = Amendment(pledge=pledge, criterion=criterion, reason=reason, **both)
        amendment.amended_on = clock.today()
        amendment.paper = papers.issue_amendment(season, amendment, by=by)
        return records.keep(amendment, by=by, act="pledge.amend", reason=reason)


def _refuse_uncounted(pledge, criterion, number):
    """Refuse words alone where the points follow from the number."""
    if not number and criterion in targets.counted(pledge.season_id, pledge.agency_id):
        unit = f", tính bằng {criterion.unit}" if criterion.unit else ""
        raise RuleError(f"Điểm của {criterion.code} tính theo chỉ tiêu: hãy ghi số lượng lớn hơn 0{unit}.")


def _refuse_now(season):
    if not PledgeSigning.objects.filter(season=season).exists():
        raise RuleError("Giao ước chưa ký. Trước khi ký, đơn vị lấy lại bản đã gửi để sửa chỉ tiêu.")
    if not is_open(season):
        raise RuleError(
            "Chỉ tiêu chỉ điều chỉnh được sau khi ký và trước bước Tự chấm; "
            f"năm này đang ở bước {phases.label(season.phase)}."
        )
