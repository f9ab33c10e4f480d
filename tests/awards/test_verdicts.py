"""Rules judged on plain cases: what is fulfilled, what is missing, in which words. No database."""

from dataclasses import replace
from datetime import date
from itertools import product

import pytest

from awards.models import EligibilityRule
from awards.qualifying import precedence, runs, verdicts
from awards.qualifying.cases import Case, Figures, Honour, Inherited, Pause, Vote
from awards.qualifying.eligibility import Finding

NAMES = {"base-fighter": "CSTĐ cơ sở", "ministry-merit": "BK bộ, tỉnh", "pm-merit": "Bằng khen TTCP"}
YEARS = {"begins": date(2024, 1, 1), "ends": date(2024, 12, 31)}
BASE = Case("pm-merit", 2024, **YEARS, today=date(2025, 1, 15), achievement="Đề án A", names=NAMES)


def rule(kind, **facts):
    return EligibilityRule(kind=kind, **facts)


def fighter(*years, code="base-fighter", **facts):
    return tuple(Honour(code, year, **facts) for year in years)


def case(**facts):
    return replace(BASE, **facts)


RANK, RUN = rule("rank", number=2), rule("run", number=3, title="base-fighter")
GRADE = rule("grade", words="Hoàn thành tốt")
SINCE = rule("earlier", earlier="ministry-merit", number=5, title="base-fighter", times=3, merit_only=True)
SHARE = rule("share", measure="advanced", number=70)
PEOPLE, VOTE = rule("people", measure="fighters", number=1), rule("vote", number=80)
HOLD, ONE_FORM, AFTER = rule("hold"), rule("one_form"), rule("after")
FRESH, ONCE = rule("fresh", number=6), rule("state_once", number=1)
LABELS = ("Hoàn thành xuất sắc", "Hoàn thành tốt", "Hoàn thành")
MERIT = fighter(2018, code="ministry-merit")
FORMER = Honour("pm-merit", 2022, date(2022, 1, 1), date(2022, 12, 31), "QĐ 9", "Đề án A")
PAUSE = Pause("inspection", "Thanh tra: kiểm tra việc X (CV 1)", date(2025, 1, 2))
PENALTY = Pause("discipline", "Kỷ luật: khiển trách (QĐ 2)", date(2023, 7, 1), date(2024, 6, 30))


