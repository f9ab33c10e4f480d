"""What a file of members may hold that cannot be taken: each a sentence with its row and column."""

import unicodedata
from datetime import date, datetime

import pytest

from blocs import founding, members_excel, members_import
from core.rules import RuleError
from documents import uploads, workbooks
from members import successions
from members.models import Agency, Succession
from tests import world

from . import workbook
from .member_rows import SINCE, bloc, faults, of, person, read, row, staged, taken, two
from .test_criteria_import import with_macro, zipped

pytestmark = [pytest.mark.django_db, pytest.mark.hostile]


@pytest.fixture
def made():
    return bloc()[0]


CASES = {
    "no name": (two(name=""), "Dòng 2, cột Tên đầy đủ: hãy ghi mục này."),
    "no code": (two(code=""), "Dòng 2, cột Mã: hãy ghi mục này."),
    "a long code": (two(code="B" * 21), "Dòng 2, cột Mã: dài 21 ký tự; hãy viết gọn, nhiều nhất 20."),
    "a long name": (
        two(name="Ban " * 30),
        "Dòng 2, cột Tên viết tắt: tên đầy đủ dài hơn 80 ký tự; hãy ghi tên viết tắt.",
    ),
    "no kind": (two(kind=""), "Dòng 2, cột Loại hình: cơ quan mới; hãy chọn loại hình."),
    "a strange kind": (
        two(kind="liên doanh"),
        "Dòng 2, cột Loại hình: không hiểu “liên doanh”; chọn một loại hình trong danh sách của tệp mẫu.",
    ),
    "a former province": (
        two(province="Hà Tây"),
        "Dòng 2, cột Tỉnh, thành phố: không có “Hà Tây” trong 34 tỉnh, thành phố; hãy ghi tên hiện nay.",
    ),
    "no day": (
        two(joined_on=""),
        "Dòng 2, cột Ngày tham gia: hãy ghi ngày đơn vị tham gia, ví dụ 05/03/2026.",
    ),
    "no such day": (
        two(joined_on="31/02/2019"),
        "Dòng 2, cột Ngày tham gia: Ngày 31/02/2019 không có trong lịch. "
        "Nhập theo dạng dd/mm/yyyy, ví dụ 05/03/2026.",
    ),
    "a strange place": (
        two(lead="bí thư"),
        "Dòng 2, cột Vị trí lãnh đạo năm nay: không hiểu “bí thư”; ghi một trong: "
        "Khối trưởng; Khối phó Thường trực; Khối phó; hoặc để trống.",
    ),
    "a person without a family name": (
        two(**person(person="Thu")),
        "Dòng 2, cột Họ và tên: “Thu” còn thiếu họ hoặc tên; hãy ghi đủ họ và tên.",
    ),
    "a person without Ông or Bà": (
        two(**person(honorific="")),
        "Dòng 2, cột Ông/Bà: hãy ghi “Ông” hoặc “Bà”.",
    ),
    "a position without a person": (
        two(position="Chuyên viên"),
        "Dòng 2, cột Họ và tên: đã ghi chức vụ thì hãy ghi cả họ và tên.",
    ),
    "another duty": (
        two(**person(post="bảo vệ")),
        "Dòng 2, cột Chức trách: không hiểu “bảo vệ”; ghi “cán bộ” hoặc “lãnh đạo”.",
    ),
    "a user name with accents": (
        two(**person(account="thủ trưởng")),
        "Dòng 2, cột Tên đăng nhập hoặc e-mail: tên đăng nhập chỉ gồm chữ không dấu, chữ số, dấu chấm, "
        "dấu gạch; hoặc ghi một e-mail.",
    ),
}


@pytest.mark.parametrize(("rows", "said"), CASES.values(), ids=CASES)
def test_a_cell_that_cannot_be_taken_is_told(made, rows, said):
    assert faults(made, *rows) == [said]


def test_two_heads_and_two_standing_deputies_are_told(made):
    rows = [
        row("Ban Một", "B1", lead="Khối trưởng"),
        row("Ban Hai", "B2", lead="trưởng khối"),
        row("Ban Ba", "B3", lead="khối phó thường trực"),
        row("Ban Bốn", "B4", lead="Khối phó Thường trực"),
        row("Ban Năm", "B5", lead="khối phó"),
        row("Ban Sáu", "B6", lead="khối phó"),
    ]
    assert faults(made, *rows) == [
        "Dòng 3, cột Vị trí lãnh đạo năm nay: vị trí này đã ghi ở dòng 2; chỉ một đơn vị giữ.",
        "Dòng 5, cột Vị trí lãnh đạo năm nay: vị trí này đã ghi ở dòng 4; chỉ một đơn vị giữ.",
    ]


