"""Figures: the geometry of each kind, its table, and how they stand in PDF and Word."""

import io
import zipfile
from dataclasses import replace
from decimal import Decimal

import docx
import pytest
from docx.oxml.ns import qn
from PIL import Image

from core.rules import RuleError
from documents import blocks, confined, layouts, word_pictures
from documents.blocks import BlockError, Figure
from documents.composition import compose
from documents.figures import bars, bumps, facts, heats, plates, tables
from documents.figures.letters import outline
from documents.figures.scales import Scale, fitting
from documents.pieces import Line, Picture, Sheet
from tests.documents import reading, sample

D = Decimal
STATE = layouts.named("state-30-2020")
EVERY = pytest.mark.parametrize("layout", layouts.every(), ids=lambda layout: layout.name)

FALL = facts.Fall(
    (
        facts.Step("maximum", "Điểm tối đa", D(0), D(100)),
        facts.Step("lost", "I. Nhiệm vụ chính trị", D(100), D("98.5")),
        facts.Step("total", "Tổng điểm", D(0), D("98.5")),
    )
)
RANKS = facts.Ranks(
    (2020, 2021, 2022),
    (
        facts.Member(1, "BM", "Ban Một", (facts.Place(2020, 0, 1, D(90)),), heir=2),
        facts.Member(2, "BH", "Ban Hai", (facts.Place(2020, 1, 2), facts.Place(2022, 0, 1))),
    ),
)


def heat(columns=2, rows=1):
    marks = (facts.Mark("full", "đủ"), facts.Mark("down", "−1 so với tự chấm", "−1,00"))
    return facts.Heat(
        tuple(facts.Head(f"I.{place}", f"Tiêu chí {place}") for place in range(1, columns + 1)),
        tuple(
            facts.Line(facts.Head("BM", "Ban Một"), tuple(marks[place % 2] for place in range(columns)))
            for _ in range(rows)
        ),
        (facts.Legend("down", "Được tính thấp hơn"),),
    )


KINDS = pytest.mark.parametrize(
    "shows", [FALL, sample.compared().shows, RANKS, heat(40, 3)], ids=lambda shows: type(shows).__name__
)


# --- Geometry ---------------------------------------------------------------------------------------


def test_a_scale_keeps_what_is_outside_at_its_end():
    scale = Scale(D(50), D(100), 0, 200)

    assert [scale.at(D(points)) for points in (40, 50, 75, 100, 120)] == [0, 0, 100, 200, 200]


def test_a_long_text_is_cut_with_an_ellipsis():
    assert fitting("Xây dựng Đảng và hệ thống chính trị", 100, 12) == "Xây dựng Đảng…"
    assert fitting("Ngắn", 100, 12) == "Ngắn"


def test_each_group_has_its_own_scale_and_what_is_not_known_has_no_bar():
    first = facts.Group("I. Một", D(60), (D(60), D(30), None))
    second = facts.Group("II. Hai", D(10), (D(5), D(5), D(10)))
    chart = bars.draw(facts.Bars(("Tự chấm", "Được tính", "Trung vị"), (first, second)))

    assert [[bar.width / chart.track for bar in stack.bars] for stack in chart.stacks] == [
        [1, 0.5],
        [0.5, 0.5, 1],
    ]
    assert chart.describes == (
        "I. Một: tự chấm 60,00, được tính 30,00, tối đa 60. "
        "II. Hai: tự chấm 5,00, được tính 5,00, trung vị 10,00, tối đa 10."
    )


def test_a_year_without_a_place_breaks_the_line_and_an_heir_is_joined():
    chart = bumps.draw(RANKS)

    assert [len(line.stretches) for line in chart.lines] == [0, 0]
    assert [[dot.title for dot in line.dots] for line in chart.lines] == [
        ["BM, 2020: thứ 1"],
        ["BH, 2020: thứ 2", "BH, 2022: thứ 1"],
    ]
    first, later = chart.lines[0].dots[0], chart.lines[1].dots[1]
    assert chart.handovers == ((first.x, first.y, later.x, later.y),)


def test_members_that_share_a_place_do_not_lie_on_each_other():
    shared = (
        facts.Member(1, "A", "A", (facts.Place(2023, 0, 1),)),
        facts.Member(2, "B", "B", (facts.Place(2023, 1, 1),)),
    )
    dots = [line.dots[0] for line in bumps.draw(facts.Ranks((2023,), shared)).lines]

    assert [dot.place for dot in dots] == [1, 1]
    assert dots[1].y - dots[0].y == bumps.SLOT


def test_every_line_of_the_map_has_a_cell_inside_the_picture():
    chart = heats.draw(heat())

    assert [(cell.kind, cell.sign, cell.title) for cell in chart.cells] == [
        ("full", "", "Ban Một, I.1 Tiêu chí 1: đủ"),
        ("down", "−", "Ban Một, I.2 Tiêu chí 2: −1 so với tự chấm"),
    ]
    assert all(cell.x + chart.cell[0] <= chart.width for cell in chart.cells)
    assert all(cell.y + chart.cell[1] <= chart.height for cell in chart.cells)


