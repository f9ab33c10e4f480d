"""What people type as a number, and what they read. Every line of a table is one case."""

from decimal import Decimal
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import numbers
from core.rules import ReadingError

NOT_A_NUMBER = (
    "không đọc được thành số. Dấu phẩy đứng trước phần lẻ, dấu chấm ngăn hàng nghìn: "
    "ví dụ 9,5 hoặc 1.000.000,5."
)
NOT_A_WHOLE = (
    "không đọc được thành số. Dấu phẩy đứng trước phần lẻ, dấu chấm ngăn hàng nghìn: "
    "ví dụ 12 hoặc 30.360.000."
)
NO_FRACTION = "không phải là số nguyên. Nhập số không có phần lẻ, ví dụ 12 hoặc 30.360.000."
WHICH = "Bỏ dấu chấm nếu là hàng nghìn, dùng dấu phẩy nếu là phần lẻ."
TOO_FINE = "chữ số sau dấu phẩy. Nhập nhiều nhất 2 chữ số sau dấu phẩy."

POINTS_REFUSED = [
    # nothing
    ("", "Chưa có số. Nhập bằng chữ số, ví dụ 9,5."),
    ("  \u00a0", "Chưa có số. Nhập bằng chữ số, ví dụ 9,5."),
    ("\u200b", "Chưa có số. Nhập bằng chữ số, ví dụ 9,5."),
    # one point and three digits: thousands here, decimals in an English Excel
    ("1.000", f"“1.000” có thể là 1000 hoặc 1. {WHICH}"),
    ("1.500", f"“1.500” có thể là 1500 hoặc 1,5. {WHICH}"),
    ("9.125", f"“9.125” có thể là 9125 hoặc 9,125. {WHICH}"),
    ("12.345", f"“12.345” có thể là 12345 hoặc 12,345. {WHICH}"),
    ("999.999", f"“999.999” có thể là 999999 hoặc 999,999. {WHICH}"),
    ("-1.500", f"“-1.500” có thể là 1500 hoặc 1,5. {WHICH}"),
    # finer than points are
    ("9,555", f"“9,555” có 3 {TOO_FINE}"),
    ("9,500", f"“9,500” có 3 {TOO_FINE}"),
    ("1,000", f"“1,000” có 3 {TOO_FINE}"),  # a thousand in an English Excel
    ("0.500", f"“0.500” có 3 {TOO_FINE}"),
    ("0,125", f"“0,125” có 3 {TOO_FINE}"),
    ("9.5555", f"“9.5555” có 4 {TOO_FINE}"),
    ("1234.567", f"“1234.567” có 3 {TOO_FINE}"),
    ("1.000,125", f"“1.000,125” có 3 {TOO_FINE}"),
    ("1 000,125", f"“1 000,125” có 3 {TOO_FINE}"),
    ("9.300000000000001", f"“9.300000000000001” có 15 {TOO_FINE}"),
    # signs at odds
    ("1,2,3", f"“1,2,3” {NOT_A_NUMBER}"),
    ("1,234.5", f"“1,234.5” {NOT_A_NUMBER}"),
    ("1,000,000", f"“1,000,000” {NOT_A_NUMBER}"),
    ("1.000.00", f"“1.000.00” {NOT_A_NUMBER}"),
    ("1.00.000", f"“1.00.000” {NOT_A_NUMBER}"),
    ("1000.000.000", f"“1000.000.000” {NOT_A_NUMBER}"),
    ("0.500.000", f"“0.500.000” {NOT_A_NUMBER}"),
    ("1.000 000", f"“1.000 000” {NOT_A_NUMBER}"),
    ("1 000.000.000", f"“1 000.000.000” {NOT_A_NUMBER}"),
    ("9..5", f"“9..5” {NOT_A_NUMBER}"),
    ("9,,5", f"“9,,5” {NOT_A_NUMBER}"),
    ("9,.5", f"“9,.5” {NOT_A_NUMBER}"),
    # unfinished
    ("9,", f"“9,” {NOT_A_NUMBER}"),
    ("9.", f"“9.” {NOT_A_NUMBER}"),
    (",5", f"“,5” {NOT_A_NUMBER}"),
    (".5", f"“.5” {NOT_A_NUMBER}"),
    (",", f"“,” {NOT_A_NUMBER}"),
    ("-", f"“-” {NOT_A_NUMBER}"),
    ("–", f"“–” {NOT_A_NUMBER}"),
    ("+", f"“+” {NOT_A_NUMBER}"),
    # two numbers, or one torn apart
    ("9 5", f"“9 5” {NOT_A_NUMBER}"),
    ("9, 5", f"“9, 5” {NOT_A_NUMBER}"),
    ("9 ,5", f"“9 ,5” {NOT_A_NUMBER}"),
    ("10 00", f"“10 00” {NOT_A_NUMBER}"),
    ("1  000", f"“1 000” {NOT_A_NUMBER}"),
    ("5\t125", f"“5 125” {NOT_A_NUMBER}"),  # two cells of a sheet
    ("5\n125", f"“5 125” {NOT_A_NUMBER}"),
    ("5\r\n125", f"“5 125” {NOT_A_NUMBER}"),
    ("9,5 8", f"“9,5 8” {NOT_A_NUMBER}"),
    ("9-5", f"“9-5” {NOT_A_NUMBER}"),
    ("9/10", f"“9/10” {NOT_A_NUMBER}"),
    ("1'000", f"“1'000” {NOT_A_NUMBER}"),
    # signs
    ("--3", f"“--3” {NOT_A_NUMBER}"),
    ("+-3", f"“+-3” {NOT_A_NUMBER}"),
    ("3-", f"“3-” {NOT_A_NUMBER}"),
    ("(3)", f"“(3)” {NOT_A_NUMBER}"),
    ("—3", f"“—3” {NOT_A_NUMBER}"),
    ("±3", f"“±3” {NOT_A_NUMBER}"),
    # what Python's Decimal would take
    ("NaN", f"“NaN” {NOT_A_NUMBER}"),
    ("sNaN", f"“sNaN” {NOT_A_NUMBER}"),
    ("Infinity", f"“Infinity” {NOT_A_NUMBER}"),
    ("-inf", f"“-inf” {NOT_A_NUMBER}"),
    ("1e5", f"“1e5” {NOT_A_NUMBER}"),
    ("1E-2", f"“1E-2” {NOT_A_NUMBER}"),
    ("1_000", f"“1_000” {NOT_A_NUMBER}"),
    ("0x10", f"“0x10” {NOT_A_NUMBER}"),
    ("９,５", f"“９,５” {NOT_A_NUMBER}"),  # full-width digits
    ("٩٫٥", f"“٩٫٥” {NOT_A_NUMBER}"),  # Arabic digits
    ("९", f"“९” {NOT_A_NUMBER}"),
    ("9²", f"“9²” {NOT_A_NUMBER}"),
    ("½", f"“½” {NOT_A_NUMBER}"),
    # words and units
    ("abc", f"“abc” {NOT_A_NUMBER}"),
    ("chín", f"“chín” {NOT_A_NUMBER}"),
    ("9,5 điểm", f"“9,5 điểm” {NOT_A_NUMBER}"),
    ("95%", f"“95%” {NOT_A_NUMBER}"),
    ("=9+5", f"“=9+5” {NOT_A_NUMBER}"),
    ("l0", f"“l0” {NOT_A_NUMBER}"),
    ("1O", f"“1O” {NOT_A_NUMBER}"),
    ("9" * 16, f"“{'9' * 16}” quá lớn: nhập nhiều nhất 15 chữ số trước dấu phẩy."),
    ("9" * 500, f"“{'9' * 39}…” quá lớn: nhập nhiều nhất 15 chữ số trước dấu phẩy."),
]

