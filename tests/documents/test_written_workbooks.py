"""Workbooks that we write: text stays text whatever it begins with, formulas carry their results."""

import io
from decimal import Decimal

import pytest
from openpyxl import Workbook, load_workbook

from documents import blanks, excel, pens, remembered, workbooks

SIGNED = ["=1+1", "+84 24 3733", "-5 điểm", "@ban", "#N/A"]


def cells(content):
    """Every cell that holds something: (text, kind, whether Excel keeps it text when it is edited)."""
    book = load_workbook(io.BytesIO(content))
    return [
        (cell.value, cell.data_type, bool(cell.quotePrefix))
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    ]


@pytest.mark.parametrize("words", SIGNED)
def test_lists_and_their_headings_hold_text_that_looks_like_a_formula(words):
    found = cells(excel.workbook("Danh sách", [words], [[words], ["007"]]))

    prefixed = words.startswith(excel.SIGNS)
    assert found == [(words, "s", prefixed), (words, "s", prefixed), ("007", "s", False)]


@pytest.mark.parametrize("words", SIGNED)
def test_an_empty_form_holds_such_text_too(words):
    column = blanks.Column("Vị trí", "Chọn một", 20, choices=(words,))
    found = cells(blanks.workbook("Mẫu", [column], rows=2, guide=[words]))

    assert [kind for value, kind, _ in found if value == words] == ["s", "s"]


def test_a_pen_tells_formulas_from_text():
    book, pen = Workbook(), pens.Pen()
    pen.put(book.active, 1, 1, "=A2", pens.Look())
    pen.put(book.active, 2, 1, pens.Formula("=1+1"), pens.Look())

    assert [book.active[at].data_type for at in ("A1", "A2")] == ["s", "f"]
    assert [book.active[at].quotePrefix for at in ("A1", "A2")] == [True, False]


def test_formulas_carry_their_results():
    book = Workbook()
    sheet = book.active
    sheet["A1"], sheet["A2"], sheet["A3"], sheet["A4"] = "=1+1", '=IF(A1>1,"<&>","")', 5, "=A3"
    content = remembered.saved(book, {sheet.title: {"A1": Decimal("2.50"), "A2": "<&>", "A3": 9}})

    shown = load_workbook(io.BytesIO(content), data_only=True).active
    written = load_workbook(io.BytesIO(content)).active
    assert [shown[at].value for at in ("A1", "A2", "A3", "A4")] == [2.5, "<&>", 5, None]
    assert [written[at].value for at in ("A1", "A2")] == ["=1+1", '=IF(A1>1,"<&>","")']


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.1 + 0.2, "0.3"), (434.99999999999994, "435"), (1234567890123.45, "1234567890123.45")],
)
def test_numbers_lose_the_noise_of_binary_fractions_and_nothing_else(value, text):
    book = Workbook()
    book.active["A1"] = value

    assert workbooks.taken(book.active["A1"]).value == Decimal(text)
