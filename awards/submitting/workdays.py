"""Working days: Monday to Friday, without the holidays that somebody has entered."""

from datetime import timedelta

SATURDAY = 5


def after(day, count, off=frozenset()):
    """Return the day `count` working days after `day`; `off` are the days that are holidays."""
    while count:
        day += timedelta(days=1)
        count -= day.weekday() < SATURDAY and day not in off
    return day
