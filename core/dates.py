"""Dates as Vietnamese offices write them: day first, read strictly, shown in four fixed ways.

What is not surely one date is refused with a sentence (ReadingError), never guessed. A year of two digits
is read by one rule for birth dates and seasons alike: 00-39 are 2000-2039, 60-99 are 1960-1999, and 40-59
are refused, because a veteran born in 1945 and a plan for 2045 look the same.
"""

import re
from datetime import date, datetime

from django.utils import timezone

from core.rules import ReadingError
from core.text import clean_line, excerpt

HOW = "Nhập theo dạng dd/mm/yyyy, ví dụ 05/03/2026."
FIRST_YEAR, LAST_YEAR = 1900, 2099
WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật")

_DAY, _MONTH, _YEAR = r"(?P<day>[0-9]{1,2})", r"(?P<month>[0-9]{1,2})", r"(?P<year>[0-9]{2}|[0-9]{4})"
_FORMS = [
    re.compile(form)
    for form in (
        rf"(?:ngày )?{_DAY}(?P<mark>[/.-]){_MONTH}(?P=mark){_YEAR}",
        rf"(?:ngày )?{_DAY} tháng {_MONTH},? năm {_YEAR}",
        rf"(?P<year>[0-9]{{4}})-{_MONTH}-{_DAY}",
        r"(?P<day>[0-9]{2})(?P<month>[0-9]{2})(?P<year>[0-9]{4})",  # a phone's number pad has no slash
    )
]
_WITHOUT_YEAR = re.compile(r"(?:ngày )?[0-9]{1,2}(?:[/.-]| tháng )[0-9]{1,2}")
_WITHOUT_DAY = re.compile(r"(?:tháng )?[0-9]{1,2}(?:[/.-]|,? năm )[0-9]{4}")


def parse(text):
    """Return the date that `text` says; raises ReadingError with what to type instead.

    Reads 05/03/2026, 5/3/26, 5-3-2026, 5.3.2026, 05032026, "ngày 5 tháng 3 năm 2026" and 2026-03-05,
    with blanks around and around the separators. The day comes first, except in the last form.
    """
    typed = re.sub("[‐‑‒–−]", "-", clean_line(text).lower())
    typed = re.sub(r" ?([/.-]) ?", r"\1", typed)
    for form in _FORMS:
        if match := form.fullmatch(typed):
            return _on_calendar(int(match["day"]), int(match["month"]), _full_year(match["year"]))
    raise ReadingError(f"{_lack(typed, excerpt(text))} {HOW}")


def parse_year(text):
    """Return the year that `text` says, of four digits or of two by the rule above; raises ReadingError."""
    typed = clean_line(text).lower().removeprefix("năm ")
    if not re.fullmatch("[0-9]{2}|[0-9]{4}", typed):
        raise ReadingError(f"“{excerpt(text)}” không đọc được thành năm. Ghi đủ bốn chữ số, ví dụ 2019.")
    year = _full_year(typed)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ReadingError(f"Năm {year} nằm ngoài khoảng {FIRST_YEAR}–{LAST_YEAR}. Hãy xem lại.")
    return year


def short(day):
    """Screens, tables, lists: 05/03/2026."""
    day = _local(day)
    return f"{day.day:02}/{day.month:02}/{day.year:04}"


def day_month(day):
    """Where the year is plain from the context: 05/03."""
    return short(day)[:5]


def words(day):
    """Papers: "ngày 05 tháng 02 năm 2026", with a zero before days below 10 and months 1 and 2 only."""
    day = _local(day)
    month = f"{day.month:02}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02} tháng {month} năm {day.year:04}"


def party(day):
    """Citations in papers of the Party: 05-02-2026."""
    return short(day).replace("/", "-")


def moment(at):
    """An aware moment on the clock in Vietnam: 09:42, 05/12/2023."""
    at = timezone.localtime(at)
    return f"{at:%H:%M}, {short(at)}"


def day_name(day):
    """The day of the week: Thứ Hai to Chủ Nhật."""
    return WEEKDAYS[_local(day).weekday()]


def _on_calendar(day, month, year):
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ReadingError(f"Năm {year} nằm ngoài khoảng {FIRST_YEAR}–{LAST_YEAR}. {HOW}")
    if not 1 <= month <= 12:
        raise ReadingError(f"Không có tháng {month}; ngày ghi trước, tháng ghi sau. {HOW}")
    try:
        return date(year, month, day)
    except ValueError:
        raise ReadingError(f"Ngày {day:02}/{month:02}/{year} không có trong lịch. {HOW}") from None


def _full_year(digits):
    year = int(digits)
    if len(digits) == 4:
        return year
    if 40 <= year <= 59:
        raise ReadingError(f"Năm “{digits}” có thể là 19{digits} hoặc 20{digits}. Ghi đủ bốn chữ số của năm.")
    return year + (2000 if year < 40 else 1900)


def _lack(typed, shown):
    if not typed:
        return "Chưa có ngày."
    if _WITHOUT_YEAR.fullmatch(typed):
        return f"“{shown}” còn thiếu năm."
    if _WITHOUT_DAY.fullmatch(typed):
        return f"“{shown}” còn thiếu ngày."
    return f"“{shown}” không đọc được thành ngày."


def _local(day):
    """Return the day itself, or the day in Vietnam of an aware moment (the database keeps UTC)."""
    return timezone.localdate(day) if isinstance(day, datetime) else day