POINTS_READ = [
    ("9,5", "9.50"),
    ("9.5", "9.50"),
    ("9,50", "9.50"),
    ("9.50", "9.50"),
    ("9,05", "9.05"),
    ("0,25", "0.25"),
    ("0.25", "0.25"),
    ("0", "0.00"),
    ("0,00", "0.00"),
    ("-0", "0.00"),
    ("10", "10.00"),
    ("010", "10.00"),
    ("100", "100.00"),
    ("99,99", "99.99"),
    # thousands
    ("1000", "1000.00"),
    ("1000,5", "1000.50"),
    ("1000.5", "1000.50"),
    ("1234.56", "1234.56"),
    ("1.000,5", "1000.50"),
    ("1.000,00", "1000.00"),
    ("12.345,67", "12345.67"),
    ("1.000.000", "1000000.00"),
    ("1.000.000,5", "1000000.50"),
    ("123.456.789,01", "123456789.01"),
    ("1 000", "1000.00"),
    ("1 000,5", "1000.50"),
    ("1\u00a0000,5", "1000.50"),  # as Excel and browsers write
    ("1\u202f000,5", "1000.50"),
    ("1\u2009000\u2009000", "1000000.00"),
    ("1 000.5", "1000.50"),
    ("999999999999999,99", "999999999999999.99"),
    ("000000000000000009,5", "9.50"),
    # signs
    ("-3", "-3.00"),
    ("−3", "-3.00"),
    ("–3", "-3.00"),
    ("‑3", "-3.00"),
    ("- 3", "-3.00"),
    ("−\u00a03", "-3.00"),
    ("-0,5", "-0.50"),
    ("+3", "3.00"),
    ("+ 3,5", "3.50"),
    # blanks and what cannot be seen
    (" 9,5 ", "9.50"),
    ("\u00a09,5\u00a0", "9.50"),
    ("9,5\n", "9.50"),
    ("\t9,5", "9.50"),
    ("9\u200b,5", "9.50"),
    ("\ufeff9,5", "9.50"),
    ("\u200e9,5", "9.50"),
]