@pytest.mark.parametrize(
    ("rule", "facts", "outcome", "text"),
    [
        (RANK, {}, "open", "Chưa chốt kết quả xếp thứ của năm"),
        (RANK, {"rank": 2}, "met", "Xếp thứ 2"),
        (RANK, {"rank": 3}, "missing", "Xếp thứ 3, cần xếp thứ 2 trở lên"),
        (GRADE, {}, "open", "Chưa chốt kết quả xếp loại của năm"),
        (GRADE, {"grade": "Hoàn thành xuất sắc", "grades": LABELS}, "met", "Xếp loại Hoàn thành xuất sắc"),
        (
            GRADE,
            {"grade": "Hoàn thành", "grades": LABELS},
            "missing",
            "Xếp loại Hoàn thành, cần từ Hoàn thành tốt",
        ),
        (
            GRADE,
            {"grade": "", "grades": LABELS},
            "missing",
            "Xếp loại chưa đạt mức nào, cần từ Hoàn thành tốt",
        ),
        (
            GRADE,
            {"grade": "A", "grades": ("A", "B")},
            "check",
            "Bảng tiêu chí của năm không có mức “Hoàn thành tốt”: hãy đối chiếu",
        ),
        (
            RUN,
            {"held": fighter(2022, 2023, 2024)},
            "met",
            "Đủ 3 năm liên tục CSTĐ cơ sở (2022–2024)",
        ),
        (RUN, {"held": fighter(2021, 2022, 2023)}, "met", "Đủ 3 năm liên tục CSTĐ cơ sở (2021–2023)"),
        (RUN, {"held": fighter(2022, 2023)}, "missing", "Còn thiếu 1 năm CSTĐ cơ sở (2024)"),
        (RUN, {"held": fighter(2020, 2021, 2022)}, "missing", "Còn thiếu 1 năm CSTĐ cơ sở (2023)"),
        (RUN, {}, "missing", "Còn thiếu 3 năm CSTĐ cơ sở (2022, 2023, 2024)"),
        (  # what was honoured by the same form already does not count again: Điều 33.7
            RUN,
            {"held": (*fighter(2021, 2022, 2023, 2024), FORMER)},
            "missing",
            "Còn thiếu 1 năm CSTĐ cơ sở (2022)",
        ),
        (
            RUN,
            {"held": fighter(2024), "inherited": (Inherited("Ban Dân vận", fighter(2022, 2023)),)},
            "check",
            "Đủ 3 năm nếu tính cả thành tích của Ban Dân vận trước khi sắp xếp (2022, 2023): hãy đối chiếu",
        ),
        (SINCE, {}, "missing", "Chưa có BK bộ, tỉnh"),
        (
            SINCE,
            {"held": fighter(2021, code="ministry-merit")},
            "missing",
            "BK bộ, tỉnh năm 2021 mới được 3 năm; còn thiếu 2 năm",
        ),
        (
            SINCE,
            {"held": (*MERIT, *fighter(2019, 2021))},
            "missing",
            "Còn thiếu 1 năm CSTĐ cơ sở trong 2019–2024; đã có 2019, 2021",
        ),
        (
            SINCE,
            {"held": (*MERIT, *fighter(2019, 2021, 2023))},
            "met",
            "BK bộ, tỉnh năm 2018, sau đó 3 năm CSTĐ cơ sở",
        ),
        (
            SINCE,
            {"held": fighter(2018, code="ministry-merit", ground="sudden")},
            "missing",
            "Chưa có BK bộ, tỉnh",
        ),
        (
            SINCE,
            {"held": fighter(2019, 2021, 2023), "inherited": (Inherited("Ban A", MERIT),)},
            "check",
            "Đủ nếu tính cả thành tích của Ban A trước khi sắp xếp: hãy đối chiếu",
        ),
        (SHARE, {}, "open", "Chưa nhập số liệu lao động của năm"),
        (SHARE, {"figures": Figures(30, advanced=21)}, "met", "21/30 Lao động tiên tiến"),
        (
            SHARE,
            {"figures": Figures(31, advanced=21)},
            "missing",
            "21/31 Lao động tiên tiến, còn thiếu 1 người để đạt 70 %",
        ),
        (PEOPLE, {"figures": Figures(30)}, "missing", "0 Chiến sĩ thi đua cơ sở, cần ít nhất 1"),
        (PEOPLE, {"figures": Figures(30, fighters=1)}, "met", "1 Chiến sĩ thi đua cơ sở"),
        (VOTE, {}, "open", "Chưa ghi kết quả bỏ phiếu của Hội đồng"),
        (VOTE, {"vote": Vote(12, 15)}, "met", "12/15 thành viên Hội đồng đồng ý"),
        (
            VOTE,
            {"vote": Vote(12, 16)},
            "missing",
            "12/16 thành viên Hội đồng đồng ý, cần từ 13 phiếu (80 % tổng số thành viên)",
        ),
        (HOLD, {}, "met", "Không có kỷ luật, thanh tra, khiếu nại nào đang ghi"),
        (HOLD, {"pauses": (PAUSE,)}, "missing", "Thanh tra: kiểm tra việc X (CV 1), từ ngày 02/01/2025"),
        (
            HOLD,
            {"pauses": (replace(PAUSE, begins=date(2025, 1, 16)),)},
            "met",
            "Không có kỷ luật, thanh tra, khiếu nại nào đang ghi",
        ),
        (
            HOLD,
            {"pauses": (PENALTY,)},
            "missing",
            "Kỷ luật: khiển trách (QĐ 2) đến hết ngày 30/06/2024; "
            "thành tích chỉ tính từ sau thời gian kỷ luật",
        ),
        (
            HOLD,
            {"pauses": (PENALTY,), "begins": date(2024, 7, 1)},
            "met",
            "Không có kỷ luật, thanh tra, khiếu nại nào đang ghi",
        ),
        (
            HOLD,
            {"inherited": (Inherited("Ban A", pauses=(PAUSE,)),)},
            "check",
            "Ban A trước khi sắp xếp đang bị tạm dừng xét: hãy đối chiếu",
        ),
        (ONE_FORM, {}, "met", "Chưa thấy lần khen nào cho thành tích này"),
        (
            ONE_FORM,
            {"held": (FORMER,), "achievement": "đề án  a"},
            "check",
            "Thành tích ghi giống lần khen năm 2022 (QĐ 9): hãy đối chiếu",
        ),
        (
            ONE_FORM,
            {"held": (replace(FORMER, code="head-merit"),), "begins": date(2022, 6, 1)},
            "missing",
            "Trùng thành tích đã khen năm 2022 (QĐ 9)",
        ),
        (AFTER, {}, "met", "Chưa nhận Bằng khen TTCP lần nào"),
        (AFTER, {"held": (FORMER,)}, "met", "Đã nhận Bằng khen TTCP năm 2022, thành tích tính từ sau đó"),
        (
            AFTER,
            {"held": (FORMER,), "begins": date(2022, 12, 31)},
            "missing",
            "Lần khen năm 2022 đã tính thành tích đến hết ngày 31/12/2022 (QĐ 9)",
        ),
        (FRESH, {}, "met", "Thành tích tính đến ngày 31/12/2024, trình chậm nhất ngày 30/06/2025"),
        (
            FRESH,
            {"today": date(2025, 7, 1)},
            "missing",
            "Thành tích tính đến ngày 31/12/2024, đã quá 6 tháng; hãy bổ sung thành tích đến gần ngày trình",
        ),
        (ONCE, {}, "met", "Không có đề nghị cấp Nhà nước nào khác trong năm"),
        (ONCE, {"others": ("Cờ thi đua",)}, "missing", "Trong năm còn Cờ thi đua"),
        (
            rule("stated", words="Đoàn kết"),
            {},
            "open",
            "Phần mềm không kiểm tra được; hội đồng xem xét theo hồ sơ",
        ),
    ],
)
def test_a_rule_is_judged_in_words(rule, facts, outcome, text):
    assert verdicts.judge(rule, case(**facts)) == (outcome, text)


