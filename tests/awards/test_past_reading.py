"""A file of past awards is read as it was typed: old fonts by choice only, every doubt in a sentence."""

import unicodedata
from datetime import date, datetime

import pytest
from openpyxl.styles import Font

from awards.past import reading
from core.rules import RuleError
from documents import workbooks
from tests.awards.past_rows import HEADINGS, faults, of, read, row
from tests.blocs import workbook


def old(text):
    """Text as somebody typed it in .VnTime."""
    return {
        "Nguyễn Văn Ân": "NguyÔn V¨n ¢n",
        "Ban Tổ chức": "Ban Tæ chøc",
        "Họ và tên": "Hä vµ tªn",
        "Hình thức": "H×nh thøc",
        "Giấy khen": "GiÊy khen",
        "lư": "l\xad",
    }[text]


def test_a_row_is_understood_column_by_column():
    (line,) = read(row(code="01234", position="Vụ trưởng", decided_on=date(2019, 5, 6)))

    assert (line.recipient, line.code, line.position, line.unit) == (
        "Nguyễn Văn An",
        "01234",
        "Vụ trưởng",
        "Ban Một",
    )
    assert (line.year, line.decision, line.decided_on) == (2019, "12/QĐ-TTg", date(2019, 5, 6))
    assert line.faults == []


@pytest.mark.parametrize(
    ("cells", "year"),
    [
        ({"year": 98}, 1998),
        ({"year": "05"}, 2005),
        ({"year": "năm 2011"}, 2011),
        ({"year": "", "decided_on": "6/5/19"}, 2019),
        ({"year": "2018", "decided_on": "ngày 6 tháng 2 năm 2019"}, 2018),
    ],
)
def test_years_are_read_as_offices_write_them(cells, year):
    (line,) = read(row(**cells))
    assert (line.year, line.faults) == (year, [])


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"year": "45"}, "Cột Năm: Năm “45” có thể là 1945 hoặc 2045. Ghi đủ bốn chữ số của năm."),
        (
            {"year": "2008-2012"},
            "Cột Năm: “2008-2012” không đọc được thành năm. Ghi đủ bốn chữ số, ví dụ 2019.",
        ),
        ({"year": 2090}, "Cột Năm: năm phải từ 1945 đến năm nay."),
        ({"year": ""}, "Cột Năm: hãy ghi năm, hoặc ngày quyết định."),
        ({"form": ""}, "Cột Hình thức khen thưởng: hãy ghi mục này."),
        ({"recipient": "=1+1"}, "Cột Tập thể, cá nhân: ô là công thức; hãy chép rồi dán giá trị."),
        (
            {"decided_on": "31/02/2019"},
            "Cột Ngày quyết định: Ngày 31/02/2019 không có trong lịch. "
            "Nhập theo dạng dd/mm/yyyy, ví dụ 05/03/2026.",
        ),
        ({"decided_on": datetime(2099, 3, 5)}, "Cột Ngày quyết định: ngày 05/03/2099 chưa tới; hãy xem lại."),
        ({"decided_on": "05/03/2099"}, "Cột Ngày quyết định: ngày 05/03/2099 chưa tới; hãy xem lại."),
        (
            {"year": "", "decided_on": datetime(1911, 1, 1)},
            "Cột Năm: năm phải từ 1945 đến năm nay.",
        ),
        ({"recipient": "A" * 201}, "Cột Tập thể, cá nhân: dài 201 ký tự; hãy viết gọn, nhiều nhất 200."),
    ],
)
def test_what_cannot_be_taken_is_said_with_its_column(cells, said):
    assert faults(row(**cells)) == [said]


def test_merged_cells_and_twins_are_told_and_hostile_text_stays_text():
    assert faults(row(), row("Khác"), change=lambda sheet: sheet.merge_cells("A2:A3"))[0] == (
        "Cột Tập thể, cá nhân: ô bị gộp (A2:A3); hãy bỏ gộp ô và ghi vào từng dòng."
    )
    assert faults(row(), row("nguyen van an")) == ["Giống hệt dòng 2."]
    (line,) = read(row(number="@SUM(A1)", unit="-2+3", position="+84"))
    assert (line.decision, line.unit, line.position) == ("@SUM(A1)", "-2+3", "+84")


