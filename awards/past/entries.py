"""One past award typed by hand: matched and checked as a row of a list is, one at a time."""

from django.db import transaction

from awards.models import AwardForm, PastAward
from awards.past import acts, matching, previews
from awards.past.form_names import Catalogue
from awards.past.matching import KEEP
from awards.past.reading import NO_YEAR, Line, wrong_day, wrong_year
from core import clock, records
from core.rules import RuleError
from core.text import search_key
from members import joined
from members.models import Person

NOBODY = (KEEP, "Giữ tên như đã ghi, chưa gắn với ai")
CHOOSE = "Hãy chọn ở mục Của ai, hoặc chọn “Giữ tên như đã ghi” rồi gắn sau."
UNKNOWN = "Không thấy {} trong danh mục người, tập thể, cơ quan; hãy xem lại tên, đơn vị, mã cá nhân. "


def whose(*, recipient, unit="", code=""):
    """Return (value, words) of all whom these words may mean, nobody among them; [] where it is certain."""
    units = matching.Units()
    match = _matched(Line(0, recipient=recipient, unit=unit, code=code), units=units)
    if match.subject:
        return []
    return [*((_value(row), matching.described(row, units)) for row in match.choices), NOBODY]


def enter(*, form, ground, source_note, subject="", by, **said):
    """Enter one past award and return it, attached to whom its words mean for certain.

    `form` is a code of the catalogue, empty for one that `form_text` names; `said` are fields of
    `past.reading.Line`. `subject` says who is meant ("person-5", KEEP for nobody) where more could be, or
    nobody is known. Raises RuleError for that, and when the award is known already, here or from a list.
    """
    line = _line(form, **said)
    with transaction.atomic():
        match = _matched(line, form)
        if match.form is None and form:
            raise RuleError("Hình thức này không còn trong danh mục. Hãy chọn lại.")
        found = match.subject or _chosen(match, subject)
        match.subject = found
        if why := previews.known(match):
            raise RuleError(f"Không ghi lần nữa: {why[:1].lower()}{why[1:]}")
        if why := _entered(match):
            raise RuleError(f"Không ghi lần nữa: {why}")
        if found and found[0] == "person":
            joined.hold(Person(pk=found[1]))
        source = {"source_note": source_note, "entered_at": clock.now(), "entered_by": by}
        row = acts.unsaved(match, found, ground=ground, **source)
        return records.keep(row, by=by, act="past_award.enter")


def _line(form, *, form_text="", year=None, decided_on=None, **said):
    """The words as a row of a list has them; the year is that of the decision where nobody told it."""
    days = {"Ngày quyết định": decided_on, "Đến ngày": said.get("achieved_to")}
    for label, day in days.items():
        if day and (why := wrong_day(day)):
            raise RuleError(f"{label}: {why}.")
    year = year or (decided_on and decided_on.year)
    if why := wrong_year(year) if year else NO_YEAR:
        raise RuleError(f"Năm: {why}.")
    known = Catalogue().of(form, year, decided_on)
    name = form_text or (known.name if known else "")
    if not name:
        raise RuleError("Hãy chọn hình thức trong danh mục, hoặc ghi tên hình thức như trong quyết định.")
    return Line(0, form=name, year=year, decided_on=decided_on, **said)


def _matched(line, code="", units=None):
    """The Match of a line; the form somebody chose stands before what its words mean."""
    chosen = Catalogue({line.form: code} if code else None)
    return matching.match([line], catalogue=chosen, units=units or matching.Units())[0]


def _chosen(match, subject):
    """(kind, id) of whom somebody chose among those who could be meant, None for nobody."""
    if subject == KEEP:
        return None
    found = {_value(row): (row._meta.model_name, row.pk) for row in match.choices}
    if subject not in found:
        why = f"{match.note}. " if match.choices else UNKNOWN.format(match.line.recipient)
        raise RuleError(f"{why}{CHOOSE}")
    return found[subject]


def _entered(match):
    """Say that the same award was entered in other words: for the same recipient, form and year."""
    if match.subject is None or match.form is None:
        return ""
    kind, key = match.subject
    forms = AwardForm.objects.filter(code=match.form.code)
    rows = PastAward.objects.filter(**{kind: key}, form__in=forms, year=match.line.year)
    numbers = {search_key(match.line.decision), ""}
    for row in rows:
        if search_key(row.decision_number) in numbers or not match.line.decision:
            return f"{match.who or match.line.recipient} đã có {row.form_text} năm {row.year} ({row.source})."
    return ""


def _value(row):
    return f"{row._meta.model_name}-{row.pk}"