@pytest.mark.parametrize("number", [1, 2, 3, 5, 8])
def test_a_run_is_what_a_row_of_ones_says(number):
    """The oracle writes nine years as a row of ones and noughts and looks at its end; every row is tried."""
    for marks in product("01", repeat=9):
        row = "".join(marks)
        held = {2000 + place for place, mark in enumerate(row) if mark == "1"}

        gap = runs.gap(held, number, 2008)

        assert (gap == []) == (row.endswith("1" * number) or row[:-1].endswith("1" * number))
        assert runs.gap(held | set(gap), number, 2008) == []  # what is told missing is all that is missing
        assert set(gap).isdisjoint(held)
        assert len(gap) == min(row[-number:].count("0"), row[-number - 1 : -1].count("0"))
        assert len(runs.whole(held, 2008)) == max(len(_ones(row)), len(_ones(row[:-1])))


def _ones(row):
    return row[len(row.rstrip("1")) :]


def found(outcome, route=""):
    return Finding(rule("stated", route=route), "", outcome, "", "")


def test_of_several_ways_one_that_is_open_is_enough():
    ways = [found("missing"), found("missing", "a"), found("met", "a"), found("open", "b")]
    closed = [found("missing", "a"), found("missing", "b"), found("met", "b")]

    assert [each.is_missing for each in verdicts.open_routes(ways)] == [True, False, False, False]
    assert [each.is_missing for each in verdicts.open_routes(closed)] == [True, True, False]


def candidates(*facts):
    return [precedence.Candidate(key, level, favour) for key, (level, favour) in enumerate(facts)]


def test_women_come_first_only_among_equals_at_the_edge():
    equal = candidates((1, ""), (2, "nữ"), (2, ""), (2, "nữ"), (5, "nữ"))

    told = precedence.advice(*precedence.level_at_edge(equal, 3))

    start, end = "3 đề nghị ngang nhau cho 2 chỗ còn lại của hạn mức; ", "là gợi ý, Hội đồng quyết định"
    own, other = "đề nghị này thuộc diện ưu tiên (nữ), ", "2 đề nghị khác thuộc diện ưu tiên, "
    assert told == {1: start + own + end, 2: start + other + end, 3: start + own + end}


@pytest.mark.parametrize(
    ("facts", "places"),
    [
        ([(1, "nữ"), (2, ""), (3, "")], 2),  # nobody is equal at the edge
        ([(1, "nữ"), (1, "")], 2),  # everybody has a place
        ([(1, "nữ"), (1, "nữ")], 1),  # all of them are women
        ([(1, ""), (1, "")], 1),
        ([(None, "nữ"), (None, "")], 1),  # nothing says that they are equal
        ([(1, "nữ"), (1, "")], 0),
    ],
)
def test_the_article_is_silent_where_it_tells_nobody_apart(facts, places):
    assert precedence.advice(*precedence.level_at_edge(candidates(*facts), places)) == {}
