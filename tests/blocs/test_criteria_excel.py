"""The criteria table as a workbook and back: nothing lost, what is doubtful said with row and column."""

import unicodedata
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from blocs import outline, presets
from blocs.outline import Item, Outline, Part
from core.rules import RuleError
from core.text import clean_block, clean_line, search_key

from . import workbook
from .workbook import GROUP, ITEM, faults, of, read

YEAR = {"bloc": "Khối thử", "year": 2023}


def lines(longest):
    return st.text(st.characters(codec="utf-8"), min_size=1, max_size=longest).map(clean_line).filter(bool)


POINTS = st.decimals("0.01", "9999", places=2)
ITEMS = st.builds(
    Item,
    lines(40),
    POINTS,
    st.text(st.characters(codec="utf-8"), max_size=60).map(clean_block),
    st.booleans(),
)


@st.composite
def parts(draw, kind):
    items = tuple(draw(st.lists(ITEMS, max_size=4)))
    total = sum((item.max_points for item in items), Decimal(0))
    most = draw(st.decimals("0.01", "9999", places=2))
    if kind == "scored":
        return items, max(total, most)
    return items, max([most, *[item.max_points for item in items]])


@st.composite
def outlines(draw):
    """Any table that could stand in a draft."""
    kinds = ["scored"] * draw(st.integers(1, 4))
    kinds += [kind for kind in ("bonus", "penalty") if draw(st.booleans())]
    names = draw(st.lists(lines(40), min_size=len(kinds), max_size=len(kinds), unique_by=search_key))
    found = []
    for kind, name in zip(kinds, names, strict=True):
        items, most = draw(parts(kind))
        found.append(Part(kind, name, min(most, Decimal(9999)), items))
    found = [part for part in found if part.kind != "scored" or part.sum_of_maxima <= part.max_points]
    if not any(part.kind == "scored" for part in found):
        found.insert(0, Part("scored", "Nhóm đầu", Decimal(1)))
    measure = draw(st.sampled_from(["percent", "points"]))
    bounds = draw(st.lists(st.decimals(0, 100, places=2), max_size=4, unique=True))
    labels = draw(st.lists(lines(30), min_size=len(bounds), max_size=len(bounds), unique=True))
    steps = draw(st.permutations([key for key, _ in outline.steps_of(found) if key != "protocol"]))
    steps = list(steps[: draw(st.integers(0, len(steps)))]) + draw(st.sampled_from([[], ["protocol"]]))
    grades = tuple(zip(labels, sorted(bounds, reverse=True), strict=True))
    cap = draw(st.none() | st.decimals("0.01", "99999", places=2))
    return Outline(tuple(found), cap, measure if grades else "percent", grades, tuple(steps))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(outlines())
def test_what_was_exported_reads_back_to_the_same_fingerprint(content):
    reading = read(workbook.exported(content))

    assert [str(fault) for fault in reading.faults] == []
    assert reading.outline == content
    assert outline.fingerprint(reading.outline, **YEAR) == outline.fingerprint(content, **YEAR)


@pytest.mark.parametrize("preset", presets.every(), ids=lambda preset: preset.key)
def test_every_ready_table_comes_back_as_it_was(preset):
    assert read(workbook.exported(preset.outline)).outline == preset.outline


def test_a_table_made_by_hand_is_understood_from_its_codes():
    reading = read(
        of(
            ["BẢNG TIÊU CHÍ", None, None],
            [],
            ["TT", "Nội dung tiêu chí", "Người theo dõi", "Điểm", "Hướng dẫn chấm"],
            ["I", "Nhiệm vụ chính trị", "Chị Hà", 60],
            [1, "Hoàn thành kế hoạch", "", "52,5", "Mỗi việc 1 điểm"],
            [],
            [2, "Việc đột xuất", "", 7.5],
            ["+", "Điểm thưởng", "", 5],
            ["−", "Điểm trừ", "", 5],
            [None, "Tổng cộng", "", 60],
            headings=["Khối thi đua"],
        )
    )

    assert reading.outline.parts == (
        Part(
            "scored",
            "Nhiệm vụ chính trị",
            Decimal(60),
            (
                Item("Hoàn thành kế hoạch", Decimal("52.5"), "Mỗi việc 1 điểm"),
                Item("Việc đột xuất", Decimal("7.5")),
            ),
        ),
        Part("bonus", "Điểm thưởng", Decimal(5)),
        Part("penalty", "Điểm trừ", Decimal(5)),
    )
    assert reading.notes == ["Dòng 11 (“Tổng cộng”) là dòng cộng nên không đọc."]