def test_the_words_of_the_bloc_are_understood_before_all_others():
    made = bloc(head_label="Chủ tọa", deputy_label="Trưởng khối")[0]
    rows = [row("Ban Một", "B1", lead="chủ toạ"), row("Ban Hai", "B2", lead="Trưởng khối")]

    assert [(line.lead, line.lead_label) for line in read(made, *rows).rows] == [
        ("head", "Chủ tọa"),
        ("deputy", "Trưởng khối"),
    ]


def test_rows_that_repeat_another_are_told(made):
    rows = [row(**person(account="thu")), row("Ban nội chính trung uơng", "X1"), row("Báo Nhân Dân", "bnctw")]
    rows[1][members_excel.ORDER.index("account")] = "thu"
    rows[1][members_excel.ORDER.index("person")] = "Bà Lê Thị Hoa"

    assert faults(made, *rows) == [
        "Dòng 3, cột Tên đầy đủ: trùng với dòng 2.",
        "Dòng 3, cột Tên đăng nhập hoặc e-mail: trùng với dòng 2.",
        "Dòng 4, cột Mã: trùng với dòng 2.",
    ]


def test_merged_cells_and_formulas_are_faults_of_their_cells(made):
    def change(sheet):
        sheet.merge_cells("F2:F3")
        sheet["C4"] = '="B"&"ND"'

    rows = [*two(), row("Tạp chí Cộng sản", "TCCS")]
    told = faults(made, *rows, change=change)

    assert told == [
        "Dòng 2, cột Ngày tham gia: ô bị gộp (F2:F3); hãy bỏ gộp ô và ghi vào từng dòng.",
        "Dòng 3, cột Ngày tham gia: ô bị gộp (F2:F3); hãy bỏ gộp ô và ghi vào từng dòng.",
        "Dòng 4, cột Mã: ô là công thức; hãy chép rồi dán giá trị.",
    ]


def test_a_date_of_excel_is_read_as_its_day(made):
    def change(sheet):
        sheet["F2"] = datetime(2020, 12, 1)

    assert read(made, *two(), change=change).rows[0].joined_on == date(2020, 12, 1)


def test_composed_letters_are_taken_as_they_look(made):
    reading = read(made, row(unicodedata.normalize("NFD", "Ban Nội chính Trung ương")))

    assert (reading.rows[0].name, reading.faults) == ("Ban Nội chính Trung ương", [])
    assert reading.notes == [workbooks.COMPOSED]


def test_an_honorific_before_the_name_is_understood(made):
    line = read(made, *two(person="Ông Nguyễn Văn An")).rows[0]

    assert (line.honorific_label, line.full_name, line.post_label) == (
        "Ông",
        "Nguyễn Văn An",
        "Cán bộ thi đua, khen thưởng",
    )


# what the directory says


def agency(name, code, since=SINCE, **facts):
    """An agency of the directory."""
    made = world.agency(name, code=code)
    for key, value in facts.items():
        setattr(made, key, value)
    made.save()
    made.names.update(valid_from=since)
    return Agency.objects.get(pk=made.pk)


def test_a_name_decides_where_the_code_is_unknown_and_accents_do_not_matter(made):
    known = agency("Ban Nội chính Trung ương", "BNC")
    line = read(made, row("ban noi chinh trung uong", "BNCTW")).rows[0]

    assert line.agency == known
    assert line.notes == [
        "Danh mục ghi tên Ban Nội chính Trung ương; tên ấy được giữ.",
        "Danh mục ghi mã BNC; mã ấy được giữ.",
    ]


def test_a_code_of_another_agency_is_told(made):
    agency("Bộ Tài chính", "BTC")

    assert faults(made, row("Ban Tổ chức Trung ương", "BTC")) == [
        "Dòng 2, cột Mã: mã này là của “Bộ Tài chính”; hãy ghi đúng tên ấy, hoặc dùng mã khác."
    ]


def test_homonyms_are_told_apart_by_their_code_or_asked_for_it(made):
    first = agency("Sở Nội vụ", "SNV-PT", province="25")
    agency("Sở Nội vụ", "SNV-NA", date(2020, 1, 1), province="40")

    assert read(made, row("Sở Nội vụ", "SNV-PT")).rows[0].agency == first
    assert faults(made, row("Sở Nội vụ", "SNV", joined_on="05/03/2021")) == [
        "Dòng 2, cột Tên đầy đủ: danh mục có 2 cơ quan cùng tên "
        "(SNV-PT, Tỉnh Phú Thọ; SNV-NA, Tỉnh Nghệ An); hãy ghi đúng mã."
    ]


def test_a_homonym_of_another_province_is_new_and_flagged(made):
    agency("Sở Nội vụ", "SNV-PT", date(2018, 1, 1), province="25")
    line = read(made, row("Sở Nội vụ", "SNV-NA", province="Nghệ An")).rows[0]

    assert (line.agency, line.faults) == (None, [])
    assert line.notes == ["Trùng tên với cơ quan mã SNV-PT, Tỉnh Phú Thọ; đây là cơ quan mới."]


