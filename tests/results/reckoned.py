"""Formulas of a workbook worked out apart from Excel: what Excel would show, by the functions that we use.

Binary fractions, rounding half away from zero, text passed over by sums: as a spreadsheet does it.
"""

import io
import math
import re
from decimal import ROUND_HALF_UP, Decimal

from openpyxl import load_workbook
from openpyxl.utils import range_boundaries

TOKEN = re.compile(
    r'\s*(?:(?P<text>"(?:[^"]|"")*")|(?P<number>\d+(?:\.\d+)?)|(?P<name>[A-Z]+(?=\())'
    r"|(?P<cell>(?:'(?:[^']|'')+'!|[A-Za-z_]+!)?\$?[A-Z]+\$?\d+(?::\$?[A-Z]+\$?\d+)?)|(?P<sign><=|>=|<>|[-+*/(),=<>&]))"
)


class Book:
    """A workbook; `value` gives what a cell shows."""

    def __init__(self, content):
        self.book, self.known = load_workbook(io.BytesIO(content)), {}

    def value(self, sheet, coordinate):
        """Work a cell out."""
        key = sheet, coordinate.replace("$", "")
        if key not in self.known:
            cell = self.book[sheet][key[1]]
            formula = cell.data_type == "f"
            self.known[key] = Formula(self, sheet, cell.value[1:]).worked_out() if formula else cell.value
        return self.known[key]

    def formulas(self):
        """Yield (sheet, coordinate) of every formula."""
        for sheet in self.book:
            for row in sheet.iter_rows():
                yield from ((sheet.title, cell.coordinate) for cell in row if cell.data_type == "f")


class Formula:
    """One formula, read from left to right."""

    def __init__(self, book, sheet, text):
        self.book, self.sheet = book, sheet
        self.tokens = [(match.lastgroup, match[match.lastgroup]) for match in TOKEN.finditer(text)]
        assert "".join(token for _, token in self.tokens).replace(" ", "") == text.replace(" ", ""), text

    def worked_out(self):
        """The whole of it."""
        found = self._compared()
        assert not self.tokens, self.tokens
        return found

    def _next(self, *signs):
        return self.tokens.pop(0)[1] if self.tokens and self.tokens[0][1] in signs else None

    def _compared(self):
        left = self._summed()
        while sign := self._next("=", "<>", "<=", ">=", "<", ">"):
            right = self._summed()
            left, right = ("" if each is None else each for each in (left, right))
            if sign == "=":
                left = left == right
            elif sign == "<>":
                left = left != right
            else:
                left = {"<": left < right, ">": left > right, "<=": left <= right, ">=": left >= right}[sign]
        return left

    def _summed(self):
        left = self._multiplied()
        while sign := self._next("+", "-"):
            right = self._multiplied()
            left = left + right if sign == "+" else left - right
        return left

    def _multiplied(self):
        left = self._one()
        while sign := self._next("*", "/"):
            right = self._one()
            left = _number(left) * _number(right) if sign == "*" else _number(left) / _number(right)
        return left

    def _one(self):
        if self._next("-"):
            return -self._one()
        kind, token = self.tokens.pop(0)
        if token == "(":
            found = self._compared()
            assert self._next(")")
            return found
        if kind == "text":
            return token[1:-1]
        if kind == "number":
            return float(token)
        return self._called(token) if kind == "name" else self._cells(token)

    def _called(self, name):
        assert self._next("(")
        given = []
        while not self._next(")"):
            given.append(self._compared())
            self._next(",")
        return FUNCTIONS[name](*given)

    def _cells(self, token):
        sheet, _, cells = token.rpartition("!")
        sheet = sheet.strip("'").replace("''", "'") or self.sheet
        left, top, right, bottom = range_boundaries(cells.replace("$", ""))
        rows = self.book.book[sheet].iter_rows(top, bottom, left, right)
        found = [self.book.value(sheet, cell.coordinate) for row in rows for cell in row]
        return found if ":" in cells else found[0]


def _number(value):
    return 0.0 if value in (None, "") else float(value)


def _numbers(given):
    flat = [each for value in given for each in (value if isinstance(value, list) else [value])]
    return [float(each) for each in flat if isinstance(each, int | float | Decimal)]


def _rounded(value, places):
    exact = Decimal(f"{_number(value):.15g}")
    return float(exact.quantize(Decimal(1).scaleb(-int(places)), ROUND_HALF_UP))


FUNCTIONS = {
    "SUM": lambda *given: math.fsum(_numbers(given)),
    "MIN": lambda *given: min(_numbers(given), default=0.0),
    "MAX": lambda *given: max(_numbers(given), default=0.0),
    "ROUND": _rounded,
    "IF": lambda asked, then, otherwise: then if asked else otherwise,
    "OR": lambda *given: any(given),
    "INDEX": lambda cells, place: cells[int(place) - 1] if place else None,
    "MATCH": lambda wanted, cells, _: cells.index(wanted) + 1 if wanted in cells else 0,
    "IFERROR": lambda value, otherwise: otherwise if value is None else value,
}
