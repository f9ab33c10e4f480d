"""Numbers as Vietnamese offices write them: decimal comma, point for thousands, Decimal throughout.

How typed numbers are read, and what is refused rather than guessed: docs/decisions/0003-reading-numbers.md.
The one place where points are rounded is `round_points`.
"""

import re
from decimal import ROUND_HALF_UP, Context, Decimal

from core.rules import ReadingError
from core.text import excerpt, nfc

MINUS = "−"
NOTHING = "–"  # stands where there is no number
MOST_DIGITS = 15  # before the comma
SPELLABLE = 10**21  # in_words stops below: 999 tỷ tỷ

_WIDE = Context(prec=60)  # rounding must not depend on the thread's 28 digits
_SWAPPED = str.maketrans(",.", ".,")

_PLAIN, _DOTTED = "[0-9]+", r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+"
_SPACED = "[1-9][0-9]{0,2}(?: [0-9]{3})+"
_SIGNED = re.compile(r"(?:\+ ?|(?P<minus>[-−–‐‑] ?))?(?P<body>.*)", re.DOTALL)
_COMMA = re.compile(f"(?P<whole>{_DOTTED}|{_SPACED}|{_PLAIN}),(?P<part>[0-9]+)")
_WHOLE = re.compile(f"(?P<whole>{_DOTTED}|{_SPACED}|{_PLAIN})(?P<part>)")
_POINT = re.compile(rf"(?P<whole>{_SPACED}|{_PLAIN})\.(?P<part>[0-9]+)")
_UNIT = re.compile(" *(?:đồng|đ|vnđ|vnd|₫)$", re.IGNORECASE)
_TWO_READINGS = re.compile(r"[1-9][0-9]{0,2}\.[0-9]{3}")

_DIGITS = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"]


def parse_decimal(text, places=2):
    """Return the Decimal that `text` says, with exactly `places` decimals; raises ReadingError.

    Reads 9,5 · 9.5 · 1.000,5 · 1.000.000 · 1 000,5 · −3 · +3. Nothing is rounded: more decimals than
    `places` are refused, and so is 1.500, which may be 1500 or 1,5 (unless `places` is 0).
    """
    shown = excerpt(text)
    if not shown:
        raise ReadingError(f"Chưa có số. Nhập bằng chữ số, ví dụ {'9,5' if places else '12'}.")
    typed = _SIGNED.fullmatch(_one_cell(text))
    whole, part = _split(typed["body"], shown, places)
    if len(part) > places:
        raise ReadingError(_too_fine(shown, len(part), places))
    if len(whole.lstrip("0")) > MOST_DIGITS:
        raise ReadingError(f"“{shown}” quá lớn: nhập nhiều nhất {MOST_DIGITS} chữ số trước dấu phẩy.")
    value = Decimal(f"{whole}.{part.ljust(places, '0')}")
    return -value if typed["minus"] and value else value


def parse_integer(text):
    """Return the int that `text` says: 12 · 1.000 · 30.360.000 · 30 360 000; raises ReadingError."""
    return int(parse_decimal(text, places=0))


def parse_money(text):
    """Return an amount in đồng; as `parse_integer`, with or without "đồng", "đ" or "VNĐ" behind."""
    return parse_integer(_UNIT.sub("", _one_cell(text)))


def round_points(value, places=2):
    """Round half up, away from zero, as Excel does; the only rounding of points there is.

    Takes Decimal or int. A float is a mistake in the program (TypeError): 58 % of exact ties look unequal.
    """
    value = _exact(value)
    step = Decimal(1).scaleb(-places)
    return _without_minus_zero(value.quantize(step, rounding=ROUND_HALF_UP, context=_WIDE))


def points(value):
    """93,50: points, always with two decimals so that columns align."""
    return fixed(value, 2)


def fixed(value, places):
    """1.234,50: a number rounded half up and shown with exactly `places` decimals."""
    value = round_points(value, places)
    return _signed(value, f"{value.copy_abs():,.{places}f}")


def change(value):
    """+0,50 or −0,50: a difference of points, always with its sign; 0 when there is none."""
    value = round_points(value)
    if value > 0:
        return f"+{points(value)}"
    return points(value) if value else "0"