WHOLE_REFUSED = [
    ("", "Chưa có số. Nhập bằng chữ số, ví dụ 12."),
    ("9,5", f"“9,5” {NO_FRACTION}"),
    ("9.5", f"“9.5” {NO_FRACTION}"),
    ("12,0", f"“12,0” {NO_FRACTION}"),
    ("1.50", f"“1.50” {NO_FRACTION}"),
    ("1,000", f"“1,000” {NO_FRACTION}"),
    ("0.500", f"“0.500” {NO_FRACTION}"),
    ("30,360,000", f"“30,360,000” {NOT_A_WHOLE}"),
    ("1.000.00", f"“1.000.00” {NOT_A_WHOLE}"),
    ("1e3", f"“1e3” {NOT_A_WHOLE}"),
    ("mười hai", f"“mười hai” {NOT_A_WHOLE}"),
    ("9" * 16, f"“{'9' * 16}” quá lớn: nhập nhiều nhất 15 chữ số trước dấu phẩy."),
]

WHOLE_READ = [
    ("12", 12),
    ("0", 0),
    ("007", 7),
    ("1.000", 1000),  # Django's own IntegerField makes 1 of this
    ("30.360.000", 30_360_000),
    ("30 360 000", 30_360_000),
    ("30\u00a0360\u00a0000", 30_360_000),
    ("30360000", 30_360_000),
    ("−1.000", -1000),
]

MONEY_REFUSED = [
    ("", "Chưa có số. Nhập bằng chữ số, ví dụ 12."),
    ("đồng", "Chưa có số. Nhập bằng chữ số, ví dụ 12."),
    ("5\t125", f"“5 125” {NOT_A_WHOLE}"),
    ("5\t125 đồng", f"“5 125” {NOT_A_WHOLE}"),
    ("30 triệu", f"“30 triệu” {NOT_A_WHOLE}"),
    ("30.360.000 đồng chẵn", f"“30.360.000 đồng chẵn” {NOT_A_WHOLE}"),
    ("1,5 đ", f"“1,5” {NO_FRACTION}"),
]

MONEY_READ = [
    ("30.360.000", 30_360_000),
    ("30.360.000 đồng", 30_360_000),
    ("30.360.000 ĐỒNG", 30_360_000),
    ("760000đ", 760_000),
    ("2.530.000 đ", 2_530_000),
    ("2 530 000 VNĐ", 2_530_000),
    ("2.530.000\u00a0₫", 2_530_000),
    ("2.530.000  đồng ", 2_530_000),
]


def ids(table):
    return [ascii(typed)[:40] for typed, _ in table]


@pytest.mark.parametrize(("typed", "sentence"), POINTS_REFUSED, ids=ids(POINTS_REFUSED))
def test_what_is_not_surely_one_number_is_refused_with_a_sentence(typed, sentence):
    for form in ("NFC", "NFD"):
        with pytest.raises(ReadingError) as refusal:
            numbers.parse_decimal(normalize(form, typed))
        assert str(refusal.value) == sentence


@pytest.mark.parametrize(("typed", "value"), POINTS_READ, ids=ids(POINTS_READ))
def test_points_are_read_with_a_comma_or_a_point(typed, value):
    assert str(numbers.parse_decimal(typed)) == value


