"""The geometry of the other pictures: three bars for a group, places over the years, the map."""

from decimal import Decimal

from results.pictures import bumps, heats, trios
from results.pictures.scales import Scale, fitting

D = Decimal


def test_a_scale_keeps_what_is_outside_at_its_end():
    scale = Scale(D(50), D(100), 0, 200)

    assert [scale.at(D(points)) for points in (40, 50, 75, 100, 120)] == [0, 0, 100, 200, 200]


def test_a_long_text_is_cut_with_an_ellipsis():
    assert fitting("Xây dựng Đảng và hệ thống chính trị", 100, 12) == "Xây dựng Đảng…"
    assert fitting("Ngắn", 100, 12) == "Ngắn"


def test_each_group_has_its_own_scale_and_what_is_not_known_has_no_bar():
    first = trios.Group("I. Một", D(60), own=D(60), agreed=D(30), median=None)
    picture = trios.draw([first, trios.Group("II. Hai", D(10), own=D(5), agreed=D(5), median=D(10))])

    assert [[(bar.kind, bar.width / picture.track) for bar in trio.bars] for trio in picture.trios] == [
        [("own", 1), ("agreed", 0.5)],
        [("own", 0.5), ("agreed", 0.5), ("median", 1)],
    ]
    assert picture.describes == (
        "I. Một: tự chấm 60,00, được tính 30,00, tối đa 60. "
        "II. Hai: tự chấm 5,00, được tính 5,00, trung vị 10,00, tối đa 10."
    )


def test_a_year_without_a_place_breaks_the_line_and_an_heir_is_joined():
    years = (2020, 2021, 2022)
    left = bumps.Series(1, "BM", {2020: (0, 1)}, heir=2)
    gap = bumps.Series(2, "BH", {2020: (1, 2), 2022: (0, 1)})
    chart = bumps.draw([left, gap], years)

    assert [len(line.stretches) for line in chart.lines] == [0, 0]
    assert [[dot.title for dot in line.dots] for line in chart.lines] == [
        ["BM, 2020: thứ 1"],
        ["BH, 2020: thứ 2", "BH, 2022: thứ 1"],
    ]
    first, later = chart.lines[0].dots[0], chart.lines[1].dots[1]
    assert chart.handovers == ((first.x, first.y, later.x, later.y),)


def test_members_that_share_a_place_do_not_lie_on_each_other():
    series = [bumps.Series(1, "A", {2023: (0, 1)}), bumps.Series(2, "B", {2023: (1, 1)})]
    dots = [line.dots[0] for line in bumps.draw(series, (2023,)).lines]

    assert [dot.place for dot in dots] == [1, 1]
    assert dots[1].y - dots[0].y == bumps.SLOT


def test_every_line_of_the_map_has_a_cell_inside_the_picture():
    columns = [("I.1", "Một"), ("I.2", "Hai")]
    chart = heats.draw(columns, [("BM", "Ban Một", [("full", "đủ"), ("down", "−1 so với tự chấm")])])

    assert [(cell.kind, cell.sign, cell.title) for cell in chart.cells] == [
        ("full", "", "Ban Một, I.1 Một: đủ"),
        ("down", "−", "Ban Một, I.2 Hai: −1 so với tự chấm"),
    ]
    assert all(cell.x + chart.cell[0] <= chart.width for cell in chart.cells)
    assert all(cell.y + chart.cell[1] <= chart.height for cell in chart.cells)
