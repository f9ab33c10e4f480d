"""A score sheet written as a protected file of Excel, to be filled in where there is no network.

What the page computes the file computes: points of what is measured, sums, caps, the total. The results stand
in it from the start. Sums are those of `standings.totals_of`.
"""

from openpyxl import Workbook

from blocs import kinds
from blocs.papers import version_words
from core import clock
from core.dates import moment
from core.text import file_name
from documents import fillable, remembered
from documents.pens import GENERAL, POINTS, TEXT, Formula
from results import excel_formulas, measures, scoring
from results.excel_layout import HEAD, ROW, SIGNED, SUM, sum_label
from results.models import ScoreLine
from results.sheet_file import COLUMNS, LISTS, MEASURED, PLACES, TEXTS, TITLE, Facts, sealed

HEADINGS = 5  # row
LETTERS = {name: column.letter for name, column in COLUMNS.items()}
HOW_TO = (
    "Chỉ nhập vào ô nền vàng. Điền xong, lưu tệp rồi tải lên bằng nút Nhập từ Excel ở trang Bảng tự chấm. "
    "Tiêu chí tính theo công thức: nhập thực hiện hoặc mức đạt, điểm tự tính; muốn chấm khác thì ghi lý do."
)


def write(sheet, *, opens):
    """Return the bytes of the file of a sheet; its open cells are open only when `opens`."""
    return _Writer(Facts(sheet), opens).written()


def name_of(sheet):
    """Return what the file is called."""
    return file_name(f"Bảng tự chấm {sheet.season.label} - {sheet.agency.code}.xlsx")


