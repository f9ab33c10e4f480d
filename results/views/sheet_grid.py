"""The entry grid as its template and the answers to its cells show it."""

from dataclasses import dataclass

from blocs import tree
from core import numbers
from results import measures, running, scoring, standings, targets
from results.models import ScoreLine, ScoreSheet
from results.views import answers

PLAIN = ("result", "note", "self_points")  # the cells of a line that is not measured
SIGNS = {"bonus": "+", "penalty": numbers.MINUS}


@dataclass(frozen=True)
class Cell:
    """One cell: what stands in it and, when it was refused, why."""

    text: str
    sentence: str = ""


@dataclass(frozen=True)
class Measure:
    """What is measured under a line; `formula` in words, `source` says where the target comes from."""

    kind: str  # ratio, units, levels
    unit: str
    levels: list
    aim: object  # the target its points are computed with, or will be; None for none
    target: Cell
    source: str
    types_target: bool  # nobody set one, so the member types it here
    actual: Cell
    level: Cell
    override_reason: Cell
    formula: str

    @property
    def chosen(self):
        """The label of the chosen level; empty for none."""
        return next((level.label for level in self.levels if str(level.pk) == self.level.text), "")


@dataclass(frozen=True)
class Row:
    """One criterion in the grid; its cells are inputs while `opens`; `measure` where points are computed.

    `agreed`: what counts of an appraised line where that is not what the member gave itself; else empty.
    """

    line: ScoreLine
    target: str
    opens: bool
    result: Cell
    self_points: Cell
    note: Cell
    measure: Measure | None
    agreed: str

    @property
    def more(self):
        """How many files there are besides the one whose name is shown."""
        return len(self.line.evidence.all()) - 1

    @property
    def refusals(self):
        """The sentences under the row."""
        under = self.measure and (self.measure.target, self.measure.actual, self.measure.level)
        own = (self.measure.override_reason,) if self.measure else ()
        shown = (self.result, *(under or ()), self.self_points, *own, self.note)
        return list(dict.fromkeys(cell.sentence for cell in shown if cell.sentence))


@dataclass(frozen=True)
class Group:
    """A group of the table at any level, what it brings, and how it was rescaled, in words."""

    code: str
    name: str
    label: str  # in the footer: Nhóm I, Điểm thưởng
    max_points: object
    points: str
    rescaled: str

    @property
    def sum_label(self):
        """The label inside a sentence: "Cộng nhóm I"."""
        return self.label[:1].lower() + self.label[1:]


def groups(sheet, table, totals, *, writes, typed=None, refused=None):
    """Return [(top Group, [answers.Band])] of the grid of a sheet (from `whole()`).

    `typed` and `refused` are what `sheet_save` took and could not keep: the page shows it again.
    """
    rows = {row.line.criterion_id: row for row in _rows(sheet, writes, typed or {}, refused or {})}
    drawn = {group.pk: _group(group, totals.by_key[group.pk]) for group in table.groups.all()}

    def group_of(group):
        return drawn[group.pk]

    def row_of(criterion):
        return rows.get(criterion.pk)

    return [(group_of(node.row), list(answers.laid_out(node, row_of, group_of))) for node in tree.of(table)]


def figures(totals, lacking):
    """Return what the page's totals show, by key: each group's code, "total", "missing" and "lacking"."""
    shown = {group.code: _points(group) for group in totals.every}
    count = f"Còn thiếu {len(lacking)} mục" if lacking else ""
    return {**shown, "total": numbers.points(totals.total), "missing": count, "lacking": "; ".join(lacking)}


def figures_of(sheet, lines):
    """Return the figures of a sheet as the server holds it now, and the formulas of those `lines`."""
    found = figures(*running.of(sheet))
    measured = [line for line in lines if measures.is_measured(line.criterion)]
    return found | {f"formula-{line.pk}": measures.words(line) for line in measured}


def typed_lines(keys):
    """Return the lines with these keys, with what `texts_of` and `figures_of` read of them."""
    return ScoreLine.objects.filter(pk__in=keys).select_related("criterion", "level")


def texts_of(line):
    """Return what the cells of a line show, by name."""
    own = scoring.TYPED if measures.is_measured(line.criterion) else PLAIN
    return {name: measures.shown(line, name) for name in own}


def typed_in(post, sheet):
    """Read the whole grid of a sheet from a form: line id to (version, {cell: text})."""
    found = {}
    for pk in sheet.lines.values_list("pk", flat=True):
        texts = {cell: post[f"{cell}-{pk}"] for cell in scoring.TYPED if f"{cell}-{pk}" in post}
        if texts:
            found[pk] = answers.version_of(post.get(f"version-{pk}", "")), texts
    return found


def _rows(sheet, writes, typed, refused):
    promised, pledged = targets.told(sheet.season_id, sheet.agency_id)
    for line in sheet.lines.all():
        sent = typed.get(line.pk)
        shown = {name: _cell(line, name, sent, refused) for name in scoring.TYPED}
        yield Row(
            line=line,
            target=promised.get(line.criterion_id, ""),
            opens=writes and not line.exempt and (sheet.state == ScoreSheet.State.DRAFT or line.returned),
            **{name: shown[name] for name in ("result", "self_points", "note")},
            measure=_measure(line, shown, pledged),
            agreed=_agreed(line) if sheet.state == ScoreSheet.State.APPRAISED else "",
        )


def _agreed(line):
    points = standings.final_points(line)
    return "" if points in (None, line.self_points or 0) else numbers.points(points)


def _cell(line, name, sent, refused):
    sentence = refused.get((line.pk, name), "")
    return Cell(sent[1][name] if sentence else measures.shown(line, name), sentence)


def _measure(line, shown, pledged):
    if not measures.is_measured(line.criterion):
        return None
    target, source = measures.aimed_at(line.criterion, pledged)
    return Measure(
        kind=line.criterion.kind,
        unit=line.criterion.unit,
        levels=list(line.criterion.levels.all()),
        aim=target if line.target is None else line.target,
        target=shown["target"],
        source=source,
        types_target=source != "" and target is None,
        actual=shown["actual"],
        level=shown["level"],
        override_reason=shown["override_reason"],
        formula=measures.words(line),
    )


def _group(group, total):
    label = f"Nhóm {group.code}" if group.kind == "scored" or group.parent_id else group.name
    rescaled = total.rescaling.words if total.rescaling else ""
    return Group(group.code, group.name, label, group.max_points, _points(total), rescaled)


def _points(group):
    return (SIGNS.get(group.kind, "") if group.points else "") + numbers.points(group.points)
