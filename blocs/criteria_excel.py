"""The criteria table as an Excel file, and back: rows of groups and criteria, then those of its other rules.

What was exported reads back to the same fingerprint. A file made by hand may leave "Loại" out where the
code tells it (I, II … for groups, + and − for bonus and penalty), and may hold other columns and titles. A
group in a group is called so, and its code tells how deep it stands (II.2); so do the codes of criteria.
Levels, steps and exemptions stand in one cell, a line for each: "Tốt: 8", "100%: 10", "Ban Ba: lý do".
"""

from blocs import kinds, outline
from blocs.models import BallotRule, CriteriaTable, CrossRule
from blocs.outline import KINDS
from blocs.paths import ROMAN
from core.numbers import plain
from core.text import search_key

COLUMNS = {
    "kind": ("Loại", "Loại dòng"),
    "code": ("Mã", "TT", "STT"),
    "name": ("Nội dung", "Tiêu chí", "Nội dung tiêu chí"),
    "guidance": ("Cách chấm", "Hướng dẫn chấm"),
    "points": ("Điểm tối đa", "Điểm", "Tối đa"),
    "evidence": ("Minh chứng",),
    "how": ("Cách tính điểm",),
    "unit": ("Đơn vị tính",),
    "target": ("Chỉ tiêu",),
    "ceiling": ("Điểm khi vượt",),
    "per_unit": ("Điểm mỗi đơn vị",),
    "rows": ("Mức hoặc bậc", "Mức", "Bậc"),
    "exempt": ("Không áp dụng",),
}
HEADINGS = [names[0] for names in COLUMNS.values()]
MOST_ROWS = 1000
FINEST = 10_000_000_000  # from here on two decimals are more digits than are read of a number of Excel
SUBGROUP, CRITERION, CAP, GRADE = "subgroup", "criterion", "cap", "grade"
STEP, BALLOT, REPLY, CROSS = "step", "ballot", "reply", "cross"
WORDS = {
    KINDS.SCORED: "Nhóm chấm điểm",
    KINDS.BONUS: "Nhóm điểm thưởng",
    KINDS.PENALTY: "Nhóm điểm trừ",
    SUBGROUP: "Nhóm con",
    CRITERION: "Tiêu chí",
    CAP: "Mức trần tổng điểm",
    GRADE: "Xếp loại",
    STEP: "Khi bằng điểm",
    BALLOT: "Bỏ phiếu",
    REPLY: "Phúc tra",
    CROSS: "Chấm chéo",
}
READ_AS = {search_key(words): kind for kind, words in WORDS.items()} | {
    search_key(words): kind
    for words, kind in {
        "Nhóm": KINDS.SCORED,
        "Điểm thưởng": KINDS.BONUS,
        "Điểm trừ": KINDS.PENALTY,
        "Mức trần": CAP,
    }.items()
}
BY_CODE = {roman: KINDS.SCORED for roman in ROMAN} | {
    "+": KINDS.BONUS,
    "-": KINDS.PENALTY,
    "−": KINDS.PENALTY,
}
MEASURES = {measure: f"Tính bằng {measure.label}" for measure in CriteriaTable.Measure}
YES, NO = "Phải có", "Không bắt buộc"
REPLY_DAYS = "Số ngày được đề nghị phúc tra"
ABOVE, FROM = "Trên", "Từ … trở lên"  # a share of votes
MEAN, TRIMMED = "Trung bình cộng", "Bỏ điểm cao nhất và thấp nhất"  # of the marks of cross-scoring
NAMED, NAMELESS = "Hiện tên", "Không hiện tên"  # of the scorers
EVIDENCE = {"phai co": True, "co": True, "x": True, "": True, "khong bat buoc": False, "khong": False}
BOUNDS = {CRITERION: 9999, CAP: 99999, GRADE: 99999}  # points; a group has those of a criterion
LENGTHS = {CRITERION: 500, GRADE: 100, STEP: 300}
LONGEST_GUIDANCE, LONGEST_UNIT, LONGEST_LEVEL, LONGEST_REASON = 4000, 30, 200, 300
HOW = {"": kinds.POINTS} | {search_key(way.label): way.value for way in kinds.KINDS}
SHORT = {"Tỷ lệ": kinds.RATIO, "Theo tỷ lệ": kinds.RATIO, "Mức": kinds.LEVELS, "Số lượng": kinds.UNITS}
HOW |= {search_key(words): kind for words, kind in SHORT.items()}


def rows(content):
    """Return the rows of an Outline, as COLUMNS names them."""
    found = [_group(each) if each.row.is_group else _criterion(each) for each in outline.placed(content)]
    if content.total_cap is not None:
        found.append(_row(WORDS[CAP], "", "Tổng điểm không vượt quá", "", content.total_cap))
    measure = MEASURES[CriteriaTable.Measure(content.graded_by)]
    found += [_row(WORDS[GRADE], "", label, measure, at_least) for label, at_least in content.grades]
    found += [_row(WORDS[STEP], "", capitalized(words)) for words in outline.ladder_words(content)]
    if content.ballot:
        found.append(_row(WORDS[BALLOT], "", *ballot_words(content.ballot)))
    if content.reply_days:
        found.append(_row(WORDS[REPLY], "", REPLY_DAYS, "", content.reply_days))
    if content.cross:
        found.append(_row(WORDS[CROSS], "", *cross_words(content.cross)))
    return found


def capitalized(words):
    """Return `words` beginning with a capital; the rest keeps its own (nhóm II)."""
    return words[:1].upper() + words[1:]


def ballot_words(ballot):
    """Return what stands in the columns of the row of a Ballot, from the name to the evidence."""
    roll, base = BallotRule.Roll(ballot.roll).label, BallotRule.Base(ballot.base).label
    return roll, base, ballot.percent, ABOVE if ballot.above else FROM


def cross_words(rule):
    """Return what stands in the columns of the row of a CrossScoring, from the name to the evidence."""
    mean, shown = TRIMMED if rule.trimmed else MEAN, NAMED if rule.named else NAMELESS
    return CrossRule.Scope(rule.scope).label, mean, rule.scorers, shown


def _group(placed):
    part = placed.row
    kind = WORDS[part.kind if placed.level == 1 else SUBGROUP]
    return _row(kind, placed.code, part.name, "", part.max_points)


def _criterion(placed):
    item = placed.row
    evidence = YES if item.evidence_required else NO
    own = (WORDS[CRITERION], placed.code, item.name, item.guidance, item.max_points, evidence)
    pairs = [(f"{plain(percent)}%", points) for percent, points in item.steps] or item.levels
    inner = "\n".join(f"{label}: {plain(points)}" for label, points in pairs)
    exempt = "\n".join(f"{name}: {reason}" for name, reason in item.exemptions)
    how = "" if item.kind == kinds.POINTS else kinds.KINDS(item.kind).label
    return _row(*own, how, item.unit, _whole(item.target), item.ceiling, item.per_unit, inner, exempt)


def _whole(number):
    """A number as the file can hold it: as text where Excel would lose digits."""
    return number if number is None or number < FINEST else plain(number)


def _row(*cells):
    return [*cells, *[""] * (len(HEADINGS) - len(cells))]