@pytest.mark.parametrize(("typed", "sentence"), WHOLE_REFUSED, ids=ids(WHOLE_REFUSED))
def test_what_is_not_surely_a_whole_number_is_refused_with_a_sentence(typed, sentence):
    for form in ("NFC", "NFD"):
        with pytest.raises(ReadingError) as refusal:
            numbers.parse_integer(normalize(form, typed))
        assert str(refusal.value) == sentence


@pytest.mark.parametrize(("typed", "value"), WHOLE_READ, ids=ids(WHOLE_READ))
def test_a_whole_number_is_read_with_thousands_points(typed, value):
    assert numbers.parse_integer(typed) == value


@pytest.mark.parametrize(("typed", "sentence"), MONEY_REFUSED, ids=ids(MONEY_REFUSED))
def test_what_is_not_surely_an_amount_is_refused_with_a_sentence(typed, sentence):
    with pytest.raises(ReadingError) as refusal:
        numbers.parse_money(typed)
    assert str(refusal.value) == sentence


@pytest.mark.parametrize(("typed", "value"), MONEY_READ, ids=ids(MONEY_READ))
def test_money_is_read_with_or_without_its_unit(typed, value):
    for form in ("NFC", "NFD"):
        assert numbers.parse_money(normalize(form, typed)) == value


def test_other_numbers_of_decimals_are_read_by_the_same_rule():
    assert numbers.parse_decimal("96,8", places=1) == Decimal("96.8")
    assert numbers.parse_decimal("1,125", places=3) == Decimal("1.125")
    with pytest.raises(ReadingError, match=r"“1\.125” có thể là 1125 hoặc 1,125\."):
        numbers.parse_decimal("1.125", places=3)


@given(st.text())
def test_no_text_breaks_the_reader(text):
    try:
        assert numbers.parse_decimal(text).is_finite()
    except ReadingError as refusal:
        assert str(refusal).endswith(".")


amounts = st.decimals(min_value=-(10**15) + 1, max_value=10**15 - 1, places=2)


@given(amounts)
def test_points_are_read_back_as_they_were_shown(value):
    assert numbers.parse_decimal(numbers.points(value)) == value


@given(st.integers(-(10**15) + 1, 10**15 - 1))
def test_whole_numbers_and_money_are_read_back_as_they_were_shown(value):
    assert numbers.parse_integer(numbers.grouped(value)) == value
    assert numbers.parse_integer(numbers.plain(value)) == value
    assert numbers.parse_money(numbers.money(value)) == value


@given(amounts)
def test_the_plain_form_is_read_back(value):
    assert numbers.parse_decimal(numbers.plain(value)) == value


@pytest.mark.parametrize(
    ("value", "places", "rounded"),
    [
        ("2.345", 2, "2.35"),  # Python alone would say 2.34
        ("2.335", 2, "2.34"),
        ("2.3449999", 2, "2.34"),
        ("-2.345", 2, "-2.35"),
        ("-0.001", 2, "0.00"),
        ("0.5", 0, "1"),
        ("1.5", 0, "2"),
        ("2.5", 0, "3"),
        ("93.5", 2, "93.50"),
        ("12345678901234567890123456789012.345", 2, "12345678901234567890123456789012.35"),
    ],
)
def test_points_are_rounded_half_up(value, places, rounded):
    assert str(numbers.round_points(Decimal(value), places)) == rounded


def test_points_have_two_decimals_unless_others_are_asked_for():
    assert str(numbers.round_points(Decimal("2.3456"))) == "2.35"


@pytest.mark.parametrize("mistake", [9.5, "9.5", None, True])
def test_only_exact_numbers_are_rounded(mistake):
    with pytest.raises(TypeError):
        numbers.round_points(mistake)


@pytest.mark.parametrize("mistake", ["NaN", "Infinity"])
def test_what_is_no_number_is_not_rounded(mistake):
    with pytest.raises(ValueError, match="not a number"):
        numbers.round_points(Decimal(mistake))


@pytest.mark.parametrize(
    ("value", "points", "plain", "grouped"),
    [
        ("93.5", "93,50", "93,5", "93,5"),
        ("0", "0,00", "0", "0"),
        ("-0.00", "0,00", "0", "0"),
        ("-3", "−3,00", "−3", "−3"),
        ("10", "10,00", "10", "10"),
        ("1E+3", "1.000,00", "1000", "1.000"),
        ("1000.50", "1.000,50", "1000,5", "1.000,5"),
        ("-1234567.891", "−1.234.567,89", "−1234567,891", "−1.234.567,891"),
        ("93.555", "93,56", "93,555", "93,555"),
    ],
)
def test_a_number_is_shown_with_comma_true_minus_and_thousands_points(value, points, plain, grouped):
    assert numbers.points(Decimal(value)) == points
    assert numbers.plain(Decimal(value)) == plain
    assert numbers.grouped(Decimal(value)) == grouped


