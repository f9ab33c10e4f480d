"""Texts written glyph by glyph: as the renderer would set them, each letter at its place, read back."""

import io
from dataclasses import replace

import pikepdf
import pypdfium2
import pytest
from PIL import ImageChops, ImageFilter, ImageStat

from documents import faces, fitting, pdf, placing, sheets, writing
from documents.designs import Box
from tests.documents import certificates, sheet_reading
from tests.documents.certificates import COLLECTIVE, PERSON

MERIT = certificates.box(PERSON, "achievement")
MARKED = "Ngô Q\u0303uân"  # Q with a tilde: no letter of its own in any face


def box(**look):
    return replace(MERIT, size=16, min_size=16, italic=False, **look)


def lines(design, *boxes, **facts):
    """The lines that these boxes alone show on a certificate."""
    part = sheets.draw_part(replace(design, boxes=boxes), [certificates.person(**facts)])
    return sheet_reading.read(part)[0]


# --- As the renderer would set them -----------------------------------------------------------------


@pytest.fixture(scope="module")
def both():
    """The same placed texts, written by us and set by the renderer."""
    row = certificates.person("Nguyễn Khắc Hiếu", qr="")
    texts = placing.placed(PERSON, row)
    theirs = pdf.draw_sheets(placing.page(PERSON, [texts]), placing.style(PERSON), PERSON.cuts)
    return sheets.draw_part(PERSON, [row]), theirs


def test_the_renderer_sets_the_same_words_at_the_same_places(both):
    ours, theirs = (sheet_reading.read(content)[0] for content in both)

    assert [line.letters for line in ours] == [line.letters for line in theirs]
    for mine, other in zip(ours, theirs, strict=True):
        assert (mine.x, mine.baseline) == pytest.approx((other.x, other.baseline), abs=0.01)
        assert mine.width == pytest.approx(
            other.width, abs=0.1
        )  # it rounds kerning to a thousandth of the size


def test_the_renderer_paints_the_same_dots_but_for_their_edges(both):
    """At 100 dots an inch: no dot is by more than a tenth lighter or darker than every dot that touches it in
    the other picture, and the ink is the same to a hundredth.
    """
    mine, other = (
        pypdfium2.PdfDocument(content)[0].render(scale=100 / 72, grayscale=True).to_pil() for content in both
    )

    for one, two in ((mine, other), (other, mine)):
        darker = ImageChops.subtract(two.filter(ImageFilter.MinFilter(3)), one)
        lighter = ImageChops.subtract(one, two.filter(ImageFilter.MaxFilter(3)))
        assert max(darker.getextrema()[1], lighter.getextrema()[1]) <= 25
    ink = [255 - ImageStat.Stat(picture).mean[0] for picture in (mine, other)]
    assert ink[0] == pytest.approx(ink[1], rel=0.01)


# --- Letters ----------------------------------------------------------------------------------------


def test_letters_that_hang_into_each_other_are_measured_as_they_are_drawn():
    apart = fitting.measure(box(), "A") + fitting.measure(box(), "V")

    assert fitting.measure(box(), "AV") < apart


def test_letters_set_apart_end_with_the_last_letter():
    spaced, plain = box(letter_spacing=0.5), box()

    assert fitting.measure(spaced, "ĐẢNG") == pytest.approx(
        fitting.measure(plain, "ĐẢNG") + 1.5 * faces.POINT, abs=0.05
    )
    [line] = lines(PERSON, replace(spaced, text="{prefix}", align="right"), prefix="ĐẢNG")
    assert line.x + line.width == pytest.approx(spaced.x + spaced.width, abs=0.01)


def test_a_letter_without_a_composed_form_is_drawn_with_its_mark_and_read_as_typed():
    found = lines(PERSON, box(text="{unit}"), unit=MARKED)

    assert {line.noted for line in found} == {MARKED}
    assert "".join(line.letters.replace("\N{REPLACEMENT CHARACTER}", "") for line in found) == "Ngô Quân"


def fonts(*names):
    with pikepdf.open(
        io.BytesIO(sheets.draw_part(PERSON, [certificates.person(name) for name in names]))
    ) as part:
        return sorted(str(font.BaseFont) for font in part.pages[0].Resources.Font.values())


def test_parts_with_other_letters_name_their_faces_differently():
    one, two, again = fonts("Lý An"), fonts("Bùi Kỷ"), fonts("Lý An")

    assert one == again
    assert len({*one, *two}) == len(one) + 1  # only the face of the name holds other letters
    assert {(len(name.split("+")[0]), name[1:7].isupper()) for name in one} == {(7, True)}


