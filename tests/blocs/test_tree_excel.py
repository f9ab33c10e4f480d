"""The Excel file of a tree: nested groups, kinds and exemptions there and back, a fault for every cell."""

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from blocs import criteria, exemptions, imports, outline
from blocs.outline import Item, Outline, Part
from core.text import clean_line, search_key
from tests import world

from . import trees, workbook
from .trees import LEVELS, STEPS
from .workbook import GROUP, faults, of, read, upload

YEAR = {"bloc": "Khối thử", "year": 2023}
MEMBERS = {search_key(name): name for name in ("Ban Ba", "Ban Hai: Nội chính")}
SUB = ["Nhóm con", "I.1", "Tham mưu", "", 30, ""]


def item(points, *rule, code="I.1.1"):
    """The row of a criterion with its rule: how, unit, target, ceiling, per unit, rows, exempt."""
    return ["Tiêu chí", code, "Đề án", "", points, "Phải có", *rule]


def lines(longest):
    return st.text(st.characters(codec="utf-8"), min_size=1, max_size=longest).map(clean_line).filter(bool)


def falling(draw, most, least=0):
    """Some numbers from `most` down, each once."""
    below = st.decimals(least, most, places=2).filter(lambda value: value < most)
    return [most, *sorted(draw(st.lists(below, min_size=1, max_size=3, unique=True)), reverse=True)]


@st.composite
def rules(draw, most):
    """The facts of any rule a criterion of so many points may have."""
    kind = draw(st.sampled_from(["points", "ratio", "steps", "levels", "units"]))
    unit = draw(lines(20))
    if kind == "levels":
        points = falling(draw, most)
        labels = draw(st.lists(lines(20), min_size=len(points), max_size=len(points), unique=True))
        return {"kind": kind, "levels": tuple(zip(labels, points, strict=True))}
    if kind == "units":
        return {"kind": kind, "unit": unit, "per_unit": most}
    if kind == "steps":
        points = falling(draw, most)
        percents = sorted(
            draw(
                st.lists(
                    st.decimals("0.01", "300", places=2),
                    min_size=len(points),
                    max_size=len(points),
                    unique=True,
                )
            ),
            reverse=True,
        )
        return {"kind": "ratio", "steps": tuple(zip(percents, points, strict=True))}
    if kind == "ratio":
        target = draw(st.none() | st.decimals("0.01", "9999999999999", places=2))
        ceiling = draw(st.none() | st.decimals(most, 9999, places=2))
        return {"kind": kind, "unit": unit, "target": target, "ceiling": ceiling}
    return {}


@st.composite
def items(draw, kind):
    most = draw(st.decimals("0.02", "10", places=2))
    freed = draw(st.lists(st.sampled_from(sorted(MEMBERS.values())), unique=True)) if kind == "scored" else []
    exempt = tuple(sorted((name, draw(lines(30))) for name in freed))
    return Item(draw(lines(40)), most, exemptions=exempt, **draw(rules(most)))


@st.composite
def parts(draw, kind, name, deeper=3):
    children = draw(st.lists(items(kind), max_size=3))
    names = draw(st.lists(lines(20), max_size=2 if deeper else 0, unique_by=search_key))
    children += [draw(parts(kind, each, deeper - 1)) for each in names]
    children = tuple(draw(st.permutations(children)))
    total = sum((child.max_points for child in children), Decimal(0))
    return Part(kind, name, total or Decimal(1), children)


@st.composite
def trees_drawn(draw):
    """Any tree that could stand in a draft."""
    kinds = ["scored", "scored", "bonus", "penalty"]
    names = draw(st.lists(lines(20), min_size=4, max_size=4, unique_by=search_key))
    return Outline(tuple(draw(parts(kind, name)) for kind, name in zip(kinds, names, strict=True)))


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(trees_drawn())
def test_a_tree_that_was_exported_reads_back_to_the_same_fingerprint(content):
    reading = read(workbook.exported(content), MEMBERS)

    assert [str(fault) for fault in reading.faults] == []
    assert reading.outline == content
    assert outline.fingerprint(reading.outline, **YEAR) == outline.fingerprint(content, **YEAR)