@pytest.mark.parametrize(
    ("difference", "shown"),
    [
        ("0.5", "+0,50"),
        ("-0.5", "−0,50"),
        ("1234.5", "+1.234,50"),
        ("0", "0"),
        ("0.004", "0"),  # nothing is left of it in two decimals
        ("-0.004", "0"),
    ],
)
def test_a_difference_is_shown_with_its_sign_and_none_as_0(difference, shown):
    assert numbers.change(Decimal(difference)) == shown


def test_money_is_shown_in_whole_dong():
    assert numbers.money(30_360_000) == "30.360.000 đồng"
    assert numbers.money(Decimal("30360000.00")) == "30.360.000 đồng"
    assert numbers.money(-760_000) == "−760.000 đồng"
    with pytest.raises(ValueError, match="not whole"):
        numbers.money(Decimal("0.5"))


def test_a_share_is_shown_in_percent():
    assert numbers.percent(13, 14) == "92,9%"
    assert numbers.percent(13, 14, places=2) == "92,86%"
    assert numbers.percent(14, 14) == "100%"
    assert numbers.percent(1, 16) == "6,3%"  # 6.25, half up
    assert numbers.percent(Decimal("7.5"), 30) == "25%"
    assert numbers.percent(0, 14) == "0%"
    assert numbers.percent(0, 0) == "–"


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "không"),
        (1, "một"),
        (4, "bốn"),
        (5, "năm"),
        (10, "mười"),
        (11, "mười một"),
        (14, "mười bốn"),
        (15, "mười lăm"),
        (20, "hai mươi"),
        (21, "hai mươi mốt"),
        (24, "hai mươi tư"),
        (25, "hai mươi lăm"),
        (55, "năm mươi lăm"),
        (91, "chín mươi mốt"),
        (100, "một trăm"),
        (101, "một trăm linh một"),
        (104, "một trăm linh bốn"),
        (105, "một trăm linh năm"),
        (110, "một trăm mười"),
        (111, "một trăm mười một"),
        (115, "một trăm mười lăm"),
        (121, "một trăm hai mươi mốt"),
        (544, "năm trăm bốn mươi tư"),
        (555, "năm trăm năm mươi lăm"),
        (1000, "một nghìn"),
        (1001, "một nghìn không trăm linh một"),
        (1010, "một nghìn không trăm mười"),
        (1054, "một nghìn không trăm năm mươi tư"),
        (1954, "một nghìn chín trăm năm mươi tư"),
        (21_021, "hai mươi mốt nghìn không trăm hai mươi mốt"),
        (105_000, "một trăm linh năm nghìn"),
        (760_000, "bảy trăm sáu mươi nghìn"),
        (1_000_005, "một triệu không trăm linh năm"),
        (1_005_000, "một triệu không trăm linh năm nghìn"),
        (2_530_000, "hai triệu năm trăm ba mươi nghìn"),
        (11_390_000, "mười một triệu ba trăm chín mươi nghìn"),
        (30_360_000, "ba mươi triệu ba trăm sáu mươi nghìn"),
        (351_600_307, "ba trăm năm mươi mốt triệu sáu trăm nghìn ba trăm linh bảy"),
        (10**9, "một tỷ"),
        (10**9 + 15, "một tỷ không trăm mười lăm"),
        (25 * 10**9, "hai mươi lăm tỷ"),
        (10**12, "một nghìn tỷ"),
        (10**12 + 10**9, "một nghìn không trăm linh một tỷ"),
        (10**15 + 10**6, "một triệu tỷ không trăm linh một triệu"),
        (10**18, "một tỷ tỷ"),
        (105 * 10**18, "một trăm linh năm tỷ tỷ"),
        (-15, "âm mười lăm"),
        (Decimal("30360000.00"), "ba mươi triệu ba trăm sáu mươi nghìn"),
    ],
)
def test_a_number_is_written_out_in_words(number, words):
    assert numbers.in_words(number) == words


@pytest.mark.parametrize("mistake", [10**21, Decimal("0.5")])
def test_what_has_no_words_is_a_mistake(mistake):
    with pytest.raises(ValueError, match="cannot be written out"):
        numbers.in_words(mistake)
