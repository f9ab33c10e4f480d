"""Template filters: built in, so that no template loads them."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.template import Context, Template

SHOWN = [
    ("day", date(2026, 3, 5), "05/03/2026"),
    ("day", datetime(2026, 3, 4, 18, 0, tzinfo=UTC), "05/03/2026"),
    ("day_month", date(2026, 3, 5), "05/03"),
    ("moment", datetime(2023, 12, 5, 2, 42, tzinfo=UTC), "09:42, 05/12/2023"),
    ("weekday", date(2026, 3, 8), "Chủ Nhật"),
    ("paper_date", date(2026, 2, 5), "ngày 05 tháng 02 năm 2026"),
    ("points", Decimal("93.5"), "93,50"),
    ("points", Decimal(-3), "−3,00"),
    ("points", 0, "0,00"),
    ("change", Decimal("-0.5"), "−0,50"),
    ("change", Decimal("0.5"), "+0,50"),
    ("change", Decimal("0.00"), "0"),
    ("plain_number", Decimal("9.50"), "9,5"),
    ("plain_number", 1000, "1000"),
    ("grouped", Decimal("1234.50"), "1.234,5"),
    ("money", 30_360_000, "30.360.000 đồng"),
]


def shown(name, value):
    return Template("{{ value|" + name + " }}").render(Context({"value": value}))


@pytest.mark.parametrize(("name", "value", "text"), SHOWN)
def test_a_value_is_shown_the_vietnamese_way(name, value, text):
    assert shown(name, value) == text


@pytest.mark.parametrize("name", ["day", "day_month", "moment", "weekday", "paper_date"])
def test_a_date_that_is_not_there_shows_nothing(name):
    assert shown(name, None) == ""
    assert Template("{{ missing|" + name + " }}").render(Context()) == ""


@pytest.mark.parametrize("name", ["points", "plain_number", "grouped", "money"])
def test_a_number_that_is_not_there_shows_a_dash(name):
    assert shown(name, None) == "–"
    assert Template("{{ missing|" + name + " }}").render(Context()) == "–"


def test_a_difference_that_is_not_there_shows_nothing():
    assert shown("change", None) == ""


@pytest.mark.parametrize(("name", "mistake"), [("points", 9.5), ("points", "9,5"), ("money", True)])
def test_what_is_no_exact_number_is_a_mistake(name, mistake):
    with pytest.raises(TypeError):
        shown(name, mistake)
