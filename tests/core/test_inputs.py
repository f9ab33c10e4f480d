"""Form fields: the value, or a sentence that says what to type."""

from datetime import date
from decimal import Decimal
from unicodedata import normalize

import pytest
from django import forms
from django.core.exceptions import ValidationError

from core import inputs

HOW = "Nhập theo dạng dd/mm/yyyy, ví dụ 05/03/2026."
DATE, OPTIONAL_DATE = inputs.DateField(), inputs.DateField(required=False)
SEASON = inputs.DateField(earliest=date(2026, 1, 1), latest=lambda: date(2026, 12, 31))
FROM = inputs.DateField(earliest=date(2026, 1, 1))
BORN = inputs.DateField(latest=date(2026, 11, 20))
POINTS, FREE = inputs.PointsField(max_value=6), inputs.PointsField(min_value=None)
TENTHS = inputs.PointsField(places=1)
TOTAL = inputs.PointsField(max_value=Decimal("1000.5"))
MALUS = inputs.PointsField(min_value=-5, max_value=0)
MOST = inputs.PointsField(min_value=None, max_value=10)
COUNT, SEATS = (
    inputs.IntegerField(max_value=20, unit="đơn vị"),
    inputs.IntegerField(min_value=1, max_value=99),
)
MONEY = inputs.MoneyField(min_value=10_000, max_value=50_000_000)
YEAR = inputs.YearField(min_value=2000, max_value=2100)
LINE, BLOCK = inputs.LineField(max_length=10), inputs.BlockField(required=False)
TICKED = inputs.LineField(required=False)

REFUSED = [
    (DATE, "", f"Hãy nhập ngày. {HOW}"),
    (DATE, None, f"Hãy nhập ngày. {HOW}"),
    (DATE, "\u00a0\u200b", f"Hãy nhập ngày. {HOW}"),
    (DATE, "31/02/2026", f"Ngày 31/02/2026 không có trong lịch. {HOW}"),
    (OPTIONAL_DATE, "3/2026", f"“3/2026” còn thiếu ngày. {HOW}"),
    (SEASON, "31/12/2025", "Nhập ngày từ 01/01/2026 đến 31/12/2026."),
    (SEASON, "1/1/27", "Nhập ngày từ 01/01/2026 đến 31/12/2026."),
    (YEAR, "20", "Nhập năm từ 2000 đến 2100."),
    (FROM, "31/12/2025", "Nhập ngày từ 01/01/2026 trở đi."),
    (BORN, "21/11/2026", "Nhập ngày không muộn hơn 20/11/2026."),
    (POINTS, "", "Hãy nhập số điểm, ví dụ 9,5."),
    (POINTS, "6,01", "Nhập từ 0 đến 6 điểm."),
    (POINTS, "−0,5", "Nhập từ 0 đến 6 điểm."),
    (POINTS, "60", "Nhập từ 0 đến 6 điểm."),
    (
        POINTS,
        "1.500",
        "“1.500” có thể là 1500 hoặc 1,5. Bỏ dấu chấm nếu là hàng nghìn, dùng dấu phẩy nếu là phần lẻ.",
    ),
    (POINTS, Decimal("5.555"), "“5,555” có 3 chữ số sau dấu phẩy. Nhập nhiều nhất 2 chữ số sau dấu phẩy."),
    (TENTHS, "9,55", "“9,55” có 2 chữ số sau dấu phẩy. Nhập nhiều nhất 1 chữ số sau dấu phẩy."),
    (TENTHS, "-1", "Nhập từ 0 điểm trở lên."),
    (TOTAL, "1.000,51", "Nhập từ 0 đến 1.000,5 điểm."),
    (MALUS, "1", "Nhập từ −5 đến 0 điểm."),
    (MOST, "10,5", "Nhập nhiều nhất 10 điểm."),
    (COUNT, "", "Hãy nhập một số nguyên, ví dụ 12."),
    (COUNT, "21", "Nhập từ 0 đến 20 đơn vị."),
    (SEATS, "0", "Nhập từ 1 đến 99."),
    (SEATS, "9,5", "“9,5” không phải là số nguyên. Nhập số không có phần lẻ, ví dụ 12 hoặc 30.360.000."),
    (MONEY, "", "Hãy nhập số tiền bằng đồng, ví dụ 30.360.000."),
    (MONEY, "9.999", "Nhập từ 10.000 đến 50.000.000 đồng."),
    (LINE, " \u200b ", "Hãy điền mục này."),
    (LINE, "12345678901", "Hãy viết ngắn lại: nhiều nhất 10 ký tự, hiện có 11."),
]

