"""The table under a figure: the same facts in figures, for who reads, searches or copies them."""

from functools import singledispatch

from core.numbers import NOTHING, change, plain, points
from documents.figures import facts


@singledispatch
def of(shown):
    """Return ((head, share, align) of each column, [(cells, kind) of each row]) of a figure's facts."""
    raise TypeError(f"no table of {type(shown).__name__}")


@of.register
def _(shown: facts.Fall):
    columns = (("Bước", 60, "left"), ("Thay đổi", 20, "right"), ("Còn lại", 20, "right"))
    return columns, [
        (
            (step.label, "" if step.stands else change(step.amount), points(step.after)),
            "total" if step.stands else "normal",
        )
        for step in shown.steps
    ]


@of.register
def _(shown: facts.Bars):
    numbers = (("Tối đa", 14, "right"), *((name, 16, "right") for name in shown.series))
    columns = (("Nhóm", 86 - 16 * len(shown.series), "left"), *numbers)
    return columns, [
        ((group.label, plain(group.cap), *map(_points, group.values)), "normal") for group in shown.groups
    ]


@of.register
def _(shown: facts.Ranks):
    share = min(10, 52 / len(shown.years))
    years = tuple((str(year), share, "center") for year in shown.years)
    columns = (("Đơn vị", 86 - share * len(shown.years), "left"), ("Ký hiệu", 14, "left"), *years)
    rows = []
    for member in shown.members:
        held = {place.year: place for place in member.places}
        ranks = [_rank(held.get(year)) for year in shown.years]
        rows.append(((member.name, member.code, *ranks), "normal"))
    return columns, rows


@of.register
def _(shown: facts.Heat):
    columns = (("Đơn vị", 36, "left"), ("Ký hiệu", 16, "left"), ("Tiêu chí được đánh dấu", 48, "left"))
    return columns, [
        ((line.head.name, line.head.code, _marked(line, shown.columns)), "normal") for line in shown.lines
    ]


def _points(value):
    return NOTHING if value is None else points(value)


def _rank(place):
    if place is None:
        return NOTHING
    return str(place.rank) if place.total is None else f"{place.rank}\n{points(place.total)}"


def _marked(line, columns):
    told = {}
    for head, mark in zip(columns, line.marks, strict=True):
        if mark.told:
            told.setdefault(mark.told, []).append(head.code)
    return "; ".join(f"{words} ({', '.join(codes)})" for words, codes in told.items()) or "Không có"
