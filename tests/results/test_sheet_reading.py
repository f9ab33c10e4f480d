"""What may be wrong with a score sheet that comes back from Excel: each fault a sentence with its place."""

import re
from datetime import datetime

import pytest
from openpyxl import Workbook

from core.rules import RuleError
from documents import filled
from results import sheet_import, sheet_reading
from results.models import ScoreLine
from results.sheet_file import COLUMNS
from tests import world
from tests.blocs import workbook
from tests.results import scene, sheet_files

pytestmark = [pytest.mark.django_db, pytest.mark.hostile]


@pytest.fixture
def sheet():
    return sheet_files.filled_in()


@pytest.fixture
def clerk(sheet):
    return world.person(sheet.agency, "clerk", username="thu").user


def faults(sheet, file, by):
    return [str(fault) for fault in sheet_files.staged(sheet, file, by).faults]


def refusal(sheet, upload, by):
    with pytest.raises(RuleError) as refused:
        sheet_import.stage(scene.now(sheet), upload=upload, by=by)
    return str(refused.value)


CASES = {
    "words for points": (
        "I.1",
        "self_points",
        "mười",
        "Tự chấm: “mười” không đọc được thành số. Dấu phẩy đứng "
        "trước phần lẻ, dấu chấm ngăn hàng nghìn: ví dụ 9,5 hoặc 1.000.000,5.",
    ),
    "above the maximum": ("I.1", "self_points", 21, "Tự chấm: nhập từ 0 đến 20 điểm."),
    "below zero": ("I.1", "self_points", -1, "Tự chấm: nhập từ 0 đến 20 điểm."),
    "too fine": (
        "I.1",
        "self_points",
        9.125,
        "Tự chấm: “9,125” có 3 chữ số sau dấu phẩy. Nhập nhiều nhất 2 chữ số sau dấu phẩy.",
    ),
    "two readings": (
        "I.1",
        "self_points",
        "1.500",
        "Tự chấm: “1.500” có thể là 1500 hoặc 1,5. "
        "Bỏ dấu chấm nếu là hàng nghìn, dùng dấu phẩy nếu là phần lẻ.",
    ),
    "a day": (
        "I.1",
        "note",
        datetime(2023, 5, 1),
        "Ghi chú: Excel hiểu ô này là ngày giờ; hãy định dạng ô thành văn bản rồi gõ lại.",
    ),
    "a formula without a result": ("I.1", "self_points", "=5+4", f"Tự chấm: {filled.NO_RESULT}."),
    "an unknown level": (
        "I.3.1",
        "achieved",
        "Vừa",
        "Thực hiện hoặc mức đạt: mức này không có trong danh sách; hãy chọn lại.",
    ),
    "points without a reason": (
        "I.2",
        "self_points",
        20,
        "Tự chấm: điểm theo công thức là 15. Muốn tự chấm khác thì ghi lý do.",
    ),
    "a shut maximum": ("I.1", "most", 30, "Điểm tối đa: ô khóa đã bị sửa thành “30”; hãy trả lại “20”."),
    "a shut target": ("I.2", "target", 2, "Chỉ tiêu bằng số: ô khóa đã bị sửa thành “2”; hãy trả lại “4”."),
    "too long": ("I.1", "note", "x" * 301, None),
}


@pytest.mark.parametrize("case", CASES)
def test_a_fault_is_told_with_row_and_column(sheet, clerk, case):
    code, name, value, sentence = CASES[case]
    file = sheet_files.File(sheet).type(code, name, value)
    found = sheet_files.staged(sheet, file, clerk)

    assert found.token == ""
    [fault] = found.faults
    assert fault.row == file.row(code)
    assert sentence is None or str(fault) == f"Dòng {file.row(code)}, cột {sentence}"


def test_numbers_as_text_are_read_as_everywhere(sheet, clerk):
    file = sheet_files.File(sheet).type("I.1", "self_points", "9,5").type("II.2", "self_points", "9.5")

    assert sheet_files.told(sheet_files.staged(sheet, file, clerk)) == [
        ("I.1", "Tự chấm", "18,00", "9,50"),
        ("II.2", "Tự chấm", "25,00", "9,50"),
    ]


