"""Prize money: base salary in force on the day of signing × coefficient of the form, rounded up; whole đồng.

Nghị định 152/2025/NĐ-CP, Điều 49 khoản 1, 2; how it is rounded is dated data (`prizes.toml`).
"""

import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from math import ceil
from pathlib import Path

from awards.models import BaseSalary
from awards.models.catalogue import Recipient

SOURCE = Path(__file__).parent / "prizes.toml"


@dataclass(frozen=True)
class Sum:
    """What the lines of a decision come to: `total` đồng for `paid` lines, `unpaid` ones left out."""

    total: int
    paid: int
    unpaid: int


def salaries():
    """Return the facts of every base salary of the file, as keyword arguments of `BaseSalary`."""
    names = {"from": "valid_from"}
    return [{names.get(key, key): value for key, value in row.items()} for row in _read()["salaries"]]


def rule_on(day):
    """Return the dated rule of `day` (round_up_to, source, highest_only), or None before the first one."""
    rules = (row for row in _read()["rules"] if row["from"] <= day <= row.get("to", day))
    return next(rules, None)


def coefficient(form, recipient):
    """Return the coefficient of a form for a kind of recipient (Decimal), or None where none is known."""
    return form.prize_coefficient and form.prize_coefficient * _times(form, recipient)


def amount(salary, coefficient, *, step):
    """Return `salary` × `coefficient` in whole đồng, rounded up to `step`.

    The coefficient is a Decimal: money is never a float.
    """
    return ceil(salary * coefficient / step) * step


def put_on(decision, lines):
    """Set coefficient and prize of `lines` (unsaved) as on the day of signing; None where not known.

    One query.
    """
    salary, rule = BaseSalary.objects.on(decision.signed_on), rule_on(decision.signed_on)
    for line in lines:
        line.coefficient = coefficient(decision.form, line.kind)
        known = salary and rule and line.coefficient
        line.prize = _prize(decision.form, line.kind, salary, rule["round_up_to"]) if known else None


def total(lines):
    """Return the Sum of the lines that carry an amount; None where no line does."""
    counted = [line for line in lines if line.prize is not None]
    if not counted:
        return None
    paid = [line.prize for line in counted if not line.unpaid]
    return Sum(sum(paid), len(paid), len(counted) - len(paid))


def _prize(form, kind, salary, step):
    if salary.doubling == BaseSalary.Doubling.AMOUNT:
        return int(_times(form, kind) * amount(salary.amount, form.prize_coefficient, step=step))
    return amount(salary.amount, coefficient(form, kind), step=step)


def _times(form, recipient):
    """How often a recipient gets what a person gets: only forms whose law says so, flags have one amount."""
    if recipient == Recipient.PERSON or not form.doubles_for_collectives:
        return Decimal(1)
    return Decimal("1.5") if recipient == "household" else Decimal(2)  # Điều 54: households, once and a half


@lru_cache(maxsize=1)
def _read():
    return tomllib.loads(SOURCE.read_text(encoding="utf-8"))