WRONG = {
    "negative points": (
        [GROUP, [*ITEM[:4], -3, ""]],
        ["Dòng 3, cột Điểm tối đa: “−3” không được; nhập từ 0,01 đến 9.999 điểm."],
    ),
    "no points": ([GROUP, [*ITEM[:4], None, ""]], ["Dòng 3, cột Điểm tối đa: hãy ghi số điểm, ví dụ 9,5."]),
    "too many decimals": (
        [GROUP, [*ITEM[:4], 9.555, ""]],
        ["Dòng 3, cột Điểm tối đa: “9,555” có 3 chữ số sau dấu phẩy. Nhập nhiều nhất 2 chữ số sau dấu phẩy."],
    ),
    "two readings": (
        [GROUP, [*ITEM[:4], "1.000", ""]],
        [
            "Dòng 3, cột Điểm tối đa: “1.000” có thể là 1000 hoặc 1. "
            "Bỏ dấu chấm nếu là hàng nghìn, dùng dấu phẩy nếu là phần lẻ."
        ],
    ),
    "a formula": (
        [GROUP, [*ITEM[:4], "=30+30", ""]],
        ["Dòng 3, cột Điểm tối đa: ô là công thức; hãy chép rồi dán giá trị."],
    ),
    "a formula in a name": (
        [GROUP, ["Tiêu chí", "", '="a"&"b"', "", 5, ""]],
        ["Dòng 3, cột Nội dung: ô là công thức; hãy chép rồi dán giá trị."],
    ),
    "an error of Excel": (
        [GROUP, [*ITEM[:4], "#REF!", ""]],
        ["Dòng 3, cột Điểm tối đa: ô báo lỗi #REF!; hãy sửa trong Excel."],
    ),
    "a date": (
        [GROUP, [*ITEM[:4], date(2023, 5, 9), ""]],
        ["Dòng 3, cột Điểm tối đa: Excel hiểu ô này là ngày giờ; hãy định dạng ô thành văn bản rồi gõ lại."],
    ),
    "the name of a group twice": (
        [GROUP, ITEM, GROUP],
        ["Dòng 4, cột Nội dung: tên nhóm trùng với dòng 2."],
    ),
    "more than the group has": (
        [GROUP, [*ITEM[:4], 40, ""], [*ITEM[:4], 30, ""]],
        ["Dòng 2, cột Điểm tối đa: các tiêu chí cộng lại 70 điểm, quá 60 điểm của nhóm."],
    ),
    "one that passes its group": (
        [GROUP, ["Nhóm điểm thưởng", "+", "Thưởng", "", 5, ""], [*ITEM[:4], 8, ""]],
        ["Dòng 4, cột Điểm tối đa: quá 5 điểm của nhóm (dòng 3)."],
    ),
    "before any group": (
        [ITEM, GROUP],
        ["Dòng 2, cột Loại: tiêu chí đứng trước nhóm đầu tiên; hãy thêm dòng nhóm ở trên."],
    ),
    "an unknown kind": (
        [GROUP, ["Chỉ tiêu", *ITEM[1:]]],
        [
            "Dòng 3, cột Loại: “Chỉ tiêu” không phải là loại dòng; ghi một trong: Nhóm chấm điểm, "
            "Nhóm điểm thưởng, Nhóm điểm trừ, Nhóm con, Tiêu chí, Mức trần tổng điểm, Xếp loại, "
            "Khi bằng điểm, Bỏ phiếu, Phúc tra, Chấm chéo."
        ],
    ),
    "no name": ([GROUP, ["Tiêu chí", "", None, "", 5, ""]], ["Dòng 3, cột Nội dung: hãy ghi nội dung."]),
    "a long name": (
        [GROUP, ["Tiêu chí", "", "x" * 501, "", 5, ""]],
        ["Dòng 3, cột Nội dung: dài 501 ký tự; hãy viết gọn, nhiều nhất 500."],
    ),
    "unclear evidence": (
        [GROUP, [*ITEM[:5], "tùy"]],
        ["Dòng 3, cột Minh chứng: ghi “Phải có” hoặc “Không bắt buộc”."],
    ),
    "two bonus groups": (
        [GROUP, ["Điểm thưởng", "", "Một", "", 5], ["Điểm thưởng", "", "Hai", "", 5]],
        ["Dòng 4, cột Loại: bảng đã có nhóm điểm thưởng ở dòng 3."],
    ),
    "no scored group": ([["Điểm thưởng", "", "Một", "", 5]], ["Tệp chưa có nhóm chấm điểm nào."]),
    "grades that rise": (
        [GROUP, ["Xếp loại", "", "Tốt", "%", 70], ["Xếp loại", "", "Xuất sắc", "%", 90]],
        ["Dòng 4, cột Điểm tối đa: ngưỡng phải thấp hơn mức ở dòng 3."],
    ),
    "grades in two measures": (
        [GROUP, ["Xếp loại", "", "Tốt", "điểm", 70], ["Xếp loại", "", "Kém", "%", 9]],
        ["Dòng 4, cột Cách chấm: các mức xếp loại phải cùng tính bằng % hoặc cùng bằng điểm."],
    ),
    "an unknown step": (
        [GROUP, ["Khi bằng điểm", "", "Điểm nhóm II cao hơn"]],
        ["Dòng 3, cột Nội dung: không có bước “Điểm nhóm II cao hơn”; dùng đúng chữ như tệp mẫu."],
    ),
}


