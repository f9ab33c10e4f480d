"""Where things stand on a certificate, in millimetres, read back from the file."""

import io

import pikepdf
import pytest

from documents import designs, faces, placing, sheets
from documents.distortions import Distortion
from tests.documents import certificates, sheet_reading
from tests.documents.certificates import COLLECTIVE, PERSON

NEAR = 0.1  # mm
BOTH = pytest.mark.parametrize("design", [COLLECTIVE, PERSON], ids=lambda design: design.name)
MOTTOS = ("Độc lập", "ĐẢNG CỘNG SẢN")  # what the line below is as long as
EVERY = pytest.mark.parametrize("design", designs.every(), ids=lambda design: design.name)


def near(length):
    return pytest.approx(length, abs=NEAR)


def lines(design, **facts):
    """The lines of the usual certificate by their texts."""
    row = certificates.person(**facts) if design is PERSON else certificates.row(**facts)
    return {line.text: line for line in sheet_reading.read(sheets.draw_part(design, [row]))[0]}


@BOTH
def test_every_line_stands_in_the_middle_of_its_box(design):
    found = lines(design)
    expected = {
        "KHỐI TRƯỞNG KHỐI THI ĐUA CÁC CƠ QUAN ĐẢNG TRUNG ƯƠNG": "authority",
        "Hà Nội, ngày 25 tháng 01 năm 2024": "place_and_day",
        "KHỐI TRƯỞNG": "signer_post",
        "Vũ Trọng Lâm": "signer_name",
        "Trần Thị Minh Nguyệt" if design is PERSON else "Tập thể Vụ Tổng hợp": "recipient",
    }
    for text, name in expected.items():
        box, line = certificates.box(design, name), found[text]
        height = box.size * box.line_height * faces.POINT
        down = certificates.baseline(faces.CUTS[box.cut], box.size, box.line_height)
        assert line.x + line.width / 2 == near(box.x + box.width / 2)
        assert line.baseline == near(box.y + (box.height - height) / 2 + down)
        assert line.size == pytest.approx(box.size, abs=0.01)


@BOTH
def test_the_lines_at_the_left_begin_at_the_edge_of_their_box(design):
    found, box = lines(design), certificates.box(design, "facts")

    first, last = found["Quyết định số 05-QĐ/KTĐ"], found["Mã tra cứu: 7F4K-29QX"]

    assert first.x == near(box.x)
    assert last.baseline - first.baseline == near(3 * box.size * box.line_height * faces.POINT)


@BOTH
def test_without_a_code_the_lines_at_the_left_take_its_edge(design):
    assert lines(design, qr="")["Quyết định số 05-QĐ/KTĐ"].x == near(design.code.x)


@EVERY
def test_the_line_below_the_motto_is_exactly_as_long_as_the_motto(design):
    [motto] = [line for line in sheet_reading.ground_lines(sheet(design)) if line.text.startswith(MOTTOS)]

    left, right = rule(sheets.ground(design))

    assert (left, right) == (near(motto.x), near(motto.x + motto.width))


@EVERY
def test_the_code_is_at_least_20_mm_large_and_stands_where_the_design_says(design):
    [image] = sheet_reading.read(sheet(design))[1]

    assert design.code.size >= 20
    assert (image.x, image.y) == (near(design.code.x), near(design.code.y))
    assert (image.width, image.height) == (near(design.code.size), near(design.code.size))


@EVERY
def test_25_mm_stay_free_for_signature_and_seal(design):
    above, below = certificates.box(design, "signer_post_2"), certificates.box(design, "signer_name")

    assert below.y - (above.y + above.height) >= 25


@EVERY
def test_no_box_leaves_the_frame(design):
    across, down = 24 * design.width / 297, 22 * design.height / 210
    for box in (*design.words, *design.boxes):
        assert across < box.x < box.x + box.width < design.width - across
        assert down < box.y < box.y + box.height < design.height - down


@BOTH
def test_an_overlay_moves_by_what_the_printer_is_off(design):
    row = certificates.person() if design is PERSON else certificates.row()
    part = sheets.draw_part(design, [row])
    plain, plain_codes = sheet_reading.read(sheets.assemble(design, [part], pages=1, mode="overlay"))

    moved = sheets.assemble(design, [part], pages=1, mode="overlay", distortion=Distortion(dx=-2.5, dy=1.5))
    shifted, codes = sheet_reading.read(moved)

    assert [line.x for line in shifted] == [near(line.x + 2.5) for line in plain]
    assert [line.baseline for line in shifted] == [near(line.baseline - 1.5) for line in plain]
    assert (codes[0].x, codes[0].y) == (near(plain_codes[0].x + 2.5), near(plain_codes[0].y - 1.5))


@EVERY
def test_no_line_is_drawn_longer_than_its_box_is_wide(design):
    """Measuring knows no kerning, drawing does: it may part letters, yet no line may leave its box."""
    names = certificates.NAMES
    rows = [
        certificates.person(name, unit=f"{name} và {other}", achievement=f"{name}, {other}, " * 4)
        for name, other in zip(names, [*names[1:], names[0]], strict=True)
    ]
    rows = [row for row in rows if not sheets.check(design, row)]
    part = sheets.draw_part(design, rows)

    over = []
    for number, row in enumerate(rows):
        boxes = [text for text in placing.placed(design, row) for _ in text.fitted.lines]
        for line, text in zip(sheet_reading.read(part, number)[0], boxes, strict=True):
            over += [(line.text, line.width)] if line.width > text.width + NEAR else []
    assert len(rows) > 30
    assert over == []


@EVERY
def test_no_box_lies_over_another_one(design):
    """But for the line of the prefix, which the tall letters of a name in script may rise into."""
    boxes = [*design.words, *design.boxes]
    code = (design.code.x, design.code.y, design.code.size, design.code.size)
    places = [(box.x, box.y, box.width, box.height) for box in boxes]
    slack = 4 * design.height / 210  # mm: boxes are higher than their letters

    for number, (x, y, width, height) in enumerate(places):
        for left, top, wide, high in [*places[number + 1 :], code]:
            across = min(x + width, left + wide) - max(x, left)
            down = min(y + height, top + high) - max(y, top)
            assert across <= 0 or down <= slack


def sheet(design):
    person = design.recipient == "person"
    return certificates.printed(design, certificates.person() if person else certificates.row())


def rule(content):
    """Left and right end (mm) of the line below the motto: the only flat box between 40 and 110 mm."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        reader = sheet_reading.Reader(pdf.pages[0])
        found = set()
        for instruction in pikepdf.parse_content_stream(pdf.pages[0]):
            reader.take(instruction)
            if str(instruction.operator) == "re":
                scale = reader.matrix[0] * faces.POINT
                x, _, width, _ = (float(number) * scale for number in instruction.operands)
                if 40 < width < 110:
                    found.add((x, x + width))
    [ends] = found
    return ends


def test_designs_share_everything_but_the_recipient():
    names = {
        kind: [{box.name for box in design.boxes} for design in designs.every() if design.recipient == kind]
        for kind in designs.RECIPIENTS
    }

    assert [each - names["collective"][0] for each in names["person"]] == [{"prefix"}] * 6
    assert [names["person"][0] - each for each in names["collective"]] == [{"prefix"}] * 6