def test_a_wide_map_is_cut_into_even_parts_that_lose_no_column():
    parts = heats.cut(heat(45), 532)

    assert [len(part.columns) for part in parts] == [15, 15, 15]
    assert tuple(head for part in parts for head in part.columns) == heat(45).columns
    assert [len(part.lines[0].marks) for part in parts] == [15, 15, 15]


@KINDS
@EVERY
def test_a_plate_is_never_wider_than_the_text_nor_taller_than_a_page_holds(shows, layout):
    for plate in plates.of(shows, layout.page.width):
        assert plate.width <= layout.page.width + 0.01
        assert plate.height <= plates.TALLEST + 0.01


# --- The facts and their table ----------------------------------------------------------------------


@KINDS
def test_a_figure_is_frozen_as_facts_and_comes_back(shows):
    figure = Figure("Biểu đồ", shows)

    frozen, _ = blocks.freeze([figure], STATE.name)

    assert blocks.thaw(frozen) == [figure]
    assert "svg" not in str(frozen)


def test_the_same_number_is_frozen_the_same_way_however_it_was_stored():
    def frozen(number):
        step = facts.Step("maximum", "Điểm tối đa", D(0), D(number))
        return blocks.freeze([Figure("a", facts.Fall((step,)))], STATE.name)

    assert frozen("100") == frozen("100.00") == frozen("1E+2")


@pytest.mark.parametrize(
    "shows",
    [
        facts.Fall(()),
        replace(sample.compared().shows, series=("Tự chấm",)),
        replace(RANKS, years=(2020,)),
        replace(heat(), columns=heat().columns[:1]),
    ],
    ids=lambda shows: type(shows).__name__,
)
def test_a_figure_whose_parts_do_not_fit_is_refused(shows):
    with pytest.raises(BlockError):
        Figure("Biểu đồ", shows)


def test_the_table_says_every_figure_that_is_drawn():
    assert [cells for cells, _ in tables.of(FALL)[1]] == [
        ("Điểm tối đa", "", "100,00"),
        ("I. Nhiệm vụ chính trị", "−1,50", "98,50"),
        ("Tổng điểm", "", "98,50"),
    ]
    assert [cells for cells, _ in tables.of(sample.compared().shows)[1]] == [
        ("I. Nhiệm vụ chính trị", "60", "58,50", "57,00"),
        ("Điểm thưởng", "5", "2,00", "–"),
    ]
    assert [cells for cells, _ in tables.of(RANKS)[1]] == [
        ("Ban Một", "BM", "1\n90,00", "–", "–"),
        ("Ban Hai", "BH", "2", "–", "1"),
    ]
    assert [cells for cells, _ in tables.of(heat(4))[1]] == [("Ban Một", "BM", "−1,00 (I.2, I.4)")]


def test_title_picture_and_table_follow_each_other_and_stay_together():
    title, picture, sheet = compose([Figure("Biểu đồ", FALL)], STATE)

    assert [type(piece) for piece in (title, picture, sheet)] == [Line, Picture, Sheet]
    assert (title.text, title.tied, picture.words) == ("Biểu đồ", True, picture.plate.chart.describes)


def test_a_letter_that_is_only_drawn_must_be_in_our_faces_too():
    member = facts.Member(1, "B\u2713", "Ban", (facts.Place(2020, 0, 1),))

    with pytest.raises(RuleError, match="không có ký tự"):
        compose([Figure("a", facts.Ranks((2020,), (member,)))], STATE)


def test_letters_are_shapes_of_our_face_with_its_own_widths():
    thin, thin_length, em = outline("i")
    wide, wide_length, _ = outline("ii")

    assert (wide_length, em) == (2 * thin_length, 2048)
    assert wide.startswith(thin)
    assert outline("i", bold=True)[0] != thin


# --- On paper ---------------------------------------------------------------------------------------


def test_pdf_word_and_data_say_the_same_and_the_pictures_say_nothing():
    shown = (FALL, sample.compared().shows, RANKS, heat(60, 2))
    paper = [Figure("Biểu đồ", shows) for shows in shown]

    words = reading.block_words(paper, STATE)

    assert reading.pdf_words(reading.as_pdf(paper, STATE), paper, STATE) == words
    assert reading.word_words(reading.as_word(paper, STATE)) == words


def test_word_holds_the_drawing_in_its_size_with_words_for_who_does_not_see_it():
    [_, picture, _] = reading.pieces([sample.compared()], STATE)
    content = reading.as_word([sample.compared()], STATE)

    [inline] = docx.Document(io.BytesIO(content)).element.body.iter(qn("wp:inline"))
    about = inline.docPr
    assert about.get("descr") == f"So sánh theo nhóm. {picture.plate.chart.describes}"
    extent = inline.extent
    sizes = [round(length / 36000, 1) for length in (extent.cx, extent.cy)]
    assert sizes == [round(length, 1) for length in (picture.plate.width, picture.plate.height)]
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        drawn = Image.open(io.BytesIO(parts.read("word/media/image1.png")))
    assert drawn.width == confined.SIDE


def test_the_picture_is_black_and_white_enough_to_be_copied():
    [_, picture, _] = reading.pieces([sample.compared()], STATE)

    drawn = Image.open(io.BytesIO(word_pictures.drawn(picture.plate)))

    shades = drawn.convert("L").histogram()
    assert shades[255] > sum(shades) / 2  # paper
    assert sum(shades[:64]) > sum(shades) / 100  # ink
