"""The score sheet as a protected file of Excel: what is open, what a cell takes, what the formulas give."""

import io
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from results import excel_formulas, scoring, sheet_excel, standings
from results.arithmetic import Rescaling
from results.sheet_file import COLUMNS, TITLE
from tests.results import reckoned, scene, sheet_files

pytestmark = pytest.mark.django_db


@pytest.fixture
def sheet():
    return sheet_files.filled_in()


def letter(name):
    return COLUMNS[name].letter


def checks(file, code, name):
    """What Excel asks of a cell: (kind, formula, refused at once?)."""
    cell = file.cell(code, name).coordinate
    rules = file.sheet.data_validations.dataValidation
    return [(rule.type, rule.formula1, rule.errorStyle) for rule in rules if cell in rule.cells]


def test_the_file_says_whose_it_is_and_of_which_rules(sheet):
    file = sheet_files.File(sheet)

    assert [file.sheet[f"A{row}"].value for row in (1, 2)] == [
        "BẢNG TỰ CHẤM ĐIỂM NĂM 2023",
        "Ban Ba, Khối thử",
    ]
    assert file.sheet["A3"].value.startswith("Theo bảng tiêu chí đã công bố. Tải về lúc ")
    heads = [file.sheet[f"{column.letter}5"].value for column in COLUMNS.values()]
    assert heads[:3] == ["TT", "Tiêu chí", "Điểm tối đa"]


def test_only_what_a_member_fills_is_open(sheet):
    file = sheet_files.File(sheet)
    opened = {
        code: [name for name in COLUMNS if not file.cell(code, name).protection.locked]
        for code in ("I.1", "I.2", "I.3.1", "II.1", "Tr.1")
    }

    assert file.sheet.protection.sheet
    assert opened["I.1"] == opened["Tr.1"] == ["result", "self_points", "note"]
    measured = ["result", "achieved", "self_points", "override_reason", "note"]
    assert opened["I.2"] == opened["I.3.1"] == opened["II.1"] == measured
    assert file.sheet["K6"].protection.locked


def test_each_open_cell_takes_what_its_criterion_measures(sheet):
    file = sheet_files.File(sheet)
    points, level = file.cell("I.1", "self_points").coordinate, file.cell("I.3.1", "achieved").coordinate

    bounds = f"AND(ISNUMBER({points}),{points}>=0,{points}<=20,ROUND({points},2)={points})"
    assert checks(file, "I.1", "self_points") == [("custom", bounds, "stop")]
    assert checks(file, "I.3.1", "achieved") == [("list", "'Danh sách chọn'!$A$1:$A$3", "stop")]
    assert checks(file, "I.3.2", "achieved") == [("whole", "0", "warning")]
    assert checks(file, "I.2", "achieved") == [("decimal", "0", "stop")]
    assert checks(file, "I.1", "note") == [("textLength", "300", "stop")]
    assert file.sheet[level].value == "Khá"


def test_the_file_prints_on_a4_with_frozen_headings_and_a_hidden_key(sheet):
    page = sheet_files.File(sheet).sheet

    assert (page.page_setup.paperSize, page.page_setup.orientation) == (9, "landscape")
    assert (page.print_title_rows, page.freeze_panes) == ("$5:$5", "C6")
    assert page.column_dimensions[letter("key")].hidden


def test_formulas_give_what_the_product_computes():
    sheet = sheet_files.filled_in(exempt=("II.2",))
    content = sheet_excel.write(sheet, opens=True)
    book, kept = reckoned.Book(content), load_workbook(io.BytesIO(content), data_only=True)
    totals = standings.totals_of(sheet, scoring.self_points)
    shown = {cell: book.value(*cell) for cell in book.formulas()}

    assert shown == {(title, at): known(kept[title][at].value) for title, at in shown}
    assert list(shown.values())[-1] == float(totals.total)
    assert [group.rescaling is None for group in totals.groups] == [True, False, True, True]


def known(value):
    return "" if value is None else float(value)


def test_points_follow_a_changed_number_in_the_file(sheet):
    file = sheet_files.File(sheet).type("I.2", "achieved", 4).type("I.3.1", "achieved", "Tốt")
    file.type("II.1", "achieved", None)
    stream = io.BytesIO()
    file.book.save(stream)
    book = reckoned.Book(stream.getvalue())

    points = {
        code: book.value(TITLE, file.cell(code, "self_points").coordinate)
        for code in ("I.2", "I.3.1", "II.1")
    }
    assert points == {"I.2": 20, "I.3.1": 8, "II.1": ""}


def test_text_that_looks_like_a_formula_stays_text_and_zeros_stay(sheet):
    scene.enter(sheet, "I.1", "=HYPERLINK(1)", cell="note")
    scene.enter(sheet, "I.1", "007", cell="result")
    file = sheet_files.File(sheet)
    note, result = file.cell("I.1", "note"), file.cell("I.1", "result")

    assert (note.value, note.data_type, note.quotePrefix) == ("=HYPERLINK(1)", "s", True)
    assert (result.value, result.data_type, result.number_format) == ("007", "s", "@")


def test_a_sheet_that_cannot_be_written_is_all_shut(sheet):
    content = sheet_excel.write(sheet, opens=False)
    file = sheet_files.File(sheet, content)

    assert [cell.coordinate for row in file.sheet for cell in row if not cell.protection.locked] == []
    assert file.sheet["A4"].value == "Bảng này hiện chỉ để xem, không nhập được."


def test_sums_are_written_as_short_as_they_can_be():
    rescaled = Rescaling(Decimal(50), Decimal("55.5"), ("II.3",))

    assert excel_formulas.group("K", [7, 8, 9, 12], cap=Decimal(60)) == "=MIN(ROUND(SUM(K7:K9,K12),2),60)"
    assert excel_formulas.group("K", [7], cap=Decimal(5), rescaling=rescaled) == (
        "=MIN(ROUND((SUM(K7))*55.5/50,2),5)"
    )
    tops = [(9, "scored"), (12, "bonus"), (15, "penalty")]
    assert excel_formulas.total("K", tops, cap=Decimal(100)) == (
        "=ROUND(MIN(MAX(SUM(K9)+SUM(K12)-(SUM(K15)),0),100),2)"
    )
    assert excel_formulas.group("K", [], cap=Decimal(5)) == "=MIN(ROUND(0,2),5)"
