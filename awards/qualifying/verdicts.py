"""Is a rule fulfilled? Told in words from a Case alone; nothing here asks the database.

A rule is anything with the columns of `EligibilityRule`. What they say depends on the kind:

rank        place `number` or better              grade       grade `words` or better
run         `title` in `number` years running     earlier     form `earlier`, then `number` years, in which
                                                              `title` was reached `times` times
share       `number` % of people `measure`        people      `number` people `measure`
vote        `number` % of all council members     fresh       achieved until `number` months ago at most
state_once  `number` state-level forms a year     women_first a suggestion (see precedence.py)
"""

from calendar import monthrange
from dataclasses import replace
from typing import NamedTuple

from awards.qualifying import runs
from core.dates import short
from core.numbers import grouped
from core.text import search_key

MET, MISSING, CHECK, OPEN = "met", "missing", "check", "open"
COMPARE = "hãy đối chiếu"
MEASURES = {
    "completed": "người hoàn thành nhiệm vụ",
    "advanced": "Lao động tiên tiến",
    "fighters": "Chiến sĩ thi đua cơ sở",
}


class Verdict(NamedTuple):
    """MET, MISSING, CHECK (a person has to compare something) or OPEN (nothing is known yet), and why."""

    outcome: str
    text: str


def judge(rule, case):
    """Return the Verdict of a rule on a case."""
    return KINDS[rule.kind](rule, case)


def of(rules, case):
    """Return [(rule, Verdict)] of all rules that can be judged on one case."""
    return [(rule, judge(rule, case)) for rule in rules if rule.kind in KINDS]


def _rank(rule, case):
    if case.rank is None:
        return Verdict(OPEN, "Chưa chốt kết quả xếp thứ của năm")
    if case.rank <= rule.number:
        return Verdict(MET, f"Xếp thứ {case.rank}")
    return Verdict(MISSING, f"Xếp thứ {case.rank}, cần {places(rule.number)}")


def _grade(rule, case):
    if case.grade is None:
        return Verdict(OPEN, "Chưa chốt kết quả xếp loại của năm")
    order = [search_key(label) for label in case.grades]
    wanted, own = search_key(rule.words), search_key(case.grade)
    if wanted not in order:
        return Verdict(CHECK, f"Bảng tiêu chí của năm không có mức “{rule.words}”: {COMPARE}")
    if own in order and order.index(own) <= order.index(wanted):
        return Verdict(MET, f"Xếp loại {case.grade}")
    return Verdict(MISSING, f"Xếp loại {case.grade or 'chưa đạt mức nào'}, cần từ {rule.words}")


def _run(rule, case):
    name = case.named(rule.title)
    own = _years(rule, case, case.held)
    gap = runs.gap(own, rule.number, case.year)
    if not gap:
        return Verdict(MET, f"Đủ {rule.number} năm liên tục {name} ({_span(runs.whole(own, case.year))})")
    return _inherited(rule, case, own, gap) or Verdict(
        MISSING, f"Còn thiếu {len(gap)} năm {name} ({_listed(gap)})"
    )


def _inherited(rule, case, own, gap):
    """What stands when the honours of predecessors are counted; None when that does not help."""
    theirs = {parent.agency: _years(rule, case, parent.honours) for parent in case.inherited}
    if runs.gap(own.union(*theirs.values()), rule.number, case.year):
        return None
    brought = {agency: years - own for agency, years in theirs.items() if years - own}
    words = f"Đủ {rule.number} năm nếu {_counting(brought)} ({_listed(set().union(*brought.values()))})"
    return Verdict(CHECK, f"{words}: {COMPARE}")


def _earlier(rule, case):
    verdict = _after_earlier(rule, case, case.held)
    if verdict.outcome == MET:
        return verdict
    theirs = {parent.agency: parent.honours for parent in case.inherited if parent.honours}
    every = (*case.held, *(row for honours in theirs.values() for row in honours))
    if theirs and _after_earlier(rule, case, every).outcome == MET:
        return Verdict(CHECK, f"Đủ nếu {_counting(theirs)}: {COMPARE}")
    return verdict


