"""Times of day: read with the marks people use, refused in words, shown in two ways."""

from datetime import time

import pytest
from django.core.exceptions import ValidationError

from core import inputs, times
from core.rules import ReadingError

READ = [
    ("08:30", time(8, 30)),
    ("8:30", time(8, 30)),
    ("8.30", time(8, 30)),
    ("8h30", time(8, 30)),
    (" 14 h 05 ", time(14, 5)),
    ("8 giờ 30 phút", time(8, 30)),
    ("8 Giờ", time(8, 0)),
    ("8g", time(8, 0)),
    ("00:00", time(0, 0)),
    ("23:59", time(23, 59)),
]
REFUSED = [
    ("sáng", "“sáng” không đọc được thành giờ."),
    ("8", "“8” không đọc được thành giờ."),
    ("8:3", "“8:3” không đọc được thành giờ."),
    ("24:00", "Không có 24 giờ 00 phút."),
    ("8:60", "Không có 8 giờ 60 phút."),
]


@pytest.mark.parametrize(("text", "value"), READ)
def test_a_time_is_read_with_any_usual_mark(text, value):
    assert times.parse(text) == value
    assert inputs.TimeField().clean(text) == value


@pytest.mark.parametrize(("text", "sentence"), REFUSED)
def test_what_is_no_time_is_refused_in_words(text, sentence):
    with pytest.raises(ReadingError) as refusal:
        times.parse(text)
    assert str(refusal.value) == f"{sentence} {times.HOW}"
    with pytest.raises(ValidationError):
        inputs.TimeField().clean(text)


def test_a_time_is_shown_as_it_is_typed_and_in_words():
    field = inputs.TimeField(required=False)

    assert field.prepare_value(time(8, 5)) == "08:05"
    assert field.prepare_value("tám") == "tám"
    assert field.clean("") is None
    assert [times.words(time(8)), times.words(time(16, 5))] == ["08 giờ", "16 giờ 05 phút"]
