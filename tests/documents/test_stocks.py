"""Sizes of phôi: dated data with its source, what is only remembered told as such."""

from datetime import date

import pytest

from documents import stocks

EVERY = pytest.mark.parametrize("stock", stocks.every(), ids=lambda stock: stock.name)


def test_the_usual_sizes_are_offered_with_their_frames():
    assert [(stock.name, stock.size, stock.border, stock.signing) for stock in stocks.every()] == [
        ("a4", (297, 210), None, 0),
        ("a3", (420, 297), (360, 237), 0),
        ("decree-50-merit", (400, 300), (320, 230), 35),
        ("decree-50-premier", (450, 350), (365, 270), 40),
    ]
    assert stocks.named("a3").border == (360, 237)
    with pytest.raises(KeyError):
        stocks.named("a5")


@EVERY
def test_every_size_names_its_source_and_its_frame_lies_inside(stock):
    assert stock.source.source.strip()
    assert stock.told.startswith(f"{stock.title}: {stock.width} × {stock.height} mm")
    if stock.border:
        assert (stock.border[0] < stock.width, stock.border[1] < stock.height) == (True, True)


def test_a_short_list_names_size_and_measures():
    assert stocks.named("a4").label == "A4 ngang, 297 × 210 mm"


def test_what_nobody_has_read_yet_is_told_with_the_size():
    assert stocks.named("a3").told == (
        "A3 ngang: 420 × 297 mm, khung trang trí 360 × 237 mm. Nguồn: Nghị định 85/2014/NĐ-CP và "
        "98/2023/NĐ-CP; phần mềm in Bằng khen của các tỉnh lấy làm khổ mặc định "
        "(chưa đối chiếu văn bản: khung trang trí)."
    )
    assert stocks.named("decree-50-merit").recalled == ("thời gian áp dụng",)


@pytest.mark.parametrize(
    ("name", "day", "holds"),
    [
        ("a4", date(1990, 1, 1), True),
        ("decree-50-merit", date(2010, 1, 1), True),
        ("decree-50-merit", date(2026, 11, 26), False),
    ],
)
def test_a_size_holds_while_its_text_does(name, day, holds):
    assert stocks.named(name).holds_on(day) == holds


@pytest.mark.parametrize(
    ("size", "called"),
    [
        ((297, 210), "A4 ngang"),
        ((210.2, 297), "A4 dọc"),
        ((420, 296.6), "A3 ngang"),
        ((400, 300), "400 × 300 mm"),
        ((298, 210.5), "298 × 210,5 mm"),
    ],
)
def test_a_sheet_is_called_by_the_name_people_know(size, called):
    assert stocks.size_of(*size) == called
