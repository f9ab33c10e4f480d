"""Working days: Monday to Friday. Public holidays are not left out, so a day told here may come too early."""

from datetime import timedelta

SATURDAY = 5


def after(day, count):
    """Return the day `count` working days after `day`."""
    while count:
        day += timedelta(days=1)
        count -= day.weekday() < SATURDAY
    return day
