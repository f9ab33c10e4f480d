"""Plain data from a browser or a file, read value by value: a clean value, or one sentence for its place."""

from core.rules import RuleError
from core.text import clean_block, clean_line, excerpt
from documents import designs

PARTS = {"sheet": "Tờ giấy", "code": "Mã QR", "stamp": "Dấu “Dữ liệu mẫu”"}
PLACES = 3  # decimals that are kept of a number: a thousandth of a millimetre


class Fault(ValueError):
    """A value that will not do; the message is the sentence for its place."""


class Faults(RuleError):
    """Several places will not do: `errors` is {"<box>.<field>": sentence}.

    The message calls a box as `labels` ({name: what people call it}) does.
    """

    def __init__(self, errors, labels=None):
        place, sentence = next(iter(errors.items()))
        part = place.partition(".")[0]
        first = sentence if part == "boxes" else f"{PARTS.get(part) or _box(part, labels)}: {sentence}"
        more = f" Còn {len(errors) - 1} chỗ khác cũng cần sửa." if len(errors) > 1 else ""
        super().__init__(f"{first}{more}")
        self.errors = errors


def _box(name, labels):
    return f"Ô “{(labels or {}).get(name) or name}”"


def number(least, most):
    """A number between two bounds, rounded so that its text is the same everywhere."""

    def check(value):
        is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
        if not (is_number and least <= value <= most):  # nor is what is no number at all
            raise Fault(f"Nhập số từ {_told(least)} đến {_told(most)}.")
        kept = round(value, PLACES)
        return int(kept) if kept == int(kept) else kept

    return check


def whole(least, most):
    """A whole number between two bounds."""

    def check(value):
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            raise Fault(f"Nhập số nguyên từ {least} đến {most}.")
        return value

    return check


def line(most):
    """One clean line of at most so many characters."""
    return _text(most, clean_line)


def block(most):
    """Clean lines of together at most so many characters, not empty."""

    def check(value):
        kept = _text(most, clean_block)(value)
        if not kept:
            raise Fault("Hãy nhập nội dung của ô.")
        return kept

    return check


def matching(pattern, most):
    """A key that matches `pattern`."""

    def check(value):
        if not isinstance(value, str) or len(value) > most or not pattern.fullmatch(value):
            raise Fault("Mã của ô chỉ gồm chữ thường không dấu, chữ số, dấu gạch dưới.")
        return value

    return check


def among(choices):
    """One of `choices`."""

    def check(value):
        if not isinstance(value, str) or value not in choices:
            raise Fault("Hãy chọn trong danh sách.")
        return value

    return check


def flag(value):
    """True or false, nothing that only looks like it."""
    if not isinstance(value, bool):
        raise Fault("Hãy chọn có hoặc không.")
    return value


def colour(value):
    """#RRGGBB, in capitals."""
    if not isinstance(value, str) or not designs.COLOUR.fullmatch(value):
        raise Fault("Nhập màu dạng #RRGGBB, ví dụ #9E1B22.")
    return value.upper()


def section(typed, checks, name, faults, usual=None):
    """Return the values of `typed`, a dict, by `checks`; what will not do goes into `faults`.

    Where a value is missing its `usual` one stands; unknown names are refused.
    """
    if not isinstance(typed, dict):
        faults[name] = "Thiếu phần này. Hãy tải lại trang rồi thử lại."
        return {}
    if strangers := sorted(excerpt(str(key)) for key in typed.keys() - checks.keys()):
        faults[name] = f"Không có mục nào mang tên {', '.join(strangers[:5])}."
    kept = {}
    for key, check in checks.items():
        if key not in typed and key in (usual or {}):
            kept[key] = usual[key]
            continue
        try:
            kept[key] = check(typed.get(key))
        except Fault as fault:
            faults[f"{name}.{key}"] = str(fault)
    return kept


def _told(bound):
    return f"{bound:g}".replace(".", ",").replace("-", "−")


def _text(most, tidy):
    def check(value):
        if not isinstance(value, str):
            raise Fault("Hãy nhập chữ.")
        kept = tidy(value[: most * 4])
        if len(kept) > most:
            raise Fault(f"Hãy viết ngắn lại: nhiều nhất {most} ký tự.")
        return kept

    return check
