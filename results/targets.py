"""What a target says beside its words: number, unit and day, as people type them, and as others read them."""

from decimal import Decimal

from blocs.models import Criterion, Exemption, Span
from core import dates, numbers
from core.prepared import Given, Prepared
from core.rules import ReadingError, RuleError
from core.text import clean_line
from results.models import Target

CELLS = ("number", "unit", "due_on")
LONGEST_UNIT = 30
NUMBER = Prepared(
    lambda: (
        Target.objects.filter(
            criterion=Given("criterion"), pledge__season=Given("season"), pledge__agency=Given("agency")
        )
        .filter(number__gt=0)
        .values_list("number")
    )
)
MOST = Decimal(10) ** 13


def read(season, cell, text):
    """Return what `text` says in this cell of a target; None (or "") for an empty one.

    Raises RuleError with what to type instead.
    """
    text = clean_line(text)
    if cell == "unit":
        if len(text) > LONGEST_UNIT:
            raise RuleError(f"Đơn vị tính dài quá {LONGEST_UNIT} ký tự. Hãy viết ngắn lại.")
        return text
    if not text:
        return None
    try:
        return check_number(numbers.parse_decimal(text)) if cell == "number" else _day(season, text)
    except ReadingError as refusal:
        raise RuleError(str(refusal)) from None


def check_number(number):
    """Return the number; raises RuleError for one below zero or beyond counting."""
    if not 0 <= number < MOST:
        raise RuleError("Nhập số lượng từ 0 trở lên, không quá 13 chữ số.")
    return number


def check_day(season, day):
    """Return the day; raises RuleError for one that lies outside the year and the one after it."""
    first, last = season.first_day, Span(season.span).last_day(season.year + 1)
    if not first <= day <= last:
        raise RuleError(f"Nhập hạn từ {dates.short(first)} đến {dates.short(last)}.")
    return day


def shown(target):
    """Return the texts of the cells of a target (or None) by their names."""
    if target is None:
        return {"text": "", "number": "", "unit": "", "due_on": ""}
    return {
        "text": target.text,
        "number": "" if target.number is None else numbers.grouped(target.number),
        "unit": target.unit,
        "due_on": dates.short(target.due_on) if target.due_on else "",
    }


def told(season_id, agency_id):
    """Return what one member pledged, by the criterion's key: ({key: in words}, {key: number above 0}).

    One query.
    """
    found = list(Target.objects.filter(pledge__season=season_id, pledge__agency=agency_id))
    counts = {target.criterion_id: target.number for target in found if target.number}
    return {target.criterion_id: str(target) for target in found}, counts


def number(criterion_id, paper):
    """Return the number that the member of `paper` pledged for one criterion; None for none. One query."""
    found = NUMBER.one(criterion=criterion_id, season=paper.season_id, agency=paper.agency_id)
    return found and found[0]


def counted(season_id, agency_id):
    """Return the criteria whose points follow from the number a member pledges, as the table is read.

    That is every ratio without a target of the table's own which applies to the member.
    """
    found = Criterion.objects.filter(
        group__table__season=season_id, kind=Criterion.Kind.RATIO, target__isnull=True
    )
    return list(found.exclude(exemptions__agency=agency_id).select_related("group"))


def exempt(season_id, agency_id):
    """Return {criterion's key: why it does not apply} of one member. One query."""
    found = Exemption.objects.filter(criterion__group__table__season=season_id, agency=agency_id)
    return dict(found.values_list("criterion", "reason"))


def lacking(pledge):
    """Return in words the numbers that a pledge owes to the criteria of `counted`.

    In a group that is no scored one a number is owed only beside words.
    """
    written, found = {target.criterion_id: target for target in pledge.targets.all()}, []
    for criterion in counted(pledge.season_id, pledge.agency_id):
        target, unit = written.get(criterion.pk), criterion.unit
        if target is None and criterion.group.kind != "scored":
            continue
        if target is None or not target.number:
            found.append(f"số lượng {criterion.code}" + (f" ({unit})" if unit else ""))
        elif unit and target.unit.casefold() != unit.casefold():
            found.append(f"đơn vị tính “{unit}” ở {criterion.code}")
    return found


def _day(season, text):
    return check_day(season, dates.parse(text))
