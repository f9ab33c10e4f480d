"""Two certificates on one larger sheet, corrections of the printer on all of a page, the mark of a proof."""

import io

import pikepdf
import pytest

from documents import distortions, impositions, sheets, watermarks
from documents.distortions import Distortion
from tests.documents import certificates, sheet_reading
from tests.documents.certificates import PERSON

OFF = Distortion(dx=1.8, dy=-0.6, scale_x=1.004, scale_y=0.993, skew=0.7, shear=-0.2)
NAMES = certificates.NAMES[:3]


@pytest.fixture(scope="module")
def part():
    return sheets.draw_part(PERSON, [certificates.person(name) for name in NAMES])


@pytest.fixture(scope="module")
def full(part):
    return sheets.assemble(PERSON, [part], pages=3)


# --- What a printer does, undone --------------------------------------------------------------------


@pytest.mark.parametrize("mode", ["overlay", "full", "proof"])
def test_every_line_comes_out_on_paper_where_the_design_has_it(part, mode):
    """The figures are rounded as they are kept: what is left is far below the 0.05 mm that may be."""
    kept = Distortion(**{name: round(value, 3 if name in "dxdy" else 6) for name, value in vars(OFF).items()})
    plain, plain_codes = sheet_reading.read(sheets.assemble(PERSON, [part], pages=3, mode=mode))
    bent, codes = sheet_reading.read(sheets.assemble(PERSON, [part], pages=3, mode=mode, distortion=kept))
    paper = OFF.on(PERSON.width, PERSON.height)

    for line, meant in zip(bent, plain, strict=True):
        x, y = paper.at(line.x, line.baseline)
        assert max(abs(x - meant.x), abs(y - meant.baseline)) <= 0.01
    assert len(codes) == len(plain_codes) == 1


def test_the_ground_is_bent_with_the_text(part):
    bent = sheets.assemble(PERSON, [part], pages=3, distortion=OFF)
    with pikepdf.open(io.BytesIO(bent)) as pdf:
        first = {page.obj.Contents[0].read_bytes() for page in pdf.pages}
    assert first == {distortions.undoing(OFF, 297, 210) + b"q /Ground Do Q\n"}


def test_a_proof_says_so_on_every_page_and_hides_no_text(part, full):
    proof = sheets.assemble(PERSON, [part], pages=3, mode="proof")
    with pikepdf.open(io.BytesIO(proof)) as pdf:
        first = {page.obj.Contents[0].read_bytes() for page in pdf.pages}
        words = [
            bytes(operands[1].ActualText).decode("utf-16")
            for operands, operator in pikepdf.parse_content_stream(pdf.pages[2])
            if str(operator) == "BDC"
        ]
    assert first == {b"q /Ground Do Q\n" + watermarks.operators(297, 210)}
    assert words[0] == "BẢN IN THỬ"
    assert sheet_reading.texts(proof, 2) == sheet_reading.texts(full, 2)


# --- Two on a sheet ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("paper", "corners", "turned"),
    [
        ((297, 420), ((0, 0), (0, 210)), False),
        ((420, 297), ((0, 0), (210, 0)), True),
        ((320, 450), ((11.5, 15), (11.5, 225)), False),
        ((600, 220), ((3, 5), (300, 5)), False),
    ],
)
def test_two_lie_in_the_middle_of_the_sheet(paper, corners, turned):
    plan = impositions.plan((297, 210), paper)
    assert (plan.corners, plan.turned) == (corners, turned)


def test_a_sheet_that_is_too_small_has_no_plan():
    assert impositions.plan((297, 210), (297, 400)) is None


def imposed(content, paper=(297, 420), **facts):
    return impositions.impose(content, impositions.plan((297, 210), paper), title="Bằng khen", **facts)


def shown(content):
    """The names on each sheet, and where the second of them stands in mm from its upper edge."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        forms = [page.Resources.XObject for page in pdf.pages]
        found = [[_name(form[key]) for key in ("/A", "/B") if key in form] for form in forms]
        sizes = {tuple(round(float(side) * 25.4 / 72) for side in page.MediaBox[2:]) for page in pdf.pages}
    return found, sizes


def _name(form):
    reader = sheet_reading.Reader(pikepdf.Dictionary(MediaBox=[0, 0, 1, 1], Resources=form.Resources))
    for instruction in pikepdf.parse_content_stream(form):
        reader.take(instruction)
    return next(line.text for line in reader.lines if line.text in NAMES)


def test_two_certificates_share_a_sheet_and_an_odd_one_has_its_own(full):
    assert shown(imposed(full)) == ([NAMES[:2], NAMES[2:]], {(297, 420)})


def test_the_ground_stays_in_the_file_once(full):
    assert len(imposed(full)) < len(full) * 1.1


def test_marks_to_cut_along_stand_at_the_middle_of_a_full_sheet(full):
    with pikepdf.open(io.BytesIO(imposed(full))) as pdf:
        cuts = pdf.pages[0].Contents[-1].read_bytes()
    assert cuts.split(b"w\n")[1] == (
        b"0.000 210.000 m 3.500 210.000 l S\n293.500 210.000 m 297.000 210.000 l S\nQ\n"
    )


def test_certificates_taken_out_are_drawn_from_the_same_streams(full):
    whole = imposed(full)
    some = impositions.take(whole, [3, 1])

    assert shown(some) == ([[NAMES[2], NAMES[0]]], {(297, 420)})
    assert impositions.take(some, [1]) == impositions.take(whole, [3])
    with pikepdf.open(io.BytesIO(whole)) as old, pikepdf.open(io.BytesIO(some)) as new:
        before, after = old.pages[1].Resources.XObject.A, new.pages[0].Resources.XObject.A
        assert before.read_bytes() == after.read_bytes()


@pytest.mark.parametrize("numbers", [[0], [4], [1, 9]])
def test_one_that_is_not_there_cannot_be_taken_out(full, numbers):
    with pytest.raises(ValueError, match="does not have"):
        impositions.take(imposed(full), numbers)


def test_the_printer_is_met_on_the_whole_sheet(full):
    with pikepdf.open(io.BytesIO(imposed(full, distortion=OFF))) as pdf:
        assert pdf.pages[1].Contents[0].read_bytes() == distortions.undoing(OFF, 297, 420)