def test_the_code_tells_in_which_group_a_row_stands():
    reading = read(
        of(
            GROUP,
            SUB,
            item(20),
            ["Nhóm con", "I.1.2", "Sáng kiến", "", 10, ""],
            item(10, code="I.1.2.1"),
            item(5, code="I.2"),
            item(4, code=""),
        )
    )

    assert [f"{each.code} {each.row.max_points:.0f}" for each in outline.placed(reading.outline)] == [
        "I 60",
        "I.1 30",
        "I.1.1 20",
        "I.1.2 10",
        "I.1.2.1 10",
        "I.2 5",
        "I.3 4",
    ]


def test_what_a_cell_says_is_taken_as_people_write_it():
    reading = read(
        of(
            GROUP,
            item(20, "tỷ lệ", "%", "1.000,5", "", "", "100 % : 20\n95: 15"),
            item(10, "Mức", "", "", "", "", "Tốt: 10\n\nKhá: đạt: 6,5"),
            item(6, "Theo số lượng", "giải", "", "", 2),
        )
    )

    ratio, levels, units = reading.outline.parts[0].children
    assert (ratio.target, ratio.steps) == (
        Decimal("1000.5"),
        ((Decimal(100), Decimal(20)), (Decimal(95), Decimal(15))),
    )
    assert levels.levels == (("Tốt", Decimal(10)), ("Khá: đạt", Decimal("6.5")))
    assert (units.kind, units.unit, units.per_unit) == ("units", "giải", Decimal(2))


def test_columns_of_another_table_are_left_and_told():
    reading = read(of(GROUP, item(20, "", "đề án", "4 đề án trình Ban Bí thư")))

    assert reading.outline.parts[0].children == (Item("Đề án", Decimal(20)),)
    assert reading.notes == [
        "Các cột Đơn vị tính, Chỉ tiêu, Điểm khi vượt, Điểm mỗi đơn vị, Mức hoặc bậc chỉ đọc ở dòng "
        "có ghi Cách tính điểm."
    ]