@pytest.mark.parametrize(("rows", "said"), WRONG.values(), ids=WRONG)
def test_what_cannot_stand_is_said_with_row_and_column(rows, said):
    assert faults(*rows) == said


def test_every_fault_of_every_row_is_said_at_once():
    assert len(faults(GROUP, [*ITEM[:4], -1, "tùy"], ["Tiêu chí", "", None, "", "năm", ""])) == 4


def test_a_merged_cell_is_refused_in_each_row_it_covers():
    said = faults(GROUP, ITEM, ITEM, change=lambda sheet: sheet.merge_cells("E3:E4"))

    assert said == [
        "Dòng 3, cột Điểm tối đa: ô bị gộp (E3:E4); hãy bỏ gộp ô và ghi vào từng dòng.",
        "Dòng 4, cột Điểm tối đa: ô bị gộp (E3:E4); hãy bỏ gộp ô và ghi vào từng dòng.",
    ]


def test_text_in_two_pieces_per_letter_is_composed_and_told():
    decomposed = unicodedata.normalize("NFD", "Hoàn thành kế hoạch")
    reading = read(of(GROUP, ["Tiêu chí", "", decomposed, "", 5, ""]))

    assert reading.outline.parts[0].children[0].name == "Hoàn thành kế hoạch"
    assert reading.notes == ["Có chữ gõ bằng Unicode tổ hợp; đã chuyển về dựng sẵn, chữ nhìn vẫn như cũ."]


def test_a_hidden_sheet_is_not_read_and_told():
    def hide(sheet):
        secret = sheet.parent.create_sheet("Nháp", 0)
        secret.append(workbook.HEADINGS)
        secret.append(["Nhóm", "I", "Bản nháp", "", 1, ""])
        secret.sheet_state = "hidden"

    reading = read(of(GROUP, ITEM, change=hide))

    assert [part.name for part in reading.outline.parts] == ["Nhiệm vụ chính trị"]
    assert reading.notes == ["Trang tính ẩn “Nháp” không được đọc."]


def test_a_file_without_the_headings_is_refused():
    with pytest.raises(RuleError) as refused:
        read(of(["a", "b"], headings=["Họ tên", "Chức vụ"]))

    assert str(refused.value) == (
        "Không thấy dòng tiêu đề có các cột “Nội dung”, “Điểm tối đa”. Hãy dùng đúng các cột của tệp mẫu."
    )
