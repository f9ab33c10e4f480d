"""What a report says and in which order: headings, whose text is written, which tables the data fill.

The order is that of common practice (Quy chế of several blocs; law-and-formats 4a); the wording is our own.
"{year}" and "{next}" in a heading stand for the report's year and the one after. Pure.
"""

from dataclasses import dataclass

from conferences.models import Report

KIND = Report.Kind


@dataclass(frozen=True)
class Part:
    """One part of a report. `key` names its ReportSection; without a key it is a heading over others."""

    heading: str  # empty for the opening, which has none
    key: str = ""
    level: int = 1
    tables: tuple = ()  # keys of the tables that stand under its text
    optional: bool = False  # left out of the paper while it has neither text nor table


OUTLINES = {
    KIND.MIDYEAR: (
        Part("", "opening"),
        Part("Kết quả 6 tháng đầu năm {year}"),
        Part("Công tác lãnh đạo, chỉ đạo", "direction", 2),
        Part("Thực hiện giao ước thi đua", "pledges", 2, ("targets",)),
        Part("Phong trào thi đua, hoạt động chung", "movements", 2, ("movements", "activities")),
        Part("Công tác khen thưởng", "awards", 2, ("awards",), optional=True),
        Part("Đánh giá chung"),
        Part("Ưu điểm", "strengths", 2),
        Part("Hạn chế, nguyên nhân", "weaknesses", 2),
        Part("Nhiệm vụ trọng tâm 6 tháng cuối năm {year}", "tasks"),
        Part("Đề xuất, kiến nghị", "proposals", optional=True),
    ),
    KIND.YEAREND: (
        Part("", "opening"),
        Part("Đặc điểm, tình hình", "situation"),
        Part("Kết quả công tác thi đua, khen thưởng năm {year}"),
        Part("Công tác lãnh đạo, chỉ đạo", "direction", 2),
        Part("Thực hiện giao ước thi đua", "pledges", 2, ("targets",)),
        Part("Kết quả các phong trào thi đua", "movements", 2, ("movements",)),
        Part("Điển hình tiên tiến", "examples", 2, optional=True),
        Part("Hoạt động chung của các đơn vị", "activities", 2, ("activities",)),
        Part("Công tác khen thưởng", "awards", 2, ("awards",)),
        Part("Đánh giá chung"),
        Part("Ưu điểm", "strengths", 2),
        Part("Hạn chế, nguyên nhân", "weaknesses", 2),
        Part("Bài học kinh nghiệm", "lessons", 2, optional=True),
        Part("Phương hướng, nhiệm vụ năm {next}", "tasks"),
        Part("Kết quả chấm điểm, bình xét; đề xuất, kiến nghị"),
        Part("Kết quả chấm điểm, xếp thứ", "standing", 2, ("standing",)),
        Part("Kết quả bình xét, đề nghị khen thưởng", "endorsed", 2, ("endorsed",)),
        Part("Đề xuất, kiến nghị", "proposals", 2, optional=True),
    ),
}

ABOUT = {
    KIND.MIDYEAR: "công tác thi đua, khen thưởng 6 tháng đầu năm {year}\n"
    "và nhiệm vụ trọng tâm 6 tháng cuối năm",
    KIND.YEAREND: "công tác thi đua, khen thưởng năm {year}\nvà phương hướng, nhiệm vụ năm {next}",
}
OPENS = {  # how the subject of a paper begins: as a sentence in State papers, small in Party ones
    ("state", KIND.MIDYEAR): "Sơ kết",
    ("state", KIND.YEAREND): "Tổng kết",
    ("party", KIND.MIDYEAR): "sơ kết",
    ("party", KIND.YEAREND): "tổng kết",
}
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")


def written(kind):
    """Return the parts of a report of `kind` whose text people write, in order."""
    return [part for part in OUTLINES[kind] if part.key]


def part_of(kind, key):
    """Return the Part of a report of `kind` that `key` names."""
    return next(part for part in written(kind) if part.key == key)


def named(part, year):
    """Return the heading of a part in a report on `year`; the opening has none on paper."""
    return _dated(part.heading, year) or "Mở đầu"


def subject(kind, form, year):
    """Return what the report is about, as its form sets it under the word "Báo cáo"."""
    return f"{OPENS[form, kind]} {_dated(ABOUT[kind], year)}"


def numbered(kind, year, *, kept):
    """Return [(number, heading, Part)] of the parts that `kept(part)` says yes to, numbered without gaps.

    A heading over parts stays while at least one of them does. The opening has no number.
    """
    parts = [part for part in _branches(OUTLINES[kind], kept) if part is not None]
    found, first, second = [], 0, 0
    for part in parts:
        number = ""
        if part.heading and part.level == 1:
            number, first, second = ROMAN[first], first + 1, 0
        elif part.heading:
            second += 1
            number = str(second)
        found.append((number, _dated(part.heading, year), part))
    return found


def _branches(parts, kept):
    for place, part in enumerate(parts):
        if part.key:
            yield part if kept(part) else None
        else:
            yield part if any(kept(below) for below in _below(parts[place + 1 :])) else None


def _below(parts):
    for part in parts:
        if part.level == 1:
            return
        yield part


def _dated(text, year):
    return text.format(year=year, next=year + 1)
