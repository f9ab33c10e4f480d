"""The entry grid as its template and the answers to its cells show it."""

from dataclasses import dataclass

from core import numbers
from results import cells, scoring, standings, targets
from results.models import ScoreLine, ScoreSheet
from results.views import answers

SIGNS = {"bonus": "+", "penalty": numbers.MINUS}


@dataclass(frozen=True)
class Cell:
    """One cell: what stands in it and, when it was refused, why."""

    text: str
    sentence: str = ""


@dataclass(frozen=True)
class Row:
    """One criterion in the grid; the three cells are inputs while `opens`."""

    line: ScoreLine
    target: str
    opens: bool
    result: Cell
    self_points: Cell
    note: Cell

    @property
    def more(self):
        """How many files there are besides the one whose name is shown."""
        return len(self.line.evidence.all()) - 1

    @property
    def refusals(self):
        """The sentences under the row."""
        return [cell.sentence for cell in (self.result, self.self_points, self.note) if cell.sentence]


@dataclass(frozen=True)
class Group:
    """A group of the table with its rows and what they bring."""

    code: str
    name: str
    label: str  # in the footer: Nhóm I, Điểm thưởng
    max_points: object
    points: str
    rows: list

    @property
    def sum_label(self):
        """The label inside a sentence: "Cộng nhóm I"."""
        return self.label[:1].lower() + self.label[1:]


def groups(sheet, table, totals, *, writes, typed=None, refused=None):
    """Return the Groups of the grid of a sheet (from `whole()`).

    `typed` and `refused` are what `sheet_save` took and could not keep: the page shows it again.
    """
    promised, rows = targets.promised(sheet.season_id, sheet.agency_id), {}
    for line in sheet.lines.all():
        opens = writes and (sheet.state == ScoreSheet.State.DRAFT or line.returned)
        shown = {cell: _cell(line, cell, (typed or {}).get(line.pk), refused or {}) for cell in scoring.TYPED}
        rows[line.criterion_id] = Row(line, promised.get(line.criterion_id, ""), opens, **shown)
    laid = zip(answers.grid(table, rows), totals.groups, strict=True)
    return [_group(group, total, [row for _, row in found if row]) for (group, found), total in laid]


def figures(totals, lacking):
    """Return what the page's totals show, by key: each group's code, "total", "missing" and "lacking"."""
    shown = {group.code: _points(group) for group in totals.groups}
    count = f"Còn thiếu {len(lacking)} mục" if lacking else ""
    return {**shown, "total": numbers.points(totals.total), "missing": count, "lacking": "; ".join(lacking)}


def figures_of(sheet_pk):
    """Return the figures of a sheet as the server holds it now."""
    sheet = ScoreSheet.objects.whole().get(pk=sheet_pk)
    return figures(standings.totals_of(sheet, scoring.self_points), scoring.missing(sheet))


def texts_of(line):
    """Return what the cells of a line show, by name."""
    return {cell: cells.shown(getattr(line, cell)) for cell in scoring.TYPED}


def typed_in(post, sheet):
    """Read the whole grid of a sheet from a form: line id to (version, {cell: text})."""
    found = {}
    for pk in sheet.lines.values_list("pk", flat=True):
        texts = {cell: post[f"{cell}-{pk}"] for cell in scoring.TYPED if f"{cell}-{pk}" in post}
        if texts:
            found[pk] = answers.version_of(post.get(f"version-{pk}", "")), texts
    return found


def _cell(line, name, sent, refused):
    sentence = refused.get((line.pk, name), "")
    return Cell(sent[1][name] if sentence else cells.shown(getattr(line, name)), sentence)


def _group(group, total, rows):
    label = f"Nhóm {group.code}" if group.kind == "scored" else group.name
    return Group(group.code, group.name, label, group.max_points, _points(total), rows)


def _points(group):
    return (SIGNS.get(group.kind, "") if group.points else "") + numbers.points(group.points)