def plain(value):
    """9,5 or 1000: the shortest form that loses nothing, without thousands points."""
    value = _exact(value).normalize(_WIDE)
    return _signed(value, f"{value.copy_abs():f}")


def grouped(value):
    """30.360.000 or 1.234,5: the shortest form that loses nothing, with thousands points."""
    value = _exact(value).normalize(_WIDE)
    return _signed(value, f"{value.copy_abs():,f}")


def money(amount):
    """30.360.000 đồng; a fraction of a đồng is a mistake in the program (ValueError)."""
    if _exact(amount) % 1:
        raise ValueError(f"not whole đồng: {amount}")
    return f"{grouped(amount)} đồng"


def percent(part, whole, places=1):
    """92,9%: the share of `part` in `whole`, rounded half up, zeros at the end left out; "–" of nothing."""
    if not whole:
        return NOTHING
    return f"{plain(round_points(_exact(part) * 100 / _exact(whole), places))}%"


def in_words(number):
    """Return a whole number in words, as money is written out: "ba mươi triệu ba trăm sáu mươi nghìn".

    Northern office usage (linh, nghìn, tỷ); classes that are zero are left out. ValueError from 10^21 on.
    """
    if _exact(number) % 1 or abs(number) >= SPELLABLE:
        raise ValueError(f"cannot be written out: {number}")
    if number < 0:
        return f"âm {in_words(-number)}"
    return " ".join(_spelt(int(number))) or "không"


def _one_cell(text):
    """Return what was typed; a tab or line break within parts two cells of a sheet, never thousands."""
    return nfc(text.strip().replace("\t", "\n")).strip()


def _split(body, shown, places):
    if places and _TWO_READINGS.fullmatch(body):
        thousand, fraction = body.replace(".", ""), plain(Decimal(body))
        raise ReadingError(
            f"“{shown}” có thể là {thousand} hoặc {fraction}. "
            "Bỏ dấu chấm nếu là hàng nghìn, dùng dấu phẩy nếu là phần lẻ."
        )
    match = _COMMA.fullmatch(body) or _WHOLE.fullmatch(body) or _POINT.fullmatch(body)
    if not match:
        raise ReadingError(
            f"“{shown}” không đọc được thành số. Dấu phẩy đứng trước phần lẻ, dấu chấm ngăn hàng nghìn: "
            + ("ví dụ 9,5 hoặc 1.000.000,5." if places else "ví dụ 12 hoặc 30.360.000.")
        )
    return re.sub("[. ]", "", match["whole"]), match["part"]


def _too_fine(shown, typed, places):
    if places == 0:
        return f"“{shown}” không phải là số nguyên. Nhập số không có phần lẻ, ví dụ 12 hoặc 30.360.000."
    return f"“{shown}” có {typed} chữ số sau dấu phẩy. Nhập nhiều nhất {places} chữ số sau dấu phẩy."


def _exact(value):
    if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
        if (value := Decimal(value)).is_finite():
            return value
        raise ValueError(f"not a number: {value}")
    raise TypeError(f"Decimal or int wanted, not {type(value).__name__}")


def _without_minus_zero(value):
    return value if value else value.copy_abs()


def _signed(value, digits):
    return (MINUS if value < 0 else "") + digits.translate(_SWAPPED)


def _spelt(number, full=False):
    """Return the words of `number`; `full` where a higher class stands before it ("không trăm linh năm")."""
    for size, name in ((10**9, "tỷ"), (10**6, "triệu"), (10**3, "nghìn")):
        if number >= size:
            high, low = divmod(number, size)
            return [*_spelt(high, full), name, *_spelt(low, full=True)]
    return _below_thousand(number, full) if number else []


def _below_thousand(number, full):
    hundreds, rest = divmod(number, 100)
    tens, units = divmod(rest, 10)
    words = [_DIGITS[hundreds], "trăm"] if hundreds or full else []
    if tens == 0:
        return words + (["linh"] if words and units else []) + ([_DIGITS[units]] if units else [])
    words += ["mười"] if tens == 1 else [_DIGITS[tens], "mươi"]
    if units == 5:
        return [*words, "lăm"]
    if tens > 1 and units in (1, 4):
        return [*words, {1: "mốt", 4: "tư"}[units]]
    return words + ([_DIGITS[units]] if units else [])