WRONG = {
    "a way there is not": (
        [GROUP, item(20, "Bốc thăm")],
        [
            "Dòng 3, cột Cách tính điểm: ghi một trong: “Chấm điểm”, “Theo tỷ lệ đạt chỉ tiêu”, "
            "“Chọn một mức”, “Theo số lượng”."
        ],
    ),
    "levels that rise": (
        [GROUP, item(20, "Chọn một mức", "", "", "", "", "Khá: 10\nTốt: 20")],
        ["Dòng 3, cột Mức hoặc bậc: điểm phải giảm dần từ mức cao nhất xuống; xem lại mức thứ 2."],
    ),
    "a level without points": (
        [GROUP, item(20, "Chọn một mức", "", "", "", "", "Tốt: 20\nKhá")],
        ["Dòng 3, cột Mức hoặc bậc: “Khá” không đọc được; mỗi dòng ghi như “Tốt: 8” hoặc “100%: 10”."],
    ),
    "a step without a percentage": (
        [GROUP, item(20, "Theo tỷ lệ", "", "", "", "", "Tốt: 20")],
        ["Dòng 3, cột Mức hoặc bậc: “Tốt” không phải là tỷ lệ; ghi như “100%: 10”."],
    ),
    "a target in words": (
        [GROUP, item(20, "Theo tỷ lệ", "", "nhiều")],
        [
            "Dòng 3, cột Chỉ tiêu: “nhiều” không đọc được thành số. Dấu phẩy đứng trước phần lẻ, "
            "dấu chấm ngăn hàng nghìn: ví dụ 9,5 hoặc 1.000.000,5."
        ],
    ),
    "units of nothing": (
        [GROUP, item(20, "Theo số lượng", "", "", "", 2)],
        ["Dòng 3, cột Đơn vị tính: hãy ghi tính cho mỗi đơn vị nào, ví dụ sáng kiến."],
    ),
    "what another kind knows": (
        [GROUP, item(20, "Chấm điểm", "", 100)],
        ["Dòng 3, cột Chỉ tiêu: cách tính “chấm điểm” không dùng mục này."],
    ),
    "a formula among the levels": (
        [GROUP, item(20, "Chọn một mức", "", "", "", "", "=A1")],
        ["Dòng 3, cột Mức hoặc bậc: ô là công thức; hãy chép rồi dán giá trị."],
    ),
    "a group in a group without a code": (
        [GROUP, ["Nhóm con", "", "Tham mưu", "", 30, ""]],
        ["Dòng 3, cột Mã: nhóm con cần có mã cho biết nằm trong nhóm nào, ví dụ I.2."],
    ),
    "a group without the one above it": (
        [GROUP, ["Nhóm con", "I.2.1", "Tham mưu", "", 30, ""]],
        ["Dòng 3, cột Mã: không thấy nhóm cấp trên của “I.2.1” ở các dòng trên."],
    ),
    "a group too deep": (
        [GROUP, *[["Nhóm con", f"I{'.1' * depth}", "Sâu", "", 1, ""] for depth in range(1, 6)]],
        ["Dòng 7, cột Mã: bảng có nhiều nhất 6 cấp, kể cả tiêu chí."],
    ),
    "more than the group in the group has": (
        [GROUP, SUB, item(20), item(15)],
        ["Dòng 3, cột Điểm tối đa: các tiêu chí cộng lại 35 điểm, quá 30 điểm của nhóm."],
    ),
    "groups in a group that pass it": (
        [GROUP, SUB, ["Nhóm con", "I.2", "Khác", "", 40, ""]],
        ["Dòng 2, cột Điểm tối đa: các tiêu chí, nhóm con cộng lại 70 điểm, quá 60 điểm của nhóm."],
    ),
    "two groups of one name side by side": (
        [GROUP, SUB, SUB],
        ["Dòng 4, cột Nội dung: tên nhóm trùng với dòng 3."],
    ),
    "an agency that is no member": (
        [GROUP, item(20, *[""] * 6, "Ban Lạ: không có")],
        [
            "Dòng 3, cột Không áp dụng: “Ban Lạ” không phải đơn vị thành viên trong năm; "
            "ghi như “Ban Ba: lý do”."
        ],
    ),
    "no reason": (
        [GROUP, item(20, *[""] * 6, "ban ba")],
        ["Dòng 3, cột Không áp dụng: mỗi dòng ghi đơn vị, dấu hai chấm, lý do."],
    ),
    "a member twice": (
        [GROUP, item(20, *[""] * 6, "Ban Ba: một\nBan Ba: hai")],
        ["Dòng 3, cột Không áp dụng: “Ban Ba” ghi hai lần."],
    ),
    "a bonus that does not apply": (
        [
            GROUP,
            ["Điểm thưởng", "+", "Thưởng", "", 5, ""],
            item(5, *[""] * 6, "Ban Ba: không có", code="T.1"),
        ],
        ["Dòng 4, cột Không áp dụng: chỉ ghi cho tiêu chí trong nhóm chấm điểm."],
    ),
}


@pytest.mark.parametrize(("rows", "said"), WRONG.values(), ids=WRONG)
def test_what_cannot_stand_is_said_with_row_and_column(rows, said):
    assert faults(*rows, members=MEMBERS) == said


@pytest.mark.django_db
def test_a_file_replaces_the_draft_with_tree_rules_and_exemptions():
    season = world.season()
    table, head = trees.fill(season.criteria), world.head_of(season)
    free = {"agency": world.members(season.bloc)[2], "reason": "Không có thủ tục: mới lập"}
    exemptions.add(trees.criterion(table, "II.2"), **free, by=None)
    content = trees.content(table)
    criteria.remove_group(trees.group(table, "I.2"), by=head)

    staged = imports.stage(table, upload=upload(workbook.exported(content)), by=head)
    imports.replace(table, token=staged.token, by=head)

    assert trees.content(table) == content
    assert content.parts[0].children[1].children[0].steps == STEPS
    assert content.parts[1].children[0].levels == LEVELS
