"""Rows nobody would print from: far too long, with signs no face has, none at all, ten thousand of them."""

import io
import unicodedata
from dataclasses import fields

import pikepdf
import pytest

from core.rules import RuleError
from documents import designs, faces, placing, sheets
from documents.designs import Row
from tests.documents import certificates, sheet_reading

pytestmark = pytest.mark.hostile

EVERY = pytest.mark.parametrize("design", designs.every(), ids=lambda design: design.name)
BODY = (
    "Trung tâm Ứng dụng công nghệ thông tin, dữ liệu và chuyển đổi số, Cục Quản trị của Văn phòng "
    "Ủy ban Kiểm tra Trung ương."
)
PERSON = (
    "Công Tằng Tôn Nữ Nguyễn Phúc Hoàng Thị Phương Quỳnh Như Khánh Thường Nguyệt Hương Bảo Trân "
    "Diệu Huyền Thanh Thùy Trang Mai"
)[:120]
AGENCY = (  # three lines wherever it is set in its usual size
    "Ban Chỉ đạo Trung ương các chương trình mục tiêu quốc gia giai đoạn 2021 - 2025 và Hội đồng Phối hợp "
    "công tác thi đua, khen thưởng của các ban, bộ, ngành, đoàn thể Trung ương"
)
NO_SIGNS = {
    "emoji": ("Lê 🎉 An", "“🎉” (U+1F389)"),
    "emoji of several signs": ("Lê 👩\u200d🏫 An", "“👩” (U+1F469)"),
    "variation": ("Lê ☂\ufe0f An", "ký tự (U+FE0F)"),
    "right to left mark": ("Lê\u200f An", "ký tự (U+200F)"),
    "right to left isolate": ("Lê \u2067An\u2069", "ký tự (U+2067)"),
    "right to left letters": ("Lê \u05d0\u05df", "“\u05d0” (U+05D0)"),
    "letter without a glyph": ("Lê 安", "“安” (U+5B89)"),
    "half of a pair": ("Lê \ud83d An", "ký tự (U+D83D)"),
}
TEXTS = [field.name for field in fields(Row) if field.name not in ("qr", "sample")]


def refused(design, given):
    return [remark for remark in sheets.check(design, given) if remark.kind == sheets.REFUSE]


def inside(design, given):
    """Every line of a drawn row stands in its box."""
    lines = sheet_reading.read(sheets.draw_part(design, [given]))[0]
    texts = [text for text in placing.placed(design, given) for _ in text.lines]
    for line, text in zip(lines, texts, strict=True):
        assert line.width <= text.width + 0.1
        assert text.box.y < line.baseline < text.box.y + text.box.height
        assert text.fitted.size >= text.box.smallest
    return [text.fitted for text in placing.placed(design, given)]


# --- Too long -----------------------------------------------------------------------------------------


@EVERY
def test_a_name_of_120_letters_is_printed_inside_its_box_or_refused_by_its_label(design):
    assert (len(BODY), len(PERSON)) == (120, 120)
    if design.recipient == "collective":
        given = certificates.row(recipient=BODY)
        assert refused(design, given) == []
        assert inside(design, given)
        return
    given = certificates.person(PERSON)
    [remark] = refused(design, given)
    assert remark.field == "recipient"
    assert "quá dài" in remark.sentence
    assert "tên người không được xuống dòng" in remark.sentence
    with pytest.raises(RuleError, match="Tờ thứ 1: Phần họ tên người nhận"):
        sheets.draw_part(design, [given])


@EVERY
def test_an_agency_of_three_lines_is_set_smaller_in_two(design):
    box = certificates.box(design, "authority")
    assert len(AGENCY) * 0.6 * box.size * faces.POINT > 2 * box.width  # in capitals, at its usual size

    given = certificates.row(authority=AGENCY)
    assert refused(design, given) == []
    fitted = inside(design, given)[0]
    assert (len(fitted.lines), " ".join(fitted.lines)) == (2, AGENCY.upper())
    assert fitted.size < box.size


@EVERY
@pytest.mark.parametrize("field", ["authority", "unit", "signer_post_2"])
def test_three_lines_that_were_typed_where_two_have_room_are_refused_by_name(design, field):
    given = certificates.row(**{field: "Ủy ban Kiểm tra\nBan Thường vụ\nĐảng ủy Khối"})
    for remark in refused(design, given):
        assert remark.field == field
        assert f"Phần {certificates.box(design, field).label}" in remark.sentence
    if not refused(design, given):
        inside(design, given)


# --- Signs --------------------------------------------------------------------------------------------


@EVERY
@pytest.mark.parametrize(("text", "named"), NO_SIGNS.values(), ids=NO_SIGNS)
def test_a_sign_that_cannot_be_printed_is_named_in_the_box_that_holds_it(design, text, named):
    remarks = refused(design, certificates.row(recipient=text, prefix=""))

    label = certificates.box(design, "recipient").label
    assert {remark.field for remark in remarks} == {"recipient"}
    assert any(named in remark.sentence for remark in remarks)
    assert all(f"trong phần {label}" in remark.sentence for remark in remarks)


@pytest.mark.parametrize("field", TEXTS)
def test_a_mark_that_turns_text_is_refused_in_every_field(field):
    given = certificates.row(**{field: "Ban \u202eMột"})

    assert {remark.field for remark in refused(certificates.COLLECTIVE, given)} == {
        box.name for box in certificates.COLLECTIVE.boxes if field in box.fields
    }


@EVERY
def test_loose_accents_are_printed_as_composed_ones(design):
    name = "Nguyễn Thị Khuê Phượng"
    loose = certificates.row(recipient=unicodedata.normalize("NFD", name), prefix="")
    composed = certificates.row(recipient=name, prefix="")

    assert sheets.draw_part(design, [loose]) == sheets.draw_part(design, [composed])


# --- None and ten thousand ----------------------------------------------------------------------------


@EVERY
def test_no_rows_make_no_part(design):
    with pytest.raises(ValueError, match="at least one row"):
        sheets.draw_part(design, [])


def test_a_row_that_says_nothing_is_an_empty_sheet():
    part = sheets.draw_part(certificates.PERSON, [Row()])

    assert sheet_reading.texts(part) == []


def test_ten_thousand_are_bound_in_order_and_stay_small():
    """Forty times the same part: drawing is measured elsewhere."""
    names = [f"Vụ {number}" for number in range(sheets.PART)]
    part = sheets.draw_part(certificates.COLLECTIVE, [certificates.row(recipient=name) for name in names])

    content = sheets.assemble(certificates.COLLECTIVE, [part] * 40, pages=10_000, mode="overlay")

    assert len(content) < 10_000 * 1.5 * 1024
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert len(pdf.pages) == 10_000
    assert "Tập thể Vụ 249" in sheet_reading.texts(content, 9_999)
