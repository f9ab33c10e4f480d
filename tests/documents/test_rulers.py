"""Ruler sheets: every mark exactly where it is said to be, on paper, too, once the printer is known."""

import io

import pikepdf
import pytest

from documents import affine, faces, rulers
from documents.affine import Affine
from documents.distortions import Distortion
from tests.documents import sheet_reading

OFF = Distortion(dx=1.8, dy=-0.6, scale_x=1.004, scale_y=0.993, skew=0.7, shear=-0.2)
SIZES = [(297, 210), (123.5, 177.5)]


def strokes(content):
    """The straight lines of a page as ((x, y), (x, y)) in mm from its upper left."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        page = pdf.pages[0]
        height = float(page.MediaBox[3])
        matrix, stack, start, found = sheet_reading.IDENTITY, [], None, []

        def place(operands):
            x, y = (float(each) for each in operands)
            a, b, c, d, e, f = matrix
            return (a * x + c * y + e) * faces.POINT, (height - (b * x + d * y + f)) * faces.POINT

        for operands, operator in pikepdf.parse_content_stream(page):
            match str(operator):
                case "q":
                    stack.append(matrix)
                case "Q":
                    matrix = stack.pop()
                case "cm":
                    matrix = sheet_reading._times(tuple(map(float, operands)), matrix)
                case "m":
                    start = place(operands)
                case "l":
                    end = place(operands)
                    found.append((start, end))
    return found


def crosses(content, size):
    """Where the two lines of each cross meet, in mm, in the order of the marks."""
    lines = strokes(content)
    found = []
    for mark in rulers.marks(*size).values():
        around = [line for line in lines if _middle_near(line, mark)]
        found.append(tuple(sum(values) / len(values) for values in zip(*map(_middle, around), strict=True)))
    return found


def _middle(line):
    (x, y), (to_x, to_y) = line
    return (x + to_x) / 2, (y + to_y) / 2


def _middle_near(line, mark):
    (x, y), (to_x, to_y) = line
    long = ((x - to_x) ** 2 + (y - to_y) ** 2) ** 0.5
    at = _middle(line)
    return abs(long - 2 * rulers.ARM) < 0.5 and abs(at[0] - mark[0]) < 6 and abs(at[1] - mark[1]) < 6


def farthest(found, expected):
    return max(
        abs(a - b) for one, two in zip(found, expected, strict=True) for a, b in zip(one, two, strict=True)
    )


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_marks_and_scales_stand_exact_to_a_hundredth(size):
    content = rulers.draw(*size, title="Tờ thước", lines=["Máy in"])
    lines = strokes(content)

    assert farthest(crosses(content, size), rulers.marks(*size).values()) <= 0.005
    top = sorted({round(x, 2) for (x, y), (to_x, _) in lines if abs(y - rulers.LINE) < 0.01 and x == to_x})
    assert top == list(range(7, int(size[0] - 6)))
    left = sorted({round(y, 2) for (x, y), (_, to_y) in lines if abs(x - rulers.LINE) < 0.01 and y == to_y})
    assert left == list(range(7, int(size[1] - 6)))


def test_the_page_has_the_size_of_the_paper_and_asks_not_to_be_fitted():
    with pikepdf.open(io.BytesIO(rulers.draw(400, 300, title="Tờ thước", lines=[]))) as pdf:
        assert [round(float(side) * faces.POINT, 3) for side in pdf.pages[0].MediaBox] == [0, 0, 400, 300]
        assert pdf.Root.ViewerPreferences.PrintScaling == "/None"
        assert pdf.check_pdf_syntax() == []


@pytest.mark.parametrize("size", SIZES[:1], ids=str)
def test_a_check_sheet_comes_out_straight_on_the_printer_it_was_made_for(size):
    content = rulers.draw(*size, title="Tờ kiểm tra", lines=[], distortion=OFF)
    on_paper = [OFF.on(*size).at(*mark) for mark in crosses(content, size)]

    assert farthest(on_paper, rulers.marks(*size).values()) <= 0.02


def test_the_same_sheet_has_the_same_bytes():
    drawn = [rulers.draw(210, 297, title="Tờ thước", lines=["Một", "Hai"], distortion=OFF) for _ in range(2)]
    assert drawn[0] == drawn[1]


def test_what_it_says_is_noted_beside_the_outlines():
    with pikepdf.open(io.BytesIO(rulers.draw(297, 210, title="Tờ thước", lines=["Máy in, khay"]))) as pdf:
        spoken = [
            bytes(operands[1].ActualText).decode("utf-16")
            for operands, operator in pikepdf.parse_content_stream(pdf.pages[0])
            if str(operator) == "BDC"
        ]
    assert spoken[:4] == ["A", "B", "C", "D"]
    assert spoken[-3:] == ["Tờ thước", "Máy in, khay", "Đoạn thẳng này dài đúng 100 mm"]


def test_a_mark_lies_as_far_from_both_its_edges():
    assert rulers.marks(400, 300) == {"A": (20, 20), "B": (380, 20), "C": (20, 280), "D": (380, 280)}
    same = [(mark, mark) for mark in rulers.marks(400, 300).values()]
    assert affine.fitted(same) == Affine()
