"""Reading a criteria table from an Excel file: every row, every fault in a sentence with its row and column.

Nothing is written here. Only a file without a fault gives an Outline.
"""

import re
from dataclasses import dataclass, field
from decimal import Decimal

from blocs import criteria_excel as table
from blocs import outline, paths
from blocs.criteria_excel import CAP, COLUMNS, CRITERION, GRADE, STEP
from blocs.models import CriteriaTable
from blocs.outline import KINDS, Item, Outline, Part
from blocs.paths import ROMAN
from core import numbers
from core.rules import ReadingError
from core.text import clean_block, search_key
from documents import workbooks

SUM = re.compile(r"(tong( cong| so| diem.*)?|cong)")  # a row that adds up, in a table made by hand
PERCENT, POINTS = CriteriaTable.Measure.PERCENT, CriteriaTable.Measure.POINTS


@dataclass(frozen=True)
class Fault:
    """Why the file cannot be taken; `row` as Excel numbers it, None when it concerns the whole file."""

    row: int | None
    column: str
    sentence: str

    def place(self):
        """Where it stands in the file, to be sorted by."""
        return self.row or 0, table.HEADINGS.index(self.column) if self.column else 0

    def __str__(self):
        place = f"Dòng {self.row}" + (f", cột {self.column}" if self.column else "")
        return f"{place}: {self.sentence}." if self.row else f"{self.sentence}."


@dataclass
class Line:
    """One row as it was understood; a group collects its criteria in `items`."""

    number: int
    kind: str
    name: str = ""
    guidance: str = ""
    points: Decimal | None = None
    evidence_required: bool = True
    code: str = ""
    items: list = field(default_factory=list)
    faults: list = field(default_factory=list)

    @property
    def words(self):
        """What kind of row it is, in words."""
        return table.WORDS[self.kind]

    @property
    def is_group(self):
        """Whether criteria follow under it."""
        return self.kind in KINDS.values


@dataclass(frozen=True)
class Reading:
    """A file as it was read; `outline` is None while it has faults."""

    lines: list
    faults: list
    notes: list
    outline: Outline | None


def read(stream):
    """Return the Reading of a workbook that passed `workbooks.check`.

    Raises RuleError when it cannot be read at all, lacks the headings or has more than a thousand rows.
    """
    sheet = workbooks.read(stream, columns=COLUMNS, needed=("name", "points"), most=table.MOST_ROWS)
    reader = _Reader()
    for row in sheet.rows:
        reader.take(row)
    return reader.close(sheet.notes)


