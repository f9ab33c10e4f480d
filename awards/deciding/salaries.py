"""The table of base salaries: a council officer enters a new amount ahead of time, with its source.

Prizes of issued decisions are frozen on their lines, so that no later row changes them.
"""

from django.db import transaction

from awards.models import BaseSalary
from core import clock, records
from core.dates import short
from core.rules import RuleError


def enter(*, amount, valid_from, source, doubling=BaseSalary.Doubling.COEFFICIENT, recalled=False, by):
    """Enter the amount (đồng) that holds from a day on; return the row.

    Raises ValidationError when a row begins on that day already or the amount is nothing.
    """
    facts = {"amount": amount, "valid_from": valid_from, "source": source}
    return records.keep(
        BaseSalary(doubling=doubling, recalled=recalled, **facts), by=by, act="base_salary.enter"
    )


def correct(salary, *, by, **facts):
    """Correct a row, or note that its source has been read."""
    return records.change(salary, **facts, by=by, act="base_salary.correct")


def remove(salary, *, by):
    """Take away a row that is not in force yet. Raises RuleError for any other."""
    with transaction.atomic():
        row = BaseSalary.objects.select_for_update().filter(pk=salary.pk).first()
        if row and row.valid_from <= clock.today():
            raise RuleError(
                f"Mức từ {short(row.valid_from)} đã có hiệu lực nên không bỏ được. "
                "Nếu ghi sai, hãy sửa mức đó."
            )
        records.drop(salary, by=by, act="base_salary.remove")