def test_composed_letters_and_invisible_signs_become_plain_text():
    (line,) = read(row(unicodedata.normalize("NFD", "Nguyễn\u200b Văn\xa0 An")))
    assert line.recipient == "Nguyễn Văn An"


def test_old_text_is_read_in_the_scheme_that_was_chosen_and_in_no_other():
    said = row(old("Nguyễn Văn Ân"), unit=old("Ban Tổ chức"), form="Giấy khen")
    (kept,), (turned,) = read(said), read(said, encodings={"recipient": "tcvn3"})

    assert (kept.recipient, kept.unit) == ("NguyÔn V¨n ¢n", "Ban Tæ chøc")
    assert (turned.recipient, turned.unit) == ("Nguyễn Văn Ân", "Ban Tæ chøc")


def test_each_column_is_judged_for_itself_and_shown_before_and_after():
    columns = reading.read(
        of(row(old("Nguyễn Văn Ân"), form="Giấy khen"), row("Lª ThÞ Hoa", form="Giấy khen")), {}
    ).columns

    assert [(column.key, column.suspected) for column in columns] == [("recipient", "tcvn3")]
    assert columns[0].samples[0][:2] == ("NguyÔn V¨n ¢n", "Nguyễn Văn Ân")
    assert columns[0].chosen == "tcvn3"


def test_a_column_of_numbers_is_asked_about_where_another_is_of_the_scheme():
    said = row(old("Nguyễn Văn Ân"), number="12/Q§-TTg", form="Giấy khen")
    columns = reading.read(of(said), {}).columns

    assert [(column.key, column.suspected) for column in columns] == [
        ("recipient", "tcvn3"),
        ("number", "tcvn3"),
    ]
    assert read(said, encodings={"number": "tcvn3"})[0].decision == "12/QĐ-TTg"
    assert reading.read(of(row(number="12§1", form="Giấy khen")), {}).columns == []


def test_a_font_of_capitals_gives_capitals_and_a_soft_hyphen_is_a_letter():
    (line,) = read(row("l\xad c«ng hßa"), font=".VnTimeH", encodings={"recipient": "tcvn3"})
    assert line.recipient == "LƯ CÔNG HÒA"


def test_cells_in_another_font_of_the_column_stay_as_they_are():
    def second_in_arial(sheet):
        sheet["A3"].font = Font(name="Arial")

    lines = read(
        row(old("Nguyễn Văn Ân")),
        row("Ngô Hà"),
        font=".VnTime",
        change=second_in_arial,
        encodings={"recipient": "tcvn3"},
    )
    assert [line.recipient for line in lines] == ["Nguyễn Văn Ân", "Ngô Hà"]


def test_headings_in_old_fonts_are_found():
    headings = [old("Họ và tên"), *HEADINGS[1:4], old("Hình thức"), *HEADINGS[5:]]
    assert read(row(), headings=headings)[0].recipient == "Nguyễn Văn An"


def test_a_file_that_is_none_is_refused_in_words(monkeypatch):
    monkeypatch.setattr(reading, "MOST_ROWS", 3)
    with pytest.raises(RuleError, match="Không thấy dòng tiêu đề"):
        read(row(), headings=["A", "B"])
    with pytest.raises(RuleError, match="Tệp có hơn 3 dòng"):
        read(*[[f"Người {n}", "", "", "", "Giấy khen", 2019] for n in range(4)])
    for name, content, said in (
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "không đúng loại"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "mật khẩu"),
        ("a.xlsx", b"khong phai", "không phải là .xlsx"),
    ):
        with pytest.raises(RuleError, match=said):
            workbooks.check(workbook.upload(content, name))
