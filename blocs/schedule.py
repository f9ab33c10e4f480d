"""The dates proposed for the phases of a year. Pure: what is kept is decided by who opens or plans the year.

They follow the usual year of a bloc; the last one is the day until which the Government's flag may be asked
for: 30 June of the next year, 31 December where school years are counted (Nghị định 152/2025/NĐ-CP, Điều 35
khoản 1 điểm b). In a school year the half-year is its first term.
"""

from datetime import date

from blocs.models import Span

CALENDAR = {  # phase: years after the first, month, day
    "planning": (0, 2, 15),
    "pledging": (0, 2, 28),
    "running": (0, 7, 10),
    "midyear": (0, 11, 30),
    "scoring": (0, 12, 10),
    "appraisal": (0, 12, 25),
    "conference": (1, 1, 15),
    "awarding": (1, 6, 30),
}
SCHOOL = {
    "planning": (0, 9, 20),
    "pledging": (0, 10, 5),
    "running": (1, 1, 20),
    "midyear": (1, 5, 31),
    "scoring": (1, 6, 10),
    "appraisal": (1, 6, 25),
    "conference": (1, 7, 10),
    "awarding": (1, 12, 31),
}


def proposed(span, year):
    """Return {phase: its planned last day} for a year counted as `span` (a Span or its value)."""
    days = SCHOOL if Span(span) is Span.SCHOOL else CALENDAR
    return {phase: date(year + later, month, day) for phase, (later, month, day) in days.items()}


def ahead(planned, today):
    """Return those of the `planned` days ({phase: day}) that have not passed."""
    return {phase: day for phase, day in planned.items() if day >= today}
