"""The criteria table as an Excel file, and back: one row per group, criterion, ceiling, grade and tie step.

What was exported reads back to the same fingerprint. A file made by hand may leave "Loại" out where the
code tells it (I, II … for groups, + and − for bonus and penalty), and may hold other columns and titles.
"""

from blocs import outline
from blocs.models import CriteriaTable
from blocs.outline import KINDS
from blocs.paths import ROMAN
from core.text import search_key

COLUMNS = {
    "kind": ("Loại", "Loại dòng"),
    "code": ("Mã", "TT", "STT"),
    "name": ("Nội dung", "Tiêu chí", "Nội dung tiêu chí"),
    "guidance": ("Cách chấm", "Hướng dẫn chấm"),
    "points": ("Điểm tối đa", "Điểm", "Tối đa"),
    "evidence": ("Minh chứng",),
}
HEADINGS = [names[0] for names in COLUMNS.values()]
MOST_ROWS = 1000
CRITERION, CAP, GRADE, STEP = "criterion", "cap", "grade", "step"
WORDS = {
    KINDS.SCORED: "Nhóm chấm điểm",
    KINDS.BONUS: "Nhóm điểm thưởng",
    KINDS.PENALTY: "Nhóm điểm trừ",
    CRITERION: "Tiêu chí",
    CAP: "Mức trần tổng điểm",
    GRADE: "Xếp loại",
    STEP: "Khi bằng điểm",
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
EVIDENCE = {"phai co": True, "co": True, "x": True, "": True, "khong bat buoc": False, "khong": False}
BOUNDS = {CRITERION: 9999, CAP: 99999, GRADE: 99999}  # points; a group has those of a criterion
LENGTHS = {CRITERION: 500, GRADE: 100, STEP: 300}
LONGEST_GUIDANCE = 4000


def rows(content):
    """Return the rows of an Outline, as COLUMNS names them."""
    found = []
    for each in outline.placed(content):
        row = each.row
        if row.is_group:
            found.append([WORDS[row.kind], each.code, row.name, "", row.max_points, ""])
        else:
            evidence = YES if row.evidence_required else NO
            found.append([WORDS[CRITERION], each.code, row.name, row.guidance, row.max_points, evidence])
    if content.total_cap is not None:
        found.append([WORDS[CAP], "", "Tổng điểm không vượt quá", "", content.total_cap, ""])
    measure = MEASURES[CriteriaTable.Measure(content.graded_by)]
    found += [[WORDS[GRADE], "", label, measure, at_least, ""] for label, at_least in content.grades]
    found += [[WORDS[STEP], "", capitalized(words), "", None, ""] for words in outline.ladder_words(content)]
    return found


def capitalized(words):
    """Return `words` beginning with a capital; the rest keeps its own (nhóm II)."""
    return words[:1].upper() + words[1:]