class _Reader:
    """Takes the rows one after another and closes with the Reading."""

    def __init__(self):
        self.taken, self.faults, self.notes = [], [], []

    def take(self, row):
        """Understand one row."""
        if self._adds_up(row):
            self.notes.append(f"Dòng {row.number} (“{row['name'].text}”) là dòng cộng nên không đọc.")
            return
        line = Line(row.number, self._kind(row))
        line.name = self._text(line, row, "name", table.LENGTHS.get(line.kind, 300))
        line.code = row["code"].text
        if line.kind == CRITERION:
            line.guidance = self._guidance(line, row)
            line.evidence_required = self._evidence(line, row)
        if line.kind == GRADE:
            line.guidance = self._measure(line, row)
        if line.kind != STEP:
            line.points = self._points(line, row)
        self._place(line)
        self.taken.append(line)

    def close(self, notes):
        """Return the Reading, once what only the whole can show is looked at."""
        groups, by_kind = self._groups(), self._by_kind
        self._check_groups(groups)
        self._check_grades(by_kind(GRADE))
        caps = by_kind(CAP)
        for extra in caps[1:]:
            self._fault(extra, "kind", "mức trần chỉ ghi một dòng")
        if not any(line.kind == KINDS.SCORED for line in groups):
            self.faults.append(Fault(None, "", "Tệp chưa có nhóm chấm điểm nào"))
        parts = tuple(_part(line) for line in groups)
        steps = [] if self.faults else self._steps(parts)
        content = None
        if not self.faults:
            grades = by_kind(GRADE)
            content = Outline(
                parts=parts,
                total_cap=caps[0].points if caps else None,
                graded_by=str(grades[0].guidance if grades else PERCENT),
                grades=tuple((line.name, line.points) for line in grades),
                ladder=tuple(steps),
            )
        for faults in (self.faults, *[line.faults for line in self.taken]):
            faults.sort(key=Fault.place)
        return Reading(self.taken, self.faults, notes + self.notes, content)

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
            self._fault(line, key, cell.fault or "hãy ghi nội dung")
        elif len(cell.text) > longest:
            self._fault(line, key, f"dài {len(cell.text)} ký tự; hãy viết gọn, nhiều nhất {longest}")
        return cell.text

    def _guidance(self, line, row):
        cell = row["guidance"]
        words = clean_block(str(cell.value or ""))
        if cell.fault:
            self._fault(line, "guidance", cell.fault)
        elif len(words) > table.LONGEST_GUIDANCE:
            most = table.LONGEST_GUIDANCE
            self._fault(line, "guidance", f"dài {len(words)} ký tự; hãy viết gọn, nhiều nhất {most}")
        return words

    def _evidence(self, line, row):
        cell = row["evidence"]
        said = search_key(cell.text)
        if cell.fault or said not in table.EVIDENCE:
            self._fault(line, "evidence", cell.fault or f"ghi “{table.YES}” hoặc “{table.NO}”")
        return table.EVIDENCE.get(said, True)

    def _measure(self, line, row):
        said = row["guidance"].text
        if "%" in said or "phan tram" in search_key(said) or not said:
            return PERCENT
        return POINTS

    def _points(self, line, row):
        cell, most = row["points"], table.BOUNDS.get(line.kind, 9999)
        least = Decimal(0) if line.kind == GRADE else Decimal("0.01")
        if cell.fault or cell.value is None:
            self._fault(line, "points", cell.fault or "hãy ghi số điểm, ví dụ 9,5")
            return None
        try:
            exact = isinstance(cell.value, Decimal)
            points = numbers.parse_decimal(numbers.plain(cell.value) if exact else cell.text)
        except ReadingError as refusal:
            self._fault(line, "points", str(refusal).rstrip("."))
            return None
        if not least <= points <= most:
            bounds = f"{numbers.plain(least)} đến {numbers.grouped(most)}"
            self._fault(line, "points", f"“{numbers.plain(points)}” không được; nhập từ {bounds} điểm")
            return None
        return points

    def _place(self, line):
        """Put a criterion under the group above it."""
        if line.kind != CRITERION:
            return
        above = next((found for found in reversed(self.taken) if found.is_group), None)
        if above is None:
            self._fault(line, "kind", "tiêu chí đứng trước nhóm đầu tiên; hãy thêm dòng nhóm ở trên")
        else:
            above.items.append(line)

    # the whole

    def _by_kind(self, kind):
        return [line for line in self.taken if line.kind == kind]

    def _groups(self):
        """Scored groups, then bonus and penalty, each with the code it will have."""
        groups = [line for kind in KINDS for line in self._by_kind(kind)]
        for placed, line in zip(self._tops(groups), groups, strict=False):
            line.code = placed.code
            for number, item in enumerate(line.items, 1):
                item.code = paths.code(paths.under(placed.path, number))
        return groups

    @staticmethod
    def _tops(groups):
        parts = tuple(Part(line.kind, line.name, line.points) for line in groups)
        return outline.top_groups(Outline(parts[: len(ROMAN)] if len(parts) > len(ROMAN) else parts))

    def _check_groups(self, groups):
        seen, single = {}, {}
        if len(self._by_kind(KINDS.SCORED)) > len(ROMAN):
            extra = self._by_kind(KINDS.SCORED)[len(ROMAN)]
            self._fault(extra, "kind", f"một bảng có nhiều nhất {len(ROMAN)} nhóm chấm điểm")
        for line in groups:
            first = seen.setdefault(search_key(line.name), line)
            if first is not line and line.name:
                self._fault(line, "name", f"tên nhóm trùng với dòng {first.number}")
            if line.kind != KINDS.SCORED and single.setdefault(line.kind, line) is not line:
                self._fault(
                    line, "kind", f"bảng đã có {line.words.lower()} ở dòng {single[line.kind].number}"
                )
            self._check_sum(line)

    def _check_sum(self, group):
        if group.points is None:
            return
        over = [item for item in group.items if item.points and item.points > group.points]
        for item in over:
            self._fault(
                item, "points", f"quá {numbers.plain(group.points)} điểm của nhóm (dòng {group.number})"
            )
        total = sum((item.points for item in group.items if item.points), Decimal(0))
        if group.kind == KINDS.SCORED and total > group.points and not over:
            most = numbers.plain(group.points)
            sentence = f"các tiêu chí cộng lại {numbers.plain(total)} điểm, quá {most} điểm của nhóm"
            self._fault(group, "points", sentence)

    def _check_grades(self, grades):
        for above, line in zip([None, *grades], grades, strict=False):
            if line.guidance == PERCENT and line.points is not None and line.points > 100:
                self._fault(line, "points", "ngưỡng tính theo phần trăm không được quá 100")
            if above is None:
                continue
            if line.guidance != above.guidance:
                self._fault(line, "guidance", "các mức xếp loại phải cùng tính bằng % hoặc cùng bằng điểm")
            if line.points is not None and above.points is not None and line.points >= above.points:
                self._fault(line, "points", f"ngưỡng phải thấp hơn mức ở dòng {above.number}")
            if line.name in [other.name for other in grades if other.number < line.number]:
                self._fault(line, "name", "hai mức xếp loại không được cùng tên")

    def _steps(self, parts):
        known = {search_key(words): key for key, words in outline.steps_of(parts)}
        found = []
        for line in self._by_kind(STEP):
            key = known.get(search_key(line.name))
            if key is None:
                self._fault(line, "name", f"không có bước “{line.name}”; dùng đúng chữ như tệp mẫu")
            elif key in found:
                self._fault(line, "name", "bước này đã có ở trên")
            elif found[-1:] == [outline.PROTOCOL]:
                self._fault(line, "name", "không có bước nào sau thứ tự đơn vị trong Khối")
            else:
                found.append(key)
        return found

    def _fault(self, line, key, sentence):
        fault = Fault(line.number, COLUMNS[key][0], sentence)
        line.faults.append(fault)
        self.faults.append(fault)


def _part(line):
    items = tuple(Item(item.name, item.points, item.guidance, item.evidence_required) for item in line.items)
    return Part(str(line.kind), line.name, line.points, items)
