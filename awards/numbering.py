"""The number of an own decision: typed short or whole, kept whole, as the form of its paper writes it."""

import re
from typing import NamedTuple

from blocs.models.blocs import Form
from core.rules import RuleError
from core.text import clean_line

LOOKS = {Form.PARTY: "{number}-QĐ/{issuer}", Form.STATE: "{number}/QĐ-{issuer}"}
WHOLE = re.compile(r"(\d{1,6})(?: ?[-/] ?QĐ ?[-/] ?(.{1,24}))?", re.IGNORECASE)


class Number(NamedTuple):
    """The parts of a decision's number: 05 and KTĐ of 05-QĐ/KTĐ."""

    number: str
    issuer: str


def whole(typed, season, form=""):
    """Return the number as a paper of the season in `form` (empty: the year's) shows it.

    Digits alone get the bloc's symbol. Raises RuleError, with an example, for anything that is no number
    of a decision.
    """
    looks = LOOKS[form or season.form]
    found = WHOLE.fullmatch(clean_line(typed))
    if found is None or not int(found[1]):
        example = looks.format(number="05", issuer=season.bloc.symbol)
        raise RuleError(f"Ghi số quyết định đủ như {example}, hoặc chỉ ghi số, ví dụ 5.")
    number, issuer = int(found[1]), found[2]
    return looks.format(number=f"{number:02d}", issuer=issuer or season.bloc.symbol)


def parts(number):
    """Return the Number of one that `whole` made."""
    return Number(*WHOLE.fullmatch(number).groups())