def _after_earlier(rule, case, honours):
    """The earliest award of the kind counts: whatever came after it then counts as well."""
    years = _years(rule, case, honours, rule.earlier)
    name = case.named(rule.earlier)
    if not years:
        return Verdict(MISSING, f"Chưa có {name}{_since_words(case)}")
    first = min(years)
    if case.year - first < rule.number:
        left = rule.number - (case.year - first)
        return Verdict(MISSING, f"{name} năm {first} mới được {case.year - first} năm; còn thiếu {left} năm")
    since = sorted(year for year in _years(rule, case, honours) if first < year <= case.year)
    lacking = (rule.times or 0) - len(since)
    if rule.title and lacking > 0:
        had = f"; đã có {_listed(since)}" if since else ""
        words = f"Còn thiếu {lacking} năm {case.named(rule.title)} trong {first + 1}–{case.year}{had}"
        return Verdict(MISSING, words)
    told = f", sau đó {len(since)} năm {case.named(rule.title)}" if rule.title else ""
    return Verdict(MET, f"{name} năm {first}{told}")


def _share(rule, case):
    if case.figures is None:
        return Verdict(OPEN, "Chưa nhập số liệu lao động của năm")
    have, people = getattr(case.figures, rule.measure), case.figures.people
    words = f"{grouped(have)}/{grouped(people)} {MEASURES[rule.measure]}"
    need = -(-rule.number * people // 100)
    if have >= need:
        return Verdict(MET, words)
    return Verdict(MISSING, f"{words}, còn thiếu {grouped(need - have)} người để đạt {rule.number} %")


def _people(rule, case):
    if case.figures is None:
        return Verdict(OPEN, "Chưa nhập số liệu lao động của năm")
    have = getattr(case.figures, rule.measure)
    words = f"{grouped(have)} {MEASURES[rule.measure]}"
    if have >= rule.number:
        return Verdict(MET, words)
    return Verdict(MISSING, f"{words}, cần ít nhất {grouped(rule.number)}")


def _vote(rule, case):
    if case.vote is None:
        return Verdict(OPEN, "Chưa ghi kết quả bỏ phiếu của Hội đồng")
    have, members = case.vote.in_favour, case.vote.members
    need = -(-rule.number * members // 100)
    words = f"{have}/{members} thành viên Hội đồng đồng ý"
    if have >= need:
        return Verdict(MET, words)
    return Verdict(MISSING, f"{words}, cần từ {need} phiếu ({rule.number} % tổng số thành viên)")


def _hold(rule, case):
    for pause in case.pauses:
        if pause.is_active(case.today):
            until = f" đến hết ngày {short(pause.ends)}" if pause.ends else ""
            return Verdict(MISSING, f"{pause.what}, từ ngày {short(pause.begins)}{until}")
        over = pause.kind == "discipline" and pause.ends and pause.ends < case.today
        if over and case.begins <= pause.ends:
            words = "thành tích chỉ tính từ sau thời gian kỷ luật"
            return Verdict(MISSING, f"{pause.what} đến hết ngày {short(pause.ends)}; {words}")
    for parent in case.inherited:
        if any(pause.is_active(case.today) for pause in parent.pauses):
            return Verdict(CHECK, f"{parent.agency} trước khi sắp xếp đang bị tạm dừng xét: {COMPARE}")
    return Verdict(MET, "Không có kỷ luật, thanh tra, khiếu nại nào đang ghi")


def _one_form(rule, case):
    same = [row for row in _before(case) if search_key(row.achievement) == search_key(case.achievement)]
    overlapping = next((row for row in same if row.last_day >= case.begins), None)
    if overlapping:
        return Verdict(MISSING, f"Trùng thành tích đã khen năm {overlapping.year}{_by(overlapping)}")
    if same:
        words = f"Thành tích ghi giống lần khen năm {same[0].year}{_by(same[0])}: {COMPARE}"
        return Verdict(CHECK, words)
    return Verdict(MET, "Chưa thấy lần khen nào cho thành tích này")


def _after(rule, case):
    former = _latest(case)
    if former is None:
        return Verdict(MET, f"Chưa nhận {case.named(case.code)} lần nào")
    if former.last_day >= case.begins:
        until = f"đã tính thành tích đến hết ngày {short(former.last_day)}"
        return Verdict(MISSING, f"Lần khen năm {former.year} {until}{_by(former)}")
    return Verdict(MET, f"Đã nhận {case.named(case.code)} năm {former.year}, thành tích tính từ sau đó")


def _fresh(rule, case):
    last = _months_later(case.ends, rule.number)
    if case.today <= last:
        return Verdict(
            MET, f"Thành tích tính đến ngày {short(case.ends)}, trình chậm nhất ngày {short(last)}"
        )
    words = f"Thành tích tính đến ngày {short(case.ends)}, đã quá {rule.number} tháng"
    return Verdict(MISSING, f"{words}; hãy bổ sung thành tích đến gần ngày trình")


def _state_once(rule, case):
    taken = [row for row in case.held if row.year == case.year and row.level == "state"]
    found = [*case.others, *(f"{case.named(row.code)} (đã nhận)" for row in taken if row.code != case.code)]
    if len(found) < rule.number:
        return Verdict(MET, "Không có đề nghị cấp Nhà nước nào khác trong năm")
    return Verdict(MISSING, f"Trong năm còn {', '.join(found)}")


def _stated(rule, case):
    return Verdict(OPEN, "Phần mềm không kiểm tra được; hội đồng xem xét theo hồ sơ")


def _years(rule, case, honours, code=None):
    """The years of the honours that count: those after the same form was last received (Điều 33.7)."""
    former = _latest(case)
    after = former.last_day.year if former else 0
    rows = (row for row in honours if row.code == (code or rule.title) and row.year > after)
    return {row.year for row in rows if not rule.merit_only or row.ground in ("", "merit")}


def _counting(agencies):
    return f"tính cả thành tích của {', '.join(agencies)} trước khi sắp xếp"


def _before(case):
    return sorted((row for row in case.held if row.year < case.year), key=lambda row: -row.year)


def _latest(case):
    """When the same form was received for the last time; None when it never was."""
    return next((row for row in _before(case) if row.code == case.code), None)


def _since_words(case):
    former = _latest(case)
    return f" từ sau {case.named(case.code)} năm {former.year}" if former else ""


def _months_later(day, months):
    """The same day so many months later, or the last one of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return day.replace(year=year, month=month + 1, day=min(day.day, monthrange(year, month + 1)[1]))


def _by(honour):
    return f" ({honour.source})" if honour.source else ""


def _listed(years):
    return ", ".join(str(year) for year in sorted(years))


def _span(years):
    return f"{years[0]}–{years[-1]}" if len(years) > 1 else f"{years[0]}"


def places(number):
    """Return a wanted place in words."""
    return "xếp thứ 1" if number == 1 else f"xếp thứ {number} trở lên"


def open_routes(findings):
    """Mark what is missing on a way beside which another stands open (findings of one nomination).

    Rules with the same `rule.route` make a way; those without one are asked for on every way.
    """
    ways = {}
    for finding in findings:
        if finding.rule.route:
            ways.setdefault(finding.rule.route, []).append(finding.outcome)
    if all(MISSING in outcomes for outcomes in ways.values()):
        return list(findings)
    return [
        replace(each, beside=True) if each.rule.route and each.outcome == MISSING else each
        for each in findings
    ]


KINDS = {
    "rank": _rank,
    "grade": _grade,
    "run": _run,
    "earlier": _earlier,
    "share": _share,
    "people": _people,
    "vote": _vote,
    "hold": _hold,
    "one_form": _one_form,
    "after": _after,
    "fresh": _fresh,
    "state_once": _state_once,
    "stated": _stated,
}
