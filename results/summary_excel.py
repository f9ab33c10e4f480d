"""The whole bloc in one workbook for the conference: the standing, and behind it each member's three columns.

Sums, caps, totals are formulas down to the lines, so that who doubts a total can follow it; what they give is
what `standings` gives. Places and grades are written as they are: the ladder of ties is no formula.
"""

from openpyxl import Workbook
from openpyxl.worksheet.hyperlink import Hyperlink

from blocs import leaving, seasons
from blocs.models import CriteriaTable
from blocs.papers import version_words
from core import clock
from core.dates import moment
from documents import excel, fillable, pens, remembered
from documents.pens import POINTS, Formula, Look
from results import excel_formulas, excel_layout, scoring, standings
from results.excel_layout import HEAD, ROW, SIGNED, SUM, sum_label

TOTAL = "Tổng hợp"
HEADINGS = 4  # row, on every sheet
WIDTHS = {"A": 7, "B": 46, "C": 9, "D": 10, "E": 10, "F": 11, "G": 50}
LINES = ("TT", "Tiêu chí", "Tối đa", "Tự chấm", "Thẩm định", "Thống nhất", "Lý do")
COLUMNS = {  # of a member's sheet: what each adds up
    "D": scoring.self_points,
    "E": standings.appraised_points,
    "F": standings.final_points,
}
AGREED = "F"
PLAIN, RIGHT, WORDS = Look(), Look(POINTS, side="right"), Look(framed=False, wrapped=False)
BAND, SUMMED = Look(bold=True, fill="band"), Look(POINTS, bold=True, fill="band", side="right")
NAME, LINK = Look(bold=True, size=14, framed=False, wrapped=False), Look(linked=True)
BACK = Look(linked=True, framed=False, wrapped=False)


def write(season):
    """Return the bytes of the workbook of a year, from what is entered, appraised and agreed now.

    A constant number of queries, however many members and criteria.
    """
    table = CriteriaTable.objects.whole().prefetch_related("grades", "ladder__group").get(season=season)
    members, lines = list(seasons.members_of(season)), standings.lines_of(season)
    places = standings.under(season, table, lines)
    writer = _Writer(season, table)
    names = excel.sheet_names([member.short_name for member in members], taken=[TOTAL])
    writer.total(members, names, places, lines)
    for member, name in zip(members, names, strict=True):
        writer.member(member, name, lines.get(member.agency_id, []))
    return remembered.saved(writer.book, writer.results)


