"""The words of a form: what a layout makes of the same facts."""

from datetime import date

import pytest

from core.rules import RuleError
from documents import breaking, faces, layouts
from documents.blocks import (
    Basis,
    Column,
    Heading,
    Letterhead,
    Note,
    PageBreak,
    Paragraph,
    Recipients,
    Row,
    Signature,
    SignatureGrid,
    Signer,
    Span,
    Table,
    Title,
)
from documents.composition import BLANK, compose
from documents.pieces import Break, Grid, Line, Rule, Sheet, Space, texts
from tests.documents import sample

STATE, OLD_PARTY, PARTY = map(layouts.named, ("state-30-2020", "party-36-2018", "party-05-2026"))
BOTH = pytest.mark.parametrize("layout", [STATE, PARTY], ids=["state", "party"])


def words(block, layout):
    return list(texts(compose([block], layout)))


def rules(pieces):
    for piece in pieces:
        if isinstance(piece, Rule):
            yield piece
        elif isinstance(piece, Grid):
            for band in piece.bands:
                for row in band:
                    for cell in row:
                        yield from rules(cell)


HEAD = Letterhead(
    agency="Kiểm toán Nhà nước",
    superior="Khối thi đua",
    number="5",
    type_code="KH",
    issuer_code="KTĐ",
    place="Hà Nội",
    day=date(2024, 3, 7),
)


def test_a_state_letterhead_reads_left_then_right_then_number_and_day():
    assert words(HEAD, STATE) == [
        "KHỐI THI ĐUA",
        "KIỂM TOÁN NHÀ NƯỚC",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: 05/KH-KTĐ",
        "Hà Nội, ngày 07 tháng 3 năm 2024",
    ]


@pytest.mark.parametrize("layout", [OLD_PARTY, PARTY], ids=["36", "05"])
def test_a_party_letterhead_has_the_star_and_no_colon(layout):
    assert words(HEAD, layout) == [
        "KHỐI THI ĐUA",
        "KIỂM TOÁN NHÀ NƯỚC",
        "*",
        "ĐẢNG CỘNG SẢN VIỆT NAM",
        "Số 05-KH/KTĐ",
        "Hà Nội, ngày 07 tháng 3 năm 2024",
    ]


@pytest.mark.parametrize(
    ("number", "line"),
    [("1", "Số: 01/BC-X"), ("12", "Số: 12/BC-X"), ("12a", "Số: 12a/BC-X"), ("", f"Số: {BLANK}/BC-X")],
)
def test_a_number_below_ten_takes_a_zero_and_a_missing_one_leaves_room(number, line):
    assert line in words(Letterhead("A", number=number, type_code="BC", issuer_code="X"), STATE)


def test_a_paper_without_type_code_carries_no_number_and_without_place_no_day():
    assert words(Letterhead("A", number="5", day=date(2024, 1, 1)), PARTY) == [
        "A",
        "*",
        "ĐẢNG CỘNG SẢN VIỆT NAM",
    ]


def test_a_letterhead_without_day_leaves_room_for_the_pen():
    [*_, day] = words(Letterhead("A", place="Hà Nội"), STATE)

    assert day.split() == ["Hà", "Nội,", "ngày", "tháng", "năm"]


def test_the_state_lines_are_as_long_as_the_motto_and_two_fifths_of_the_agency():
    agency, motto = rules(compose([HEAD], STATE))

    assert motto.length == faces.width("Độc lập - Tự do - Hạnh phúc", 14, bold=True)
    assert agency.length == 0.4 * faces.width("KIỂM TOÁN NHÀ NƯỚC", 13, bold=True)


def test_the_party_draws_one_line_as_long_as_its_title():
    [line] = rules(compose([HEAD], PARTY))

    assert line.length == faces.width("ĐẢNG CỘNG SẢN VIỆT NAM", 15, bold=True)


