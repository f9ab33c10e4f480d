"""The cells of one row of a criteria file: how points come about, and for whom a criterion does not count."""

from decimal import Decimal

from blocs import criteria_excel as table
from blocs import kinds
from blocs.models.reply_rules import MOST_DAYS
from core import numbers
from core.rules import ReadingError
from core.text import clean_block, clean_line, search_key

OF_RULE = ("unit", "target", "ceiling", "per_unit", "rows")
CELL_OF = {"steps": "rows", "levels": "rows", "max_points": "points"}  # where else a field of a Rule stands


def number(line, row, key, *, least="0.01", most=9999, unit="điểm", example="9,5"):
    """Return the number in a cell, or None after noting what is wrong with it."""
    cell, least = row[key], Decimal(least)
    if cell.fault or cell.value is None:
        line.wrong(key, cell.fault or f"hãy ghi số {unit}, ví dụ {example}")
        return None
    try:
        exact = isinstance(cell.value, Decimal)
        value = numbers.parse_decimal(numbers.plain(cell.value) if exact else cell.text)
    except ReadingError as refusal:
        line.wrong(key, str(refusal).rstrip("."))
        return None
    if not least <= value <= most:
        bounds = f"{numbers.plain(least)} đến {numbers.grouped(most)}"
        line.wrong(key, f"“{numbers.plain(value)}” không được; nhập từ {bounds} {unit}".rstrip())
        return None
    return value


def days(line, row):
    """Return the days in which a reply is taken (0 to 60), or None after noting what is wrong with them."""
    found = number(line, row, "points", least=0, most=MOST_DAYS, unit="ngày", example="3")
    if found is None or found == int(found):
        return found
    line.wrong("points", "số ngày là số nguyên, ví dụ 3")
    return None


def rule(line, row):
    """Read how the points of a criterion come about; one without a word for it is scored by points."""
    said = search_key(row["how"].text)
    kind = table.HOW.get(said)
    if kind is None:
        ways = ", ".join(f"“{way.label}”" for way in kinds.KINDS)
        line.wrong("how", row["how"].fault or f"ghi một trong: {ways}")
        return kinds.Rule()
    facts, known = {"kind": kind, "max_points": line.points or Decimal(0)}, len(line.faults)
    if said:
        facts |= _facts(line, row, kind)
    made = kinds.Rule(**facts)
    if line.points is not None and len(line.faults) == known:
        for name, sentence in kinds.faults(made).items():
            line.wrong(CELL_OF.get(name, name), f"{sentence[:1].lower()}{sentence[1:]}".rstrip("."))
    return made


def is_idle(row):
    """Whether a row says something about its rule without saying which: columns of another table, perhaps."""
    return not row["how"].text and any(row[key].value is not None for key in OF_RULE)


def exemptions(line, row, members):
    """Read (name, reason) of the members for which it does not count; `members`: {key: name}."""
    found = []
    for words in _lines_of(line, row, "exempt"):
        name, reason = _member(words, members)
        if name is None or not reason:
            called = clean_line(words.partition(":")[0])
            line.wrong(
                "exempt",
                "mỗi dòng ghi đơn vị, dấu hai chấm, lý do"
                if name
                else f"“{called}” không phải đơn vị thành viên trong năm; ghi như “Ban Ba: lý do”",
            )
        elif name in [known for known, _ in found]:
            line.wrong("exempt", f"“{name}” ghi hai lần")
        elif len(reason) > table.LONGEST_REASON:
            line.wrong("exempt", f"lý do dài {len(reason)} ký tự; nhiều nhất {table.LONGEST_REASON}")
        else:
            found.append((name, reason))
    return tuple(sorted(found))


def _facts(line, row, kind):
    facts = {"unit": row["unit"].text}
    if row["unit"].fault or len(facts["unit"]) > table.LONGEST_UNIT:
        line.wrong("unit", row["unit"].fault or f"hãy viết gọn, nhiều nhất {table.LONGEST_UNIT} ký tự")
    for key, most, unit in (
        ("target", 9_999_999_999_999, ""),
        ("ceiling", 9999, "điểm"),
        ("per_unit", 9999, "điểm"),
    ):
        if row[key].value is not None or row[key].fault:
            facts[key] = number(line, row, key, most=most, unit=unit)
    pairs = _pairs(line, row)
    if pairs and kind == kinds.RATIO:
        facts["steps"] = tuple((_percent(line, label), points) for label, points in pairs)
    elif pairs:
        facts["levels"] = pairs
    return facts


def _pairs(line, row):
    """(label, points) of each line of the cell: "Tốt: 8"."""
    found = []
    for words in _lines_of(line, row, "rows"):
        label, _, points = words.rpartition(":")
        try:
            found.append((clean_line(label), numbers.parse_decimal(points)))
        except ReadingError:
            line.wrong("rows", f"“{words}” không đọc được; mỗi dòng ghi như “Tốt: 8” hoặc “100%: 10”")
    if any(not label or len(label) > table.LONGEST_LEVEL for label, _ in found):
        line.wrong("rows", f"tên mức dài từ 1 đến {table.LONGEST_LEVEL} ký tự")
    return tuple(found)


def _percent(line, label):
    try:
        return numbers.parse_decimal(label.removesuffix("%").strip())
    except ReadingError:
        line.wrong("rows", f"“{label}” không phải là tỷ lệ; ghi như “100%: 10”")
        return Decimal(0)


def _lines_of(line, row, key):
    cell = row[key]
    if cell.fault:
        line.wrong(key, cell.fault)
    return [words for words in clean_block(str(cell.value or "")).split("\n") if words]


def _member(words, members):
    """(name, reason) of a line, wherever the colon after the name stands; a name may hold one itself."""
    pieces = words.split(":")
    for place in range(1, len(pieces) + 1):
        name = members.get(search_key(":".join(pieces[:place])))
        if name:
            return name, clean_line(":".join(pieces[place:]))
    return None, ""