class _Writer:
    """Writes one file."""

    def __init__(self, facts, opens):
        self.facts, self.opens = facts, opens
        self.book, self.results, self.lists = Workbook(), {}, None
        self.book.active.title = TITLE
        self.form = fillable.Fillable(self.book.active)
        self.bands = {HEAD: self._head, ROW: self._line, SUM: self._sum, "total": self._total}

    def written(self):
        """Write all of it."""
        self._top()
        for placed in self.facts.rows:
            self.bands[placed.kind](placed)
            self._put("key", placed.row, placed.key, framed=False)
        widths = {column.letter: column.width for column in COLUMNS.values()}
        if not self.facts.measures:
            widths |= {LETTERS[name]: 0 for name in MEASURED}
        foot = f"{self.facts.sheet.agency}, {self.facts.season.named}"
        self.form.finish(headings=HEADINGS, widths=widths, frozen=f"C{HEADINGS + 1}", foot=foot)
        return remembered.saved(self.book, {TITLE: self.results})

    def _put(self, name, row, value, **look):
        return self.form.put(f"{LETTERS[name]}{row}", value, **look)

    def _top(self):
        sheet, season = self.facts.sheet, self.facts.season
        sample = "DỮ LIỆU MẪU. " if season.bloc.sample else ""
        rules = version_words(self.facts.table)
        lines = (
            f"BẢNG TỰ CHẤM ĐIỂM {season.named.upper()}",
            f"{sheet.agency}, {season.bloc.name}",
            f"{sample}Theo {rules[:1].lower()}{rules[1:]}. Tải về lúc {moment(clock.now())}.",
            HOW_TO if self.opens else "Bảng này hiện chỉ để xem, không nhập được.",
        )
        for row, words in enumerate(lines, 1):
            title = {"bold": True, "size": 14} if row == 1 else {}
            self.form.put(f"A{row}", words, framed=False, wrapped=False, **title)
        for name, column in COLUMNS.items():
            if name != "key":
                self._put(name, HEADINGS, column.heading, bold=True, fill="band", side="center")
        for row, piece in enumerate(sealed(self.facts.mark()), 1):
            self._put("key", row, piece, framed=False, wrapped=False)

    def _head(self, placed):
        for name in COLUMNS:
            if name != "key":
                self._put(name, placed.row, None, fill="band")
        self._put("code", placed.row, placed.item.code, bold=True, fill="band")
        self._put("name", placed.row, placed.item.name, bold=True, fill="band")

    def _line(self, placed):
        line, row = self.facts.lines[placed.item.pk], placed.row
        for name in COLUMNS:
            if name != "key":
                self._put(name, row, None)
        for name, value in self.facts.shut(line).items():
            self._put(name, row, value or None, **({"form": GENERAL} if name == "target" else {}))
        files = len(line.evidence.all())
        lacking = "Cần có" if line.criterion.evidence_required else None
        self._put("evidence", row, f"{files} tệp" if files else lacking)
        if line.exempt:
            self._put("result", row, f"Không áp dụng: {line.exempt}")
            return
        for cell in self.facts.cells(line):
            self._cell(line, cell, row)
        if measures.is_measured(line.criterion):
            self._computed(line, row)

    def _cell(self, line, cell, row):
        value = getattr(line, cell)
        if cell == "level":
            value = value and value.label
        form = TEXT if cell in TEXTS or cell == "level" else POINTS if cell == "self_points" else GENERAL
        side = None if form == TEXT else "right"
        put = self._put(PLACES[cell], row, None if value == "" else value, form=form, side=side)
        if self.opens and self.facts.opens(line):
            self.form.open(put.coordinate, self._takes(line, cell, put.coordinate))

    def _takes(self, line, cell, coordinate):
        criterion = line.criterion
        if cell in TEXTS:
            return fillable.text(ScoreLine._meta.get_field(cell).max_length)
        if cell == "level":
            return fillable.listed(self._levels(criterion)[0])
        if cell == "self_points":
            return fillable.points(coordinate, scoring.most_of(criterion))
        if cell == "actual" and criterion.kind == kinds.UNITS:
            return fillable.whole(criterion.unit)
        return fillable.amount(criterion.unit, above_zero=cell == "target")

    def _computed(self, line, row):
        """The points of the formula, and the self points that follow it until the member gives its own."""
        cells = {name: f"{LETTERS[name]}{row}" for name in ("target", "achieved", "computed", "self_points")}
        levels = self._levels(line.criterion) if line.criterion.kind == kinds.LEVELS else None
        rule = kinds.rule_of(line.criterion)
        formula = excel_formulas.measured(
            rule, target=cells["target"], actual=cells["achieved"], levels=levels
        )
        self.form.put(cells["computed"], Formula(formula))
        self.results[cells["computed"]] = "" if line.computed_points is None else line.computed_points
        if not line.is_overridden:
            self.form.sheet[cells["self_points"]].value = follows(row)
            self.results[cells["self_points"]] = "" if line.self_points is None else line.self_points

    def _levels(self, criterion):
        """(labels, points) of a criterion as cells of the hidden sheet, written there the first time."""
        if self.lists is None:
            self.lists, self.ranges = fillable.Fillable(self.book.create_sheet(LISTS)), {}
            self.lists.sheet.sheet_state = "hidden"
        if criterion.pk not in self.ranges:
            column = 2 * len(self.ranges) + 1
            cells = self.lists.sheet.cell
            levels = list(criterion.levels.all())
            for row, level in enumerate(levels, 1):
                self.lists.put(cells(row, column).coordinate, level.label, form=TEXT)
                self.lists.put(cells(row, column + 1).coordinate, level.points)
            letters = [cells(1, column + each).column_letter for each in (0, 1)]
            self.ranges[criterion.pk] = [
                remembered.link(LISTS, f"${letter}$1:${letter}${len(levels)}") for letter in letters
            ]
        return self.ranges[criterion.pk]

    def _sum(self, placed):
        total = self.facts.totals.by_key[placed.item.pk]
        formula = excel_formulas.group(
            LETTERS["self_points"], placed.parts, cap=total.cap, rescaling=total.rescaling
        )
        words = total.rescaling.words if total.rescaling else ""
        self._summed(placed.row, sum_label(placed.item), formula, total.points, words)
        self._put("most", placed.row, placed.item.max_points, bold=True, fill="band")
        cell = self.form.sheet[f"{LETTERS['self_points']}{placed.row}"]
        cell.number_format = SIGNED.get(placed.item.kind, POINTS)

    def _total(self, placed):
        totals, table = self.facts.totals, self.facts.table
        formula = excel_formulas.total(
            LETTERS["self_points"], placed.parts, cap=table.total_cap, rescaling=totals.rescaling
        )
        words = totals.rescaling.words if totals.rescaling else ""
        self._summed(placed.row, "TỔNG ĐIỂM TỰ CHẤM", formula, totals.total, words)

    def _summed(self, row, label, formula, points, words):
        for name in COLUMNS:
            if name != "key":
                self._put(name, row, None, bold=True, fill="band")
        self._put("name", row, label, bold=True, fill="band")
        self._put("note", row, words or None, fill="band")
        cell = self._put("self_points", row, Formula(formula), bold=True, fill="band")
        self.results[cell.coordinate] = points


def follows(row):
    """Return the formula by which self points are those of the formula."""
    return f"={LETTERS['computed']}{row}"
