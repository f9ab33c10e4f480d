"""What was measured on the ruler sheet, in words; nonsense refused with a sentence."""

from decimal import Decimal

import pytest

from awards.printing import measurements
from core.rules import RuleError
from documents.distortions import Distortion
from tests.documents import measured

A4 = (297, 210)


def found(**off):
    return measurements.distortion_of(measured.distances(Distortion(**off), *A4), *A4)


def test_a_printer_that_is_right_is_told_so():
    distortion = found()
    assert measurements.in_words(distortion, *A4) == ["Máy in không lệch chỗ."]
    assert measurements.briefly(distortion) == "0 / 0 mm"


def test_what_was_measured_is_told_in_words():
    distortion = found(dx=1.8, dy=-0.6, scale_x=1.004, scale_y=0.993, skew=0.5, shear=-0.2)
    assert measurements.in_words(distortion, *A4) == [
        "Máy in lệch sang phải 1,8 mm và lên trên 0,6 mm.",
        "Chiều ngang dài ra 1,2 mm trên cả tờ (100,4 %).",
        "Chiều dọc ngắn lại 1,5 mm trên cả tờ (99,3 %).",
        "Bản in xoay 0,5° thuận chiều kim đồng hồ.",
        "Nét dọc ngả 0,2°, chân ngả sang trái.",
    ]
    assert measurements.briefly(distortion) == "+1,8 / −0,6 mm"


def test_figures_are_kept_to_less_than_a_hundredth_of_a_millimetre():
    off = {"dx": 1.23456, "dy": -9.87654, "scale_x": 1.0123456, "scale_y": 0.9876543, "skew": 1.23456}
    kept = measurements.kept(Distortion(**off))
    assert kept["dx"] == Decimal("1.235")
    rounded = Distortion(**{name: float(value) for name, value in kept.items()})
    for corner in ((0, 0), (420, 0), (0, 297), (420, 297)):
        one, two = Distortion(**off).on(420, 297).at(*corner), rounded.on(420, 297).at(*corner)
        assert max(abs(a - b) for a, b in zip(one, two, strict=True)) < 0.005


@pytest.mark.parametrize(
    ("off", "sentence"),
    [
        ({"dx": 20.5}, r"lệch 20,5 mm theo chiều ngang, quá 20 mm"),
        ({"dy": -25}, r"lệch 25 mm theo chiều dọc, quá 20 mm"),
        ({"scale_x": 0.94}, r"Chiều ngang in ra bằng 94 % kích thước thật, lệch quá 3 %. .* 100 %"),
        ({"scale_y": 1.04}, r"Chiều dọc in ra bằng 104 % kích thước thật"),
        ({"skew": 2.3}, r"nghiêng 2,3°, quá 2°"),
        ({"shear": -2.5}, r"nghiêng 2,5°, quá 2°"),
    ],
    ids=str,
)
def test_a_printer_too_far_off_is_refused(off, sentence):
    with pytest.raises(RuleError, match=sentence):
        found(**off)


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        (
            "b_x",
            r"chiều ngang không khớp nhau: tính thế nào các dấu vẫn còn lệch 0,8 mm. .*mép trái, mép phải",
        ),
        ("c_y", r"chiều dọc không khớp nhau: tính thế nào các dấu vẫn còn lệch 0,8 mm. .*mép trên, mép dưới"),
    ],
)
def test_a_mark_that_contradicts_the_others_is_told_with_what_is_left(name, sentence):
    typed = measured.distances(Distortion(dx=1), *A4)
    with pytest.raises(RuleError, match=sentence):
        measurements.distortion_of(typed | {name: typed[name] + 3}, *A4)


def test_reading_a_ruler_to_half_a_millimetre_is_no_contradiction():
    typed = measured.distances(Distortion(dx=1.8, dy=-0.6, skew=0.4), *A4)
    halves = {name: round(value * 2) / Decimal(2) for name, value in typed.items()}
    distortion = measurements.distortion_of(halves, *A4)
    assert abs(distortion.dx - 1.8) < 0.25
