"""Filters that show numbers and dates the Vietnamese way; built into every template.

A date that is not there shows nothing. A number that is not there shows an en dash, so that an empty cell
of a ledger is seen to be empty. Anything else that is no date or number is a mistake and raises.
"""

from functools import wraps

from django import template

from core import dates, numbers, times

register = template.Library()


def _shown(name, show, without):
    """Register `show` as the filter `name`; None and "" (a variable that is not there) show `without`."""

    @wraps(show)
    def shown(value):
        return without if value is None or value == "" else show(value)

    register.filter(name, shown)


_shown("day", dates.short, "")  # 05/03/2026
_shown("day_month", dates.day_month, "")  # 05/03
_shown("moment", dates.moment, "")  # 09:42, 05/12/2023
_shown("weekday", dates.day_name, "")  # Thứ Ba
_shown("paper_date", dates.words, "")  # ngày 05 tháng 3 năm 2026
_shown("clock", times.short, "")  # 08:30
_shown("points", numbers.points, numbers.NOTHING)  # 93,50
_shown("change", numbers.change, "")  # −0,50
_shown("plain_number", numbers.plain, numbers.NOTHING)  # 9,5
_shown("grouped", numbers.grouped, numbers.NOTHING)  # 1.234,5
_shown("money", numbers.money, numbers.NOTHING)  # 30.360.000 đồng