def test_a_homonym_that_began_on_the_same_day_needs_another_name(made):
    agency("Sở Nội vụ", "SNV-PT", SINCE, province="25")

    assert faults(made, row("Sở Nội vụ", "SNV-NA", province="Nghệ An")) == [
        "Dòng 2, cột Tên đầy đủ: đã có một cơ quan mang đúng tên này từ 05/03/2019; "
        "hãy ghi thêm tên tỉnh vào tên."
    ]


def test_two_names_of_one_agency_are_told(made):
    agency("Ban Nội chính Trung ương", "BNCTW").names.update(short_name="Ban Nội chính")

    assert faults(made, row(), row("Ban Nội chính", "BNC")) == [
        "Dòng 3, cột Tên đầy đủ: cùng là cơ quan ở dòng 2."
    ]


def test_who_is_a_member_already_is_told(made):
    founding.join(made, agency=agency("Báo Nhân Dân", "BND"), joined_on=SINCE, by=None)

    assert faults(made, *two()) == ["Dòng 3, cột Ngày tham gia: Báo Nhân Dân đang là thành viên của Khối."]


def test_a_day_before_the_agency_began_is_told(made):
    agency("Báo Nhân Dân", "BND", date(2020, 1, 1))

    assert faults(made, *two()) == [
        "Dòng 3, cột Ngày tham gia: Báo Nhân Dân có trong danh mục từ ngày 01/01/2020. "
        "Hãy nhập ngày tham gia từ ngày đó, hoặc sửa ngày dùng của tên đầu tiên trong danh mục cơ quan."
    ]


def test_a_dissolved_agency_is_told_with_who_does_its_work(made):
    gone, heir = agency("Ban Dân vận Trung ương", "BDVTW"), agency("Ban Tuyên giáo Trung ương", "BTGTW")
    successions.merge(
        [gone],
        into=heir,
        happens_on=date(2025, 2, 3),
        decision="1-QĐ/TW",
        decided_on=date(2025, 1, 24),
        by=None,
    )

    assert faults(made, row("Ban Dân vận Trung ương", "BDVTW", joined_on="05/03/2025")) == [
        "Dòng 2, cột Tên đầy đủ: cơ quan này trong danh mục đến 02/02/2025, nay thuộc "
        "Ban Tuyên giáo Trung ương; hãy ghi cơ quan hiện nay."
    ]
    assert faults(made, row("Ban Dân vận Trung ương", "BDVTW")) == []
    assert Succession.objects.count() == 1


def test_a_user_name_that_somebody_has_is_told(made):
    assert faults(made, *two(**person(account="can-bo"))) == [
        "Dòng 2, cột Tên đăng nhập hoặc e-mail: tên đăng nhập “can-bo” đã có người dùng; hãy ghi tên khác."
    ]


# hostile files


def refusal(made, content, name="bảng.xlsx"):
    with pytest.raises(RuleError) as refused:
        members_import.stage(made, upload=workbook.upload(content, name), by=None)
    return str(refused.value)


def test_a_file_without_the_headings_is_refused(made):
    assert refusal(made, workbook.of(["a", "b"])) == (
        "Không thấy dòng tiêu đề có các cột “Tên đầy đủ”, “Mã”. Hãy dùng đúng các cột của tệp mẫu."
    )


def test_an_empty_file_has_no_agency(made):
    assert faults(made) == ["Tệp chưa có đơn vị nào."]


def test_fifty_thousand_rows_are_refused_at_the_first_too_many(made):
    line = b"<row><c t='inlineStr'><is><t>Ban</t></is></c></row>"

    def longer(name, content):
        return content.replace(b"</sheetData>", line * 50_000 + b"</sheetData>")

    assert refusal(made, workbook.rezipped(of(*two()), longer)) == (
        "Tệp có hơn 200 dòng. Hãy chỉ để lại các dòng của bảng rồi tải lại."
    )


def test_a_macro_is_refused(made):
    assert refusal(made, workbook.rezipped(of(*two()), with_macro)) == (
        "Tệp “bảng.xlsx” có chứa macro nên không nhận. Hãy lưu lại tệp không có macro."
    )


def test_a_zip_bomb_is_refused_before_it_unpacks(made):
    bomb = zipped(
        ("[Content_Types].xml", f'<T ContentType="{uploads.KINDS["xlsx"]}.main+xml"/>'),
        ("xl/worksheets/sheet1.xml", bytes(workbooks.UNPACKED + 1)),
    )
    assert refusal(made, bomb) == "Tệp “bảng.xlsx” giải nén ra quá lớn nên không nhận. Hãy tách nhỏ tệp."


def test_text_that_looks_like_a_formula_stays_text():
    made, officer = bloc()
    taken(made, officer, *two(**person(position="-2+3 điểm")))

    assert (
        staged(made, officer, row("Ban khác", "BK", short_name="@tên")).reading.rows[0].short_name == "@tên"
    )