# --- Places -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("align", ["left", "center", "right"])
@pytest.mark.parametrize("vertical", ["top", "middle", "bottom"])
def test_a_line_stands_where_its_box_says(align, vertical):
    asked = box(text="{unit}", align=align, vertical=vertical, height=30)
    [line] = lines(PERSON, asked, unit="Vụ Tổng hợp")

    high = asked.size * asked.line_height * faces.POINT
    down = certificates.baseline(faces.CUTS[asked.cut], asked.size, asked.line_height)
    spare = {"left": 0, "center": 0.5, "right": 1}[align], {"top": 0, "middle": 0.5, "bottom": 1}[vertical]
    assert line.x == pytest.approx(asked.x + spare[0] * (asked.width - line.width), abs=0.01)
    assert line.baseline == pytest.approx(asked.y + spare[1] * (30 - high) + down, abs=0.01)


def test_the_line_below_a_text_is_as_long_as_its_longest_line():
    asked = box(text="{unit}", ruled=0.9, vertical="top", height=40)
    design = replace(PERSON, boxes=(asked,))
    part = sheets.draw_part(
        design, [certificates.person(unit="Vụ Tổng hợp\nBan Đối ngoại Trung ương", qr="")]
    )

    with pikepdf.open(io.BytesIO(part)) as book:
        [drawn] = [
            [float(number) * faces.POINT for number in found.operands]
            for found in pikepdf.parse_content_stream(book.pages[0])
            if str(found.operator) == "re"
        ]
    longest = sheet_reading.read(part)[0][1]
    bottom = asked.y + 2 * asked.size * asked.line_height * faces.POINT
    assert (drawn[0], drawn[2]) == pytest.approx((longest.x, longest.width), abs=0.01)
    assert PERSON.height - drawn[1] - drawn[3] == pytest.approx(bottom + writing.BELOW, abs=0.01)


@pytest.mark.parametrize(("code", "expected"), [(33, (33, 65.5)), (250, (58.5, 40))])
def test_a_box_moves_back_to_a_code_at_its_left_only(code, expected):
    asked = replace(box(text="{unit}"), x=58.5, width=40, beside_code=True)
    design = replace(PERSON, boxes=(asked,), code=replace(PERSON.code, x=code))
    [text] = placing.placed(design, certificates.person(qr=""))

    assert (text.x, text.width) == expected


def test_words_of_the_sheet_stand_in_capitals_where_their_box_says_so():
    [text] = placing.printed(replace(PERSON, words=(box(text="Tặng", upper=True),)))

    assert text.text == "TẶNG"


# --- Where a name may be broken ---------------------------------------------------------------------

UNION = "Văn phòng Ban Tuyên giáo và Dân vận Trung ương, Vụ Tổng hợp của Ban Nội chính Trung ương"


@pytest.mark.parametrize(
    ("width", "expected"),
    [
        (
            125,
            ("Văn phòng Ban Tuyên giáo và Dân vận Trung ương,", "Vụ Tổng hợp của Ban Nội chính Trung ương"),
        ),
        (
            80,
            (
                "Văn phòng Ban Tuyên giáo",
                "và Dân vận Trung ương,",
                "Vụ Tổng hợp",
                "của Ban Nội chính Trung ương",
            ),
        ),
    ],
)
def test_a_name_of_a_body_is_broken_behind_a_comma_and_before_its_joining_words(width, expected):
    asked = box(breaks="phrases", height=40)

    assert fitting.fit(asked, UNION, width).lines == expected


def test_a_name_of_a_body_is_torn_only_when_it_fits_in_no_size_and_that_is_told():
    asked = box(text="{unit}", breaks="phrases", height=40, width=60)
    design = replace(PERSON, boxes=(asked,))

    [remark] = sheets.check(
        design, certificates.person(unit="Ủy ban Kiểm tra Đảng ủy các cơ quan Đảng Trung ương")
    )

    assert remark.kind == "warn"
    assert remark.sentence == (
        "Phần thành tích (“Ủy ban Kiểm tra Đảng ủy các cơ quan Đảng Trung ương”) dài, phải xuống dòng "
        "giữa tên. Hãy xem bản in thử; nếu đọc không xuôi thì viết gọn lại."
    )


def test_a_name_of_a_person_is_set_smaller_but_never_broken():
    name = "Công Tằng Tôn Nữ Huyền Trang"
    asked = replace(box(), breaks="never", min_size=8, height=40)

    assert fitting.fit(asked, name, 50) == fitting.Fitted(fitting.fit(asked, name, 50).size, (name,))
    assert fitting.fit(asked, name, 20).fits is False


def test_the_names_of_the_designs_are_never_torn():
    assert [certificates.box(design, "recipient").breaks for design in (COLLECTIVE, PERSON)] == [
        "phrases",
        "never",
    ]


def test_a_pattern_reaches_nothing_but_the_fields_of_a_row():
    [line] = lines(PERSON, box(text="{unit} {unit.__class__} {0} {width}"), unit="Vụ 1")

    assert line.text == "Vụ 1 {unit.__class__} {0} {width}"


def test_a_box_that_cannot_be_drawn_is_refused():
    with pytest.raises(ValueError, match="box 'unit': colour, align"):
        Box("unit", "đơn vị", "{unit}", 0, 0, 10, 10, 12, colour="red; }", align="justify")