READ = [
    (DATE, "05/03/2026", date(2026, 3, 5)),
    (DATE, "5/3/26 ", date(2026, 3, 5)),
    (DATE, date(2026, 3, 5), date(2026, 3, 5)),
    (OPTIONAL_DATE, "  ", None),
    (SEASON, "31/12/2026", date(2026, 12, 31)),
    (POINTS, "6", Decimal(6)),
    (POINTS, "5,5", Decimal("5.50")),
    (POINTS, Decimal("5.5"), Decimal("5.50")),
    (POINTS, 0, Decimal(0)),
    (FREE, "- 3", Decimal(-3)),
    (MALUS, "−5", Decimal(-5)),
    (COUNT, "0", 0),
    (SEATS, "12", 12),
    (MONEY, "30.360.000 đồng", 30_360_000),
    (LINE, "  Hòa\tBình ", "Hòa Bình"),
    (LINE, normalize("NFD", "Nguyễn Ước"), "Nguyễn Ước"),  # 15 signs before, 10 after
    (TICKED, "\x00", ""),
    (TICKED, None, ""),
    (BLOCK, "Một \r\n\r\n\r\nHai ", "Một\n\nHai"),
]

SHOWN = [
    (DATE, date(2026, 3, 5), "05/03/2026"),
    (POINTS, Decimal("9.5"), "9,50"),
    (FREE, Decimal(-3), "−3,00"),
    (TENTHS, Decimal("1000.5"), "1.000,5"),
    (COUNT, 1000, "1.000"),
    (MONEY, 30_360_000, "30.360.000"),
]


@pytest.mark.parametrize(("field", "typed", "sentence"), REFUSED)
def test_a_field_refuses_with_one_sentence(field, typed, sentence):
    with pytest.raises(ValidationError) as refusal:
        field.clean(typed)
    assert refusal.value.messages == [sentence]


@pytest.mark.parametrize(("field", "typed", "value"), READ)
def test_a_field_reads_what_was_typed(field, typed, value):
    assert field.clean(typed) == value


@pytest.mark.parametrize(("field", "value", "text"), SHOWN)
def test_a_field_shows_its_value_and_reads_it_back_unchanged(field, value, text):
    assert field.prepare_value(value) == text
    assert not field.has_changed(value, text)


class Sheet(forms.Form):
    day = inputs.DateField()
    points = inputs.PointsField(max_value=6)
    place = inputs.LineField(max_length=10)


def test_an_input_is_plain_text_with_the_right_keys_on_a_phone():
    assert str(Sheet(initial={"day": date(2026, 3, 5), "points": Decimal("5.5")})["day"]) == (
        '<input type="text" name="day" value="05/03/2026" class="num" autocomplete="off" '
        'placeholder="dd/mm/yyyy" inputmode="numeric" required id="id_day">'
    )
    assert str(Sheet(initial={"points": Decimal("5.5")})["points"]) == (
        '<input type="text" name="points" value="5,50" class="num" autocomplete="off" '
        'inputmode="decimal" required id="id_points">'
    )


def test_what_cannot_be_read_stays_in_the_input_as_it_was_typed():
    sheet = Sheet({"day": "31/02/2026", "points": "7", "place": "Hà Nội"})

    assert sheet.errors == {
        "day": [f"Ngày 31/02/2026 không có trong lịch. {HOW}"],
        "points": ["Nhập từ 0 đến 6 điểm."],
    }
    assert (sheet["day"].value(), sheet["points"].value()) == ("31/02/2026", "7")


def test_the_look_of_an_input_can_be_chosen():
    field = inputs.PointsField(widget=forms.TextInput(attrs={"class": "num kt-big"}))

    assert field.widget.attrs == {"class": "num kt-big", "autocomplete": "off", "inputmode": "decimal"}