def test_the_motto_of_the_state_fits_on_one_line():
    room = STATE.page.width * (1 - STATE.lines["left_column"])

    assert faces.width("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 13, bold=True) < room


def test_under_the_abstract_the_state_draws_a_line_and_the_party_sets_five_hyphens():
    block = Title("Báo cáo", "tổng kết năm 2023")

    assert words(block, STATE) == ["BÁO CÁO", "tổng kết năm 2023"]
    assert [type(piece) for piece in compose([block], STATE)] == [Line, Line, Rule, Space]
    assert words(block, PARTY) == ["BÁO CÁO", "tổng kết năm 2023", "-----"]


@pytest.mark.parametrize(
    ("layout", "lines"),
    [
        (STATE, ["I. KẾT QUẢ", "1. Kết quả", "a) Kết quả", "KẾT QUẢ"]),
        (PARTY, ["I- KẾT QUẢ", "1. Kết quả", "a) Kết quả", "KẾT QUẢ"]),
    ],
    ids=["state", "party"],
)
def test_headings_join_number_and_text_the_way_of_the_form(layout, lines):
    blocks = [
        Heading("Kết quả", 1, "I"),
        Heading("Kết quả", 2, "1"),
        Heading("Kết quả", 3, "a"),
        Heading("Kết quả"),
    ]

    assert list(texts(compose(blocks, layout))) == lines


@pytest.mark.parametrize(
    ("layout", "lines"),
    [(STATE, ["Căn cứ A;", "Căn cứ B."]), (PARTY, ["- Căn cứ A;", "- Căn cứ B."])],
    ids=["state", "party"],
)
def test_bases_end_with_semicolons_and_the_last_with_a_full_stop(layout, lines):
    assert words(Basis(("Căn cứ A;", "Căn cứ B")), layout) == lines


@pytest.mark.parametrize(
    ("layout", "acting", "lines"),
    [
        (STATE, "TM", ["TM. KHỐI THI ĐUA", "KHỐI TRƯỞNG", "Vũ Trọng Lâm"]),
        (PARTY, "TM", ["T/M KHỐI THI ĐUA", "KHỐI TRƯỞNG", "Vũ Trọng Lâm"]),
        (STATE, "KT", ["KT. KHỐI THI ĐUA", "KHỐI TRƯỞNG", "Vũ Trọng Lâm"]),
        (PARTY, "KT", ["K/T KHỐI THI ĐUA", "KHỐI TRƯỞNG", "Vũ Trọng Lâm"]),
        (STATE, "TUQ", ["TUQ. KHỐI THI ĐUA", "KHỐI TRƯỞNG", "Vũ Trọng Lâm"]),
        (STATE, "", ["KHỐI THI ĐUA", "KHỐI TRƯỞNG", "Vũ Trọng Lâm"]),
    ],
)
def test_the_right_to_sign_is_written_the_way_of_the_form(layout, acting, lines):
    signer = Signer(post="Khối trưởng", name="Vũ Trọng Lâm", body="Khối thi đua", acting=acting)

    assert words(Signature(signer), layout) == lines


def test_an_acting_head_without_a_body_is_marked_at_the_post():
    assert words(Signature(Signer(post="Cục trưởng", name="A", acting="Q")), STATE) == ["Q. CỤC TRƯỞNG", "A"]


@pytest.mark.parametrize("layout", [OLD_PARTY, PARTY], ids=["36", "05"])
def test_a_way_of_signing_the_form_does_not_know_is_refused(layout):
    with pytest.raises(RuleError, match="không có cách ký “TUQ”"):
        compose([Signature(Signer(post="A", acting="TUQ"))], layout)


@pytest.mark.parametrize(
    ("layout", "archive", "lines"),
    [
        (STATE, "TĐKT", ["Nơi nhận:", "- Như trên;", "- Lưu: VT, TĐKT."]),
        (STATE, "", ["Nơi nhận:", "- Như trên;", "- Lưu: VT."]),
        (PARTY, "Ban Nội chính", ["Nơi nhận:", "- Như trên;", "- Lưu Văn phòng Ban Nội chính."]),
        (PARTY, None, ["Nơi nhận:", "- Như trên."]),
    ],
)
def test_recipients_end_with_the_file_copy(layout, archive, lines):
    assert words(Recipients(("Như trên",), archive=archive), layout) == lines


@BOTH
def test_recipients_stand_left_of_the_signature(layout):
    signer, to = Signer(post="A", name="B"), Recipients(("Như trên",))
    [grid] = compose([Signature(signer, to)], layout)
    [[[left, right]]] = grid.bands

    assert list(texts(left)) == ["Nơi nhận:", "- Như trên."]
    assert list(texts(right)) == ["A", "B"]


@BOTH
@pytest.mark.parametrize(
    ("count", "columns", "bands"), [(14, 3, 5), (14, 2, 7), (1, 3, 1), (3, 3, 1), (0, 3, 0)]
)
def test_signatures_stand_row_by_row_and_each_row_is_one_band(layout, count, columns, bands):
    [grid] = compose([SignatureGrid(sample.signers(count), columns)], layout)

    assert len(grid.bands) == bands
    assert {len(row) for band in grid.bands for row in band} <= {columns}
    assert sum(grid.widths) == pytest.approx(layout.page.width)


def test_signers_keep_their_order():
    text = " ".join(words(SignatureGrid(sample.signers(4), 2), STATE))

    places = [text.index(signer.name) for signer in sample.signers(4)]
    assert places == sorted(places)


@BOTH
def test_a_table_takes_the_whole_width_in_the_shares_of_its_columns(layout):
    block = Table((Column("A", 1), Column("B", 3)), (Row(("1", "2")),))

    [sheet] = compose([block], layout)

    assert sheet == Sheet((41.25, 123.75), ("A", "B"), ("left", "left"), block.rows)


@BOTH
def test_each_line_of_a_paragraph_is_a_paragraph_and_empty_ones_fall_away(layout):
    block = Paragraph((Span("một\n\nhai ", bold=True), Span("ba\n"), Span("  ")))

    assert compose([block], layout) == [
        Line("body", (Span("một", bold=True),)),
        Line("body", (Span("hai ", bold=True), Span("ba"))),
    ]


@BOTH
def test_a_page_break_is_one_piece(layout):
    assert compose([PageBreak()], layout) == [Break()]


@BOTH
def test_braces_in_a_name_are_text(layout):
    head = Letterhead(
        "A", number="{x}", type_code="{type}", issuer_code="{0}", place="{day}", day=date(2024, 1, 1)
    )

    number, day = words(head, layout)[-2:]

    assert number.split()[1].replace("/", "-") == "{x}-{type}-{0}"
    assert day == "{day}, ngày 01 tháng 01 năm 2024"


@pytest.mark.hostile
@pytest.mark.parametrize(
    ("text", "sign", "code"),
    [("Khen 😀 lắm", "😀", "1F600"), ("漢字", "漢", "6F22"), ("\uf0b7 Mục", "\uf0b7", "F0B7")],
)
def test_a_character_our_faces_lack_is_refused_by_name_and_place(text, sign, code):
    with pytest.raises(RuleError) as refusal:
        compose([Note(text)], STATE)

    assert f"không có ký tự “{sign}” (U+{code})" in str(refusal.value)
    assert f"…{text}…" in str(refusal.value)


@BOTH
@pytest.mark.hostile
@pytest.mark.parametrize(
    "block",
    [
        Letterhead("😀"),
        Title("A", "😀"),
        Paragraph((Span("a"), Span("😀"))),
        Heading("😀"),
        Basis(("😀",)),
        Table((Column("😀", 1),), ()),
        Table((Column("A", 1),), (Row(("😀",)),)),
        Signature(Signer(name="😀")),
        SignatureGrid((Signer(body="😀"),)),
        Recipients((), archive="😀"),
    ],
    ids=lambda block: type(block).__name__,
)
def test_no_block_lets_an_unprintable_character_through(block, layout):
    with pytest.raises(RuleError, match="1F600"):
        compose([block], layout)


def test_all_vietnamese_letters_can_be_printed():
    assert len(set(sample.letters().split())) == 146

    faces.require([sample.letters()])


def test_a_missing_face_is_said_in_words(settings, tmp_path):
    settings.STATICFILES_DIRS = [tmp_path]

    with pytest.raises(RuleError, match=r"thiếu tệp Tinos_400Regular\.ttf"):
        faces.require(["a"])


@pytest.mark.parametrize(
    ("text", "room", "lines"),
    [
        ("một dòng", 20, ["một dòng"]),
        ("một hai ba bốn", 9, ["một hai", "ba bốn"]),
        ("Khối thi đua các cơ quan Đảng", 24, ["Khối thi đua", "các cơ quan Đảng"]),
        ("phong trào năm 2023", 14, ["phong trào", "năm 2023"]),
        ("tự chọn\nchỗ ngắt", 30, ["tự chọn", "chỗ ngắt"]),
        ("Trung ương", 8, ["Trung", "ương"]),
        ("mộttừdàihơndòng và ba", 8, ["mộttừdàihơndòng", "và ba"]),
        ("", 10, []),
    ],
)
def test_names_break_into_even_lines_and_never_inside_a_word(text, room, lines):
    assert breaking.balanced(text, room, len) == lines


@pytest.mark.parametrize(
    ("layout", "number", "subject"),
    [
        ("state-30-2020", "Số: 05/KTĐ", "V/v đôn đốc"),
        ("party-36-2018", "Số 05-CV/KTĐ", "về việc đôn đốc"),
        ("party-05-2026", "Số 05-CV/KTĐ", "về việc đôn đốc"),
    ],
)
def test_a_letter_has_its_own_number_and_says_under_it_what_it_is_about(layout, number, subject):
    head = Letterhead("Khối trưởng", number="5", issuer_code="KTĐ", subject="đôn đốc")
    said = " ".join(texts(compose([head], layouts.named(layout))))

    assert f"{number} {subject}" in said