def test_rows_that_are_missing_or_added_are_told(sheet, clerk):
    file = sheet_files.File(sheet)
    gone, last = file.row("I.1"), file.sheet.max_row
    for cell in file.sheet[gone]:
        cell.value = None
    file.sheet[f"B{last + 2}"] = "Ghi thêm"

    assert faults(sheet, file, clerk) == [
        "Tệp thiếu dòng I.1. Hãy bấm Tải bảng về Excel ở trang này để lấy bảng, rồi điền lại.",
        f"Dòng {last + 2}: dòng này không có trong bảng đã tải; hãy xóa dòng.",
    ]


def test_the_result_of_a_formula_counts_and_is_told(sheet, clerk):
    file = sheet_files.File(sheet)
    cell = file.cell("I.1", "self_points").coordinate
    file.type("I.1", "self_points", "=10+5")
    kept = sheet_files.with_results(file, {cell: 15})
    found = sheet_import.stage(scene.now(sheet), upload=kept, by=clerk)

    assert sheet_files.told(found) == [("I.1", "Tự chấm", "18,00", "15,00")]
    assert found.notes[0] == f"Ô {cell} là công thức; phần mềm lấy kết quả “15” của ô."


def test_another_members_file_is_refused(sheet, clerk):
    other = scene.now(scene.sheet_of(sheet.season, 1))

    assert refusal(sheet, sheet_files.File(other).upload(), clerk) == (
        "Tệp này là bảng của Ban Một, năm 2023, Khối thử; trang này là bảng của Ban Ba, năm 2023. "
        "Hãy chọn đúng tệp."
    )


def test_a_file_of_former_rules_is_refused(sheet, clerk):
    file = sheet_files.File(sheet)
    file.sheet[f"{COLUMNS['key'].letter}1"].value = sheet_files.forged(sheet, rules="1-abc")

    assert refusal(sheet, file.upload(), clerk) == sheet_reading.OUTDATED


def test_a_file_without_its_mark_is_refused(sheet, clerk):
    file = sheet_files.File(sheet)
    file.sheet[f"{COLUMNS['key'].letter}1"].value += "x"
    strange = Workbook()

    assert refusal(sheet, file.upload(), clerk) == sheet_reading.STRANGE
    assert refusal(sheet, workbook.upload(workbook.saved(strange)), clerk) == sheet_reading.STRANGE


def test_other_kinds_of_files_are_refused(sheet, clerk):
    file = sheet_files.File(sheet)
    old = workbook.upload(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600, "bảng.xlsx")

    for name in ("bảng.xlsm", "bảng.xls", "bảng.csv"):
        assert refusal(sheet, file.upload(name), clerk) == (
            f"Tệp “{name}” không đúng loại. Chỉ nhận Excel (.xlsx)."
        )
    assert refusal(sheet, old, clerk) == (
        "Tệp “bảng.xlsx” là tệp Office kiểu cũ. Hãy mở tệp, lưu lại thành .xlsx rồi tải lên."
    )


def test_a_file_that_claims_to_be_huge_is_read_as_far_as_it_goes(sheet, clerk):
    def huge(name, body):
        return re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1:XFD1048576"', body)

    file = sheet_files.File(sheet).type("I.1", "note", "xong")
    content = workbook.rezipped(file.upload().read(), huge)
    found = sheet_import.stage(scene.now(sheet), upload=workbook.upload(content), by=clerk)

    assert sheet_files.told(found) == [("I.1", "Ghi chú", "", "xong")]


def test_what_others_write_looks_at_no_cell_of_the_sheet(sheet, clerk):
    before = list(ScoreLine.objects.values_list("pk", "version"))
    sheet_files.staged(sheet, sheet_files.File(sheet).type("I.1", "note", "xong"), clerk)

    assert list(ScoreLine.objects.values_list("pk", "version")) == before
