"""Reading a criteria table from an Excel file: every row, every fault in a sentence with its row and column.

Nothing is written here. Only a file without a fault gives an Outline.
"""

import re
from decimal import Decimal

from blocs import ballot_rows, cross_rows, outline, paths
from blocs import criteria_cells as cells
from blocs import criteria_excel as table
from blocs.criteria_excel import BALLOT, CAP, COLUMNS, CRITERION, CROSS, GRADE, REPLY, STEP, SUBGROUP
from blocs.criteria_lines import Fault, Line, Reading
from blocs.models import CriteriaTable
from blocs.outline import KINDS, Outline, Part
from blocs.paths import ROMAN
from core import numbers
from core.text import clean_block, search_key
from documents import workbooks

SUM = re.compile(r"(tong( cong| so| diem.*)?|cong)")  # a row that adds up, in a table made by hand
PERCENT, POINTS = CriteriaTable.Measure.PERCENT, CriteriaTable.Measure.POINTS
IDLE = (
    "Các cột Đơn vị tính, Chỉ tiêu, Điểm khi vượt, Điểm mỗi đơn vị, Mức hoặc bậc chỉ đọc ở dòng "
    "có ghi Cách tính điểm."
)


def read(stream, members=None):
    """Return the Reading of a workbook that passed `workbooks.check`.

    `members`: {key of what a member may be called: its name}, those for which a criterion may not count.
    Raises RuleError when it cannot be read at all, lacks the headings or has more than a thousand rows.
    """
    sheet = workbooks.read(stream, columns=COLUMNS, needed=("name", "points"), most=table.MOST_ROWS)
    reader = _Reader(members or {})
    for row in sheet.rows:
        reader.take(row)
    return reader.close(sheet.notes)