class _Writer:
    """Writes one workbook."""

    def __init__(self, season, table):
        self.season, self.table = season, table
        self.book, self.pen, self.results = Workbook(), pens.Pen(), {}
        shown = {row.pk for group in table.groups.all() for row in group.criteria.all()}
        self.rows = excel_layout.placed(table, shown - set(leaving.added(table)), HEADINGS + 1)
        self.tops = [(row, group) for (row, _), group in zip(self.rows[-1].parts, table.tops, strict=True)]

    def total(self, members, names, places, lines):
        """Write the first sheet: a row for each member, its figures taken from the member's own sheet."""
        sheet, graded = self.book.active, bool(self.table.grades.all())
        sheet.title = TOTAL
        self._top(sheet, f"SỔ TỔNG HỢP KẾT QUẢ THI ĐUA {self.season.named.upper()}", self.season.bloc.name)
        heads = ["TT", "Đơn vị", *[standings.heading(group) for _, group in self.tops], "Tổng điểm"]
        heads += ["Xếp thứ", *(["Xếp loại"] if graded else []), "Trạng thái"]
        self._headings(sheet, heads)
        results = self.results.setdefault(TOTAL, {})
        for row, (member, name, place) in enumerate(zip(members, names, places, strict=True), HEADINGS + 1):
            self.pen.put(sheet, row, 1, member.order, PLAIN)
            self._link(self.pen.put(sheet, row, 2, member.name, LINK), name)
            for column, (formula, value) in enumerate(self._brought(name, place), 3):
                cell = self.pen.put(sheet, row, column, formula, RIGHT)
                results[cell.coordinate] = value
            after = [place.rank, *([place.grade] if graded else []), place.state]
            for column, value in enumerate(after, 4 + len(self.tops)):
                self.pen.put(sheet, row, column, value, PLAIN)
        widths = [7, 46, *[13] * len(self.tops), 11, 9, *([22] if graded else []), 20]
        self._finish(sheet, dict(zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", widths, strict=False)), "C5")

    def member(self, member, name, lines):
        """Write one member's sheet: its lines with the three columns, sums under every group, the total."""
        sheet = self.book.create_sheet(name)
        state = lines[0].sheet.get_state_display() if lines else standings.NOT_BEGUN
        self._top(sheet, member.name, f"{self.season.bloc.name}, {self.season.named}. {state}")
        self._link(self.pen.put(sheet, 1, 7, "Về trang Tổng hợp", BACK), TOTAL)
        self._headings(sheet, LINES)
        totals = {letter: standings.add_up(self.table, lines, column) for letter, column in COLUMNS.items()}
        by_criterion = {line.criterion_id: line for line in lines}
        for placed in self.rows:
            if placed.kind == ROW:
                self._line(sheet, placed, by_criterion.get(placed.item.pk))
            elif placed.kind == HEAD:
                self._band(sheet, placed.row, placed.item.code, placed.item.name, None)
            else:
                self._sums(sheet, placed, totals)
        self._finish(sheet, WIDTHS, "C5")

    def _brought(self, name, place):
        """Yield (formula, its value) of every group and of the total; nothing for who is not appraised."""
        groups = standings.brought(place.totals, [group for _, group in self.tops])
        for (row, group), value in zip(self.tops, groups, strict=True):
            sign = "-" if group.kind == "penalty" else ""
            there = Formula(f"={sign}{remembered.link(name, f'{AGREED}{row}')}")
            yield (None, None) if value is None else (there, value)
        if place.totals:
            where = remembered.link(name, f"{AGREED}{self.rows[-1].row}")
            yield Formula(f"={where}"), place.totals.total
        else:
            yield None, None

    def _line(self, sheet, placed, line):
        item = placed.item
        points, reason = (None, None, None), "" if line else standings.NOT_BEGUN
        if line and line.exempt:
            reason = f"Không áp dụng: {line.exempt}"
        elif line:
            points = [column(line) for column in COLUMNS.values()]
            agreed = f"Thống nhất: {line.agreed_reason}" if line.agreed_reason else ""
            reason = "\n".join(filter(None, (line.appraisal_reason, agreed)))
        self.pen.put(sheet, placed.row, 1, item.code, PLAIN)
        self.pen.put(sheet, placed.row, 2, item.name, PLAIN)
        for column, value in enumerate((item.max_points, *points), 3):
            self.pen.put(sheet, placed.row, column, value, RIGHT)
        self.pen.put(sheet, placed.row, 7, reason or None, PLAIN)

    def _sums(self, sheet, placed, totals):
        """A row of sums: of a group, or of the whole sheet."""
        own = placed.kind == SUM
        label = sum_label(placed.item) if own else "TỔNG ĐIỂM"
        found = {letter: each.by_key[placed.item.pk] if own else each for letter, each in totals.items()}
        rescaling = found[AGREED].rescaling
        words = rescaling.words if rescaling else None
        self._band(sheet, placed.row, None, label, words)
        self.pen.put(sheet, placed.row, 3, placed.item.max_points if own else None, SUMMED)
        results = self.results.setdefault(sheet.title, {})
        for column, (letter, total) in enumerate(found.items(), 4):
            if own:
                form = SIGNED.get(placed.item.kind, POINTS)
                text = excel_formulas.group(letter, placed.parts, cap=total.cap, rescaling=rescaling)
            else:
                form, cap = POINTS, self.table.total_cap
                text = excel_formulas.total(letter, placed.parts, cap=cap, rescaling=rescaling)
            look = Look(form, bold=True, fill="band", side="right")
            cell = self.pen.put(sheet, placed.row, column, Formula(text), look)
            results[cell.coordinate] = total.points if own else total.total

    def _band(self, sheet, row, code, name, words):
        for column, value in enumerate((code, name, None, None, None, None, words), 1):
            self.pen.put(sheet, row, column, value, BAND)

    def _top(self, sheet, title, below):
        sample = "DỮ LIỆU MẪU. " if self.season.bloc.sample else ""
        rules = version_words(self.table)
        self.pen.put(sheet, 1, 1, title, NAME)
        self.pen.put(sheet, 2, 1, below, WORDS)
        when = f"{sample}Theo {rules[:1].lower()}{rules[1:]}. Số liệu lúc {moment(clock.now())}."
        self.pen.put(sheet, 3, 1, when, WORDS)

    def _headings(self, sheet, heads):
        for column, head in enumerate(heads, 1):
            self.pen.put(sheet, HEADINGS, column, head, BAND)

    @staticmethod
    def _link(cell, name):
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=remembered.link(name))

    def _finish(self, sheet, widths, frozen):
        for letter, width in widths.items():
            sheet.column_dimensions[letter].width = width
        self.pen.fit(sheet, widths, HEADINGS)
        sheet.freeze_panes = frozen
        fillable.print_on_a4(sheet, HEADINGS, f"{self.season.bloc.short_name}, {self.season.named}")