class _Reader:
    """Takes the rows one after another and closes with the Reading."""

    def __init__(self, members):
        self.members = members
        self.taken, self.faults, self.notes = [], [], []  # faults of the whole file
        self.open = []  # the groups in which the next row may stand, the top one first

    def take(self, row):
        """Understand one row."""
        if self._adds_up(row):
            self.notes.append(f"Dòng {row.number} (“{row['name'].text}”) là dòng cộng nên không đọc.")
            return
        line = Line(row.number, self._kind(row))
        line.name = self._text(line, row, "name", table.LENGTHS.get(line.kind, 300))
        line.code = row["code"].text
        if line.kind == BALLOT:
            line.ballot = ballot_rows.read(line, row)
        elif line.kind == REPLY:
            line.points = cells.days(line, row)
        elif line.kind == CROSS:
            line.cross = cross_rows.read(line, row)
        elif line.kind != STEP:
            least = 0 if line.kind == GRADE else "0.01"
            line.points = cells.number(
                line, row, "points", least=least, most=table.BOUNDS.get(line.kind, 9999)
            )
        if line.kind == CRITERION:
            self._criterion(line, row)
        if line.kind == GRADE:
            line.guidance = self._measure(row)
        self._place(line)
        self.taken.append(line)

    def _criterion(self, line, row):
        line.guidance = self._guidance(line, row)
        line.evidence_required = self._evidence(line, row)
        line.rule = cells.rule(line, row)
        line.exemptions = cells.exemptions(line, row, self.members)
        if cells.is_idle(row) and IDLE not in self.notes:
            self.notes.append(IDLE)

    def close(self, notes):
        """Return the Reading, once what only the whole can show is looked at."""
        groups, by_kind = self._groups(), self._by_kind
        self._check_groups(groups)
        self._check_grades(by_kind(GRADE))
        caps, ballots = by_kind(CAP), by_kind(BALLOT)
        replies, crossing = by_kind(REPLY), by_kind(CROSS)
        for extra in [*caps[1:], *ballots[1:], *replies[1:], *crossing[1:]]:
            extra.wrong("kind", f"{extra.words.lower()} chỉ ghi một dòng")
        if not any(line.kind == KINDS.SCORED for line in groups):
            self.faults.append(Fault(None, "", "Tệp chưa có nhóm chấm điểm nào"))
        parts = steps = ()
        if not self._all_faults:
            parts = tuple(line.content(line.kind) for line in groups)
            steps = self._steps(parts)
        content = None
        if not self._all_faults:
            grades = by_kind(GRADE)
            content = Outline(
                parts=parts,
                total_cap=caps[0].points if caps else None,
                graded_by=str(grades[0].guidance if grades else PERCENT),
                grades=tuple((line.name, line.points) for line in grades),
                ladder=tuple(steps),
                ballot=ballots[0].ballot if ballots else None,
                reply_days=int(replies[0].points) if replies else 0,
                cross=crossing[0].cross if crossing else None,
            )
        for line in self.taken:
            line.faults.sort(key=Fault.place)
        faults = sorted(self._all_faults, key=Fault.place)
        return Reading(self.taken, faults, notes + self.notes, content)

    @property
    def _all_faults(self):
        return self.faults + [fault for line in self.taken for fault in line.faults]

    # one row

    def _kind(self, row):
        said = search_key(row["kind"].text)
        if said in table.READ_AS:
            return table.READ_AS[said]
        if said or row["kind"].fault:
            allowed = ", ".join(table.WORDS.values())
            words = (
                row["kind"].fault or f"“{row['kind'].text}” không phải là loại dòng; ghi một trong: {allowed}"
            )
            self.faults.append(Fault(row.number, "Loại", words))
        return table.BY_CODE.get(row["code"].text.rstrip("."), CRITERION)

    @staticmethod
    def _adds_up(row):
        return not row["kind"].text and not row["code"].text and SUM.fullmatch(search_key(row["name"].text))

    def _text(self, line, row, key, longest):
        cell = row[key]
        if cell.fault or not cell.text:
            line.wrong(key, cell.fault or "hãy ghi nội dung")
        elif len(cell.text) > longest:
            line.wrong(key, f"dài {len(cell.text)} ký tự; hãy viết gọn, nhiều nhất {longest}")
        return cell.text

    def _guidance(self, line, row):
        cell = row["guidance"]
        words = clean_block(str(cell.value or ""))
        if cell.fault:
            line.wrong("guidance", cell.fault)
        elif len(words) > table.LONGEST_GUIDANCE:
            most = table.LONGEST_GUIDANCE
            line.wrong("guidance", f"dài {len(words)} ký tự; hãy viết gọn, nhiều nhất {most}")
        return words

    def _evidence(self, line, row):
        cell = row["evidence"]
        said = search_key(cell.text)
        if cell.fault or said not in table.EVIDENCE:
            line.wrong("evidence", cell.fault or f"ghi “{table.YES}” hoặc “{table.NO}”")
        return table.EVIDENCE.get(said, True)

    @staticmethod
    def _measure(row):
        said = row["guidance"].text
        if "%" in said or "phan tram" in search_key(said) or not said:
            return PERCENT
        return POINTS

    def _place(self, line):
        """Put a row into the group above it to which its code leads, by default the last one."""
        if line.kind == SUBGROUP:
            self._open_inner(line)
        elif line.is_group:
            self.open = [line]
        elif line.kind == CRITERION and not self.open:
            line.wrong("kind", "tiêu chí đứng trước nhóm đầu tiên; hãy thêm dòng nhóm ở trên")
        elif line.kind == CRITERION:
            depth = _depth(line.code)
            if depth > 1:  # a plain number tells nothing
                self.open = [group for group in self.open if group.level < depth]
            self.open[-1].children.append(line)

    def _open_inner(self, line):
        line.level = _depth(line.code)
        if line.level == 1:
            line.wrong("code", "nhóm con cần có mã cho biết nằm trong nhóm nào, ví dụ I.2")
            line.level = 2
        above = [group for group in self.open if group.level < line.level]
        if not above or above[-1].level != line.level - 1:
            line.wrong("code", f"không thấy nhóm cấp trên của “{line.code}” ở các dòng trên")
        elif line.level >= paths.MOST_LEVELS:
            line.wrong("code", f"bảng có nhiều nhất {paths.MOST_LEVELS} cấp, kể cả tiêu chí")
        if above:
            above[-1].children.append(line)
        self.open = [*above, line]

    # the whole

    def _by_kind(self, kind):
        return [line for line in self.taken if line.kind == kind]

    def _groups(self):
        """Scored groups, then bonus and penalty, each row with the code it will have."""
        groups = [line for kind in KINDS for line in self._by_kind(kind)]
        tops = outline.top_groups(
            Outline(tuple(Part(line.kind, "", Decimal(0)) for line in groups[: len(ROMAN)]))
        )
        for placed, line in zip(tops, groups, strict=False):
            line.code = placed.code
            _number(line, placed.path)
        return groups

    def _check_groups(self, groups):
        single = {}
        if len(self._by_kind(KINDS.SCORED)) > len(ROMAN):
            extra = self._by_kind(KINDS.SCORED)[len(ROMAN)]
            extra.wrong("kind", f"một bảng có nhiều nhất {len(ROMAN)} nhóm chấm điểm")
        for line in groups:
            if line.kind != KINDS.SCORED and single.setdefault(line.kind, line) is not line:
                first = single[line.kind].number
                line.wrong("kind", f"bảng đã có {line.words.lower()} ở dòng {first}")
            self._check_inside(line, line.kind)
        self._check_names(groups)

    def _check_names(self, groups):
        seen = {}
        for line in groups:
            first = seen.setdefault(search_key(line.name), line)
            if first is not line and line.name:
                line.wrong("name", f"tên nhóm trùng với dòng {first.number}")
            self._check_names([child for child in line.children if child.is_group])

    def _check_inside(self, group, kind):
        """No row of a group may pass it, nor may all of them together in a scored one."""
        counted = [child for child in group.children if child.points is not None]
        over = [] if group.points is None else [child for child in counted if child.points > group.points]
        for child in over:
            most = numbers.plain(group.points)
            child.wrong("points", f"quá {most} điểm của nhóm (dòng {group.number})")
        total = sum((child.points for child in counted), Decimal(0))
        if group.points is not None and kind == KINDS.SCORED and total > group.points and not over:
            inner = ", nhóm con" if any(child.is_group for child in group.children) else ""
            sums = f"các tiêu chí{inner} cộng lại {numbers.plain(total)} điểm"
            group.wrong("points", f"{sums}, quá {numbers.plain(group.points)} điểm của nhóm")
        for child in group.children:
            if child.exemptions and kind != KINDS.SCORED:
                child.wrong("exempt", "chỉ ghi cho tiêu chí trong nhóm chấm điểm")
            self._check_inside(child, kind)

    def _check_grades(self, grades):
        for above, line in zip([None, *grades], grades, strict=False):
            if line.guidance == PERCENT and line.points is not None and line.points > 100:
                line.wrong("points", "ngưỡng tính theo phần trăm không được quá 100")
            if above is None:
                continue
            if line.guidance != above.guidance:
                line.wrong("guidance", "các mức xếp loại phải cùng tính bằng % hoặc cùng bằng điểm")
            if line.points is not None and above.points is not None and line.points >= above.points:
                line.wrong("points", f"ngưỡng phải thấp hơn mức ở dòng {above.number}")
            if line.name in [other.name for other in grades if other.number < line.number]:
                line.wrong("name", "hai mức xếp loại không được cùng tên")

    def _steps(self, parts):
        known = {search_key(words): key for key, words in outline.steps_of(parts)}
        found = []
        for line in self._by_kind(STEP):
            key = known.get(search_key(line.name))
            if key is None:
                line.wrong("name", f"không có bước “{line.name}”; dùng đúng chữ như tệp mẫu")
            elif key in found:
                line.wrong("name", "bước này đã có ở trên")
            elif found[-1:] == [outline.PROTOCOL]:
                line.wrong("name", "không có bước nào sau thứ tự đơn vị trong Khối")
            else:
                found.append(key)
        return found


def _depth(code):
    """How many numbers a code has: 1 for I, 3 for II.2.1."""
    return len([part for part in code.rstrip(".").split(".") if part]) or 1


def _number(group, path):
    """Give what stands in a group the codes it will have."""
    for place, child in enumerate(group.children, 1):
        inner = paths.under(path, place)
        child.code = paths.code(inner)
        _number(child, inner)
